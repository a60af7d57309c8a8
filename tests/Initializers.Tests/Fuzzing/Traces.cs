using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Initializers.Tests.Fuzzing;

/// <summary>Traces that a call leaves in its arguments: written elements, and advanced sources and counters.</summary>
internal static class Traces
{
    /// <summary>The members that show the position of a source or a counter.</summary>
    private static readonly string[] Positions = ["State", "Position", "Key", "Count", "Random", "Weights"];

    private static readonly ConcurrentDictionary<Type, Func<object, object?>[]> PositionsByType = new();

    /// <summary>A number that changes, with probability 1 - 2^-32, when anything visible in the values does.</summary>
    public static int Of(ReadOnlySpan<object?> values)
    {
        var fingerprint = new HashCode();
        foreach (object? value in values) Add(value, ref fingerprint);
        return fingerprint.ToHashCode();
    }

    private static void Add(object? value, ref HashCode fingerprint)
    {
        switch (value)
        {
            case Memory<float> memory:
                fingerprint.AddBytes(MemoryMarshal.AsBytes(memory.Span));
                return;
            case null or string or ValueType or Delegate:
                return;
            case Canaried canaried:
                canaried.AddTo(ref fingerprint);
                return;
            case Array array:
                foreach (object? element in array)
                {
                    if (element is ValueType) fingerprint.Add(element);
                    else Add(element, ref fingerprint);
                }
                return;
            case IReadOnlyList<LsuvLayer> layers:
                foreach (LsuvLayer layer in layers) Add(layer, ref fingerprint);
                return;
        }
        if (value.GetType().Namespace == "System.Numerics.Tensors")
        {
            foreach (object? element in (System.Collections.IEnumerable)value) fingerprint.Add(element);
            return;
        }
        if (value.GetType().Namespace!.StartsWith("MathNet", StringComparison.Ordinal))
        {
            Add(value.GetType().GetMethod("ToArray", Type.EmptyTypes)!.Invoke(value, null), ref fingerprint);
            return;
        }
        foreach (Func<object, object?> position in PositionsByType.GetOrAdd(value.GetType(), PositionsOf))
        {
            object? at = position(value);
            if (at is ValueType) fingerprint.Add(at);
            Add(at, ref fingerprint);
        }
    }

    private static Func<object, object?>[] PositionsOf(Type type)
    {
        if (!type.Assembly.GetName().Name!.StartsWith("Initializers", StringComparison.Ordinal)) return [];
        if (type.Name.EndsWith("State", StringComparison.Ordinal)) return [state => state.GetHashCode()];
        if (type.GetMethod("GetState", Type.EmptyTypes) is { } state) return [source => state.Invoke(source, null)];
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => Positions.Contains(property.Name)).Select(property => (Func<object, object?>)property.GetValue),
        ];
    }
}
