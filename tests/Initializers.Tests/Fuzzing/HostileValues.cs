using System.Collections.Concurrent;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using Initializers.Diagnostics;
using Initializers.Frameworks;

namespace Initializers.Tests.Fuzzing;

/// <summary>Makes a value for a parameter; containers of weights fit the shape that the call names.</summary>
internal delegate object? Make(TensorShape shape);

/// <summary>
/// For each parameter type, a value that every method accepts, and troublesome values: nulls at every depth, extreme numbers, functions
/// without moments.
/// </summary>
/// <remarks>
/// No value demands much work or memory: extents are small, or so large that no array can hold them, and counts of
/// repetitions are small.
/// </remarks>
internal static class HostileValues
{
    private static readonly ConcurrentDictionary<Type, Make[]> ByType = new();

    private static readonly MethodInfo OpenElements =
        typeof(HostileValues).GetMethod(nameof(ElementsOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly Dictionary<Type, object?[]> Plain = new()
    {
        [typeof(double)] =
        [
            0.5, double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e30, -1.0, -0.0, 0.0, double.Epsilon, -1e-320, 1e-160,
            1e-45, 1e-30, 0.3, 0.30000000000000004, 1.0, 2.0, Math.BitIncrement(2.0), -2.5, 70000.0, 1e20, 1.7e38, (double)float.MaxValue,
            3.5e38, 1e155, 1e300, double.MaxValue, double.MinValue,
        ],
        [typeof(float)] =
            [0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.MaxValue, float.MinValue, float.Epsilon],
        [typeof(Half)] = [(Half)0.5f, Half.NaN, Half.PositiveInfinity, Half.MaxValue, Half.Epsilon],
        [typeof(NFloat)] = [(NFloat)0.5, NFloat.NaN, NFloat.MaxValue],
        [typeof(int)] = [2, 0, -1, int.MinValue, 1, 7, int.MaxValue],
        [typeof(uint)] = [3u, 0u, uint.MaxValue],
        [typeof(long)] = [4L, 0L, -1L, 1L, 2L, 7L, 1L << 33, 1L << 40, 1L << 53, 1L << 62, long.MaxValue, long.MinValue],
        [typeof(ulong)] = [3ul, 0ul, ulong.MaxValue],
        [typeof(nint)] = [(nint)4, (nint)0, (nint)(-1), nint.MaxValue, nint.MinValue],
        [typeof(byte)] = [(byte)1, (byte)255],
        [typeof(ushort)] = [(ushort)1, ushort.MaxValue],
        [typeof(char)] = ['a', '\ud800', '\0'],
        [typeof(bool)] = [true, false],
        [typeof(Index)] = [new Index(1), ^1, ^0, ^9, new Index(0), new Index(8), new Index(int.MaxValue), ^int.MaxValue],
        [typeof(BigInteger)] = [BigInteger.One, BigInteger.MinusOne, BigInteger.Zero, BigInteger.Pow(2, 300)],
        [typeof(string)] =
        [
            "name", null, "", "linear", "tanh", "HeNormal", "\ud800 \u0001 \0", "=1", new string('x', 100_000), "out, in, *kernel",
            "in, in, in", "{}", "[", "{\"class_name\":\"HeNormal\",\"config\":{\"seed\":-1}}",
            "{\"class_name\":\"Constant\",\"config\":{\"value\":[1,2]}}", "{\"class_name\":\"\\ud800\",\"config\":null}",
        ],
        [typeof(object)] = ["text", null, 1.5, 2, 3L, 'c', 1f, double.NaN, "\ud800", "=1"],
        [typeof(Func<double, double>)] = [(Func<double, double>)Math.Tanh, null, (Func<double, double>)(_ => double.NaN)],
        [typeof(Func<int, OutputStatistics>)] =
            [(Func<int, OutputStatistics>)(_ => new(0, 1)), null, (Func<int, OutputStatistics>)(_ => default),
                (Func<int, OutputStatistics>)(_ => new(double.NaN, double.PositiveInfinity))],
        [typeof(Func<SignalNetwork, SignalNetwork>)] =
            [(Func<SignalNetwork, SignalNetwork>)(network => network), null, (Func<SignalNetwork, SignalNetwork>)(_ => null!),
                (Func<SignalNetwork, SignalNetwork>)(_ => new(1))],
        [typeof(Action<PhiloxRandom, SignalObserver>)] =
            [(Action<PhiloxRandom, SignalObserver>)((_, observer) => observer.PreActivations("a", [1, 2], 2)), null,
                (Action<PhiloxRandom, SignalObserver>)((_, _) => { })],
        [typeof(ReadOnlyMemory<float>)] =
            [(ReadOnlyMemory<float>)new float[16], default(ReadOnlyMemory<float>), (ReadOnlyMemory<float>)new[] { float.NaN },
                (ReadOnlyMemory<float>)new[] { float.MinValue, 0, float.Epsilon, float.MaxValue }],
        [typeof(IProgress<double>)] = [null, new Progress<double>()],
        [typeof(IProgress<int>)] = [null, new Progress<int>()],
        [typeof(IProgress<LsuvResult>)] = [null, new Progress<LsuvResult>()],
        [typeof(IReadOnlyList<uint>)] =
            [new KerasSession(1, KerasBackend.Jax).State.Python, null, Array.Empty<uint>(), new uint[625], new uint[1]],
        [typeof(IReadOnlyList<ulong>)] = [new NumPyRandom(1).State.Words, null, Array.Empty<ulong>(), new ulong[624], new ulong[1]],
    };

    /// <summary>The time after which a long call is cancelled and must stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    /// <summary>Parameters that are counts, for which huge values are legitimate work; durations; and file paths.</summary>
    private static readonly Dictionary<(string Name, Type Type), Make[]> ByName = new()
    {
        [("seeds", typeof(int))] = Values(1, 0, -1, int.MinValue, 2),
        [("count", typeof(long))] = Values(4L, 0L, -1L, 1L, 1L << 53, long.MaxValue, long.MinValue),
        [("times", typeof(int))] = Values(2, 0, -1, int.MinValue, 1),
        [("cancellation", typeof(CancellationToken))] =
            [_ => new CancellationTokenSource(Patience).Token, _ => new CancellationToken(canceled: true)],
        [("path", typeof(string))] = Values(Path.Combine(Path.GetTempPath(), $"initializers-{Environment.ProcessId}.html"), null, ""),
    };

    /// <summary>The values for a parameter, its default first.</summary>
    public static Make[] For(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        if (parameter.Member.Module == typeof(Initializers.Checkpoints.Checkpoint).Module && type == typeof(string)
            && CheckpointExamples.Paths.TryGetValue(parameter.Name!, out object?[]? paths))
            return Values(paths);
        if (ByName.TryGetValue((parameter.Name!, type), out Make[]? named)) return named;
        Make[] values = For(type);
        return parameter.HasDefaultValue && !type.IsByRefLike ? [DefaultOf(parameter, type), .. values] : values;
    }

    public static Make[] For(Type type) => ByType.TryGetValue(type, out Make[]? values) ? values : ByType[type] = [.. Of(type)];

    private static Make DefaultOf(ParameterInfo parameter, Type type)
    {
        object? value = parameter.DefaultValue ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
        if (value is not null && (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } named) value = Enum.ToObject(named, value);
        return _ => value;
    }

    private static IEnumerable<Make> Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return [.. For(underlying), _ => null];
        if (Plain.TryGetValue(type, out object?[]? values) || PlanExamples.Plain.TryGetValue(type, out values)
            || CheckpointExamples.Plain.TryGetValue(type, out values))
            return Values(values);
        if (type.IsEnum) return Values([.. Enum.GetValues(type).Cast<object>(), Enum.ToObject(type, -1), Enum.ToObject(type, 99)]);
        if (type == typeof(Random)) return [_ => new Random(1), _ => null];
        if (type.IsArray) return Elements(type.GetElementType()!, new string(',', type.GetArrayRank() - 1));
        if (type.IsGenericType)
        {
            Type[] of = type.GetGenericArguments();
            string name = type.Name.Split('`')[0];
            if (name is nameof(ValueTuple)) return Tuples(type, of);
            if (name is "Span" or "ReadOnlySpan" or "Memory" or "IReadOnlyList" or "IEnumerable" or
                "Matrix" or "Vector" or "Tensor" or "TensorSpan")
                return Elements(of[0], name);
        }
        Make[] examples = [.. Examples.Of(type).Select(make => (Make)(_ => make()))];
        if (examples.Length == 0) throw new NotSupportedException($"{type} needs hostile values.");
        if (type.IsValueType) return [.. examples, _ => Activator.CreateInstance(type)];
        return [examples[0], _ => null, .. examples[1..]];
    }

    private static Make[] Values(params object?[] values) => [.. values.Select(value => (Make)(_ => value))];

    /// <summary>Tuples with one hostile item at a time.</summary>
    private static IEnumerable<Make> Tuples(Type type, Type[] items) =>
        from hostile in Enumerable.Range(0, items.Length)
        from value in For(items[hostile]).Take(12)
        select (Make)(shape =>
            Activator.CreateInstance(type, [.. items.Select((item, at) => at == hostile ? value(shape) : For(item)[0](shape))]));

    private static Make[] Elements(Type element, string of) => (Make[])OpenElements.MakeGenericMethod(element).Invoke(null, [of])!;

    private static Make[] ElementsOf<T>(string of) => of switch
    {
        "Span" or "Memory" =>
        [
            shape => new Canaried<T>(Fitting(shape)), _ => new Canaried<T>(0), shape => new Canaried<T>(Fitting(shape) + 1),
            _ => new Canaried<T>(1000),
        ],
        "ReadOnlySpan" => [.. Lists<T>().Select(list => (Make)(shape => new Canaried<T>(list(shape)))), .. States<T>()],
        "," =>
        [
            shape => Rows<T>(shape, 0), _ => null, _ => new T[0, 0], _ => new T[0, 3], _ => new T[3, 0], _ => new T[2, 48],
            shape => Rows<T>(shape, 1),
        ],
        ",," => [shape => new T[1, 1, Fitting(shape)], _ => null, _ => new T[0, 0, 0], _ => new T[2, 3, 4], _ => new T[4, 0, 2]],
        ",,," => [_ => new T[4, 2, 3, 3], _ => null, _ => new T[0, 0, 0, 0], _ => new T[1, 1, 1, 1], _ => new T[4, 0, 2, 1]],
        "Matrix" => [.. MathNetValues.Matrices(typeof(T)), _ => null],
        "Tensor" => TensorValues.Tensors<T>(),
        "TensorSpan" => TensorValues.Spans<T>(),
        "Vector" => [.. MathNetValues.Vectors(typeof(T)), _ => null],
        _ => [.. Lists<T>().Select(list => (Make)(shape => list(shape))), _ => null],
    };

    /// <summary>Plain elements, no elements, and elements with a hostile one among them.</summary>
    private static IEnumerable<Func<TensorShape, T[]>> Lists<T>()
    {
        Make[] values = For(typeof(T));
        bool areWeights = typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(bool);
        yield return shape => [.. Enumerable.Range(0, areWeights ? Fitting(shape) : 1).Select(_ => (T)values[0](shape)!)];
        yield return _ => [];
        yield return shape => [(T)values[0](shape)!, (T)values[0](shape)!];
        foreach (Make value in values.Skip(1).Take(12))
        {
            yield return shape => [(T)value(shape)!];
            yield return shape => [(T)values[0](shape)!, (T)value(shape)!];
        }
    }

    /// <summary>The bytes of a generator's state.</summary>
    private static IEnumerable<Make> States<T>() => typeof(T) == typeof(byte)
        ? [_ => new Canaried<byte>(new PyTorchRandom(1).GetState()), _ => new Canaried<byte>(PyTorchRandom.StateSize)] : [];

    private static T[,] Rows<T>(TensorShape shape, int value)
    {
        var rows = new T[Height(shape), Width(shape)];
        object? element = For(typeof(T))[value](shape);
        for (int i = 0; i < rows.Length; i++) rows[i / rows.GetLength(1), i % rows.GetLength(1)] = (T)element!;
        return rows;
    }

    /// <summary>The elements of a shape, if they are few.</summary>
    private static int Fitting(TensorShape shape) => shape.Count <= 4096 ? (int)shape.Count : 9;

    public static int Height(TensorShape shape) => shape.Rank > 0 && shape.Count is > 0 and <= 4096 ? (int)shape[0] : 1;

    public static int Width(TensorShape shape) => Fitting(shape) / Height(shape);
}
