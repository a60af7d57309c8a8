using System.Reflection;
using Initializers.Tests.Cultures;
using Initializers.Tests.Statistics;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// Checks that results are usable: their text is the same in every culture, and initializers write finite weights or refuse the shape.
/// </summary>
internal static class MadeValues
{
    private static readonly TensorShape[] Shapes =
    [
        [1, 1], [4, 4], [1, 7], [7, 1], TensorShape.Convolution(2, 4, [3]), TensorShape.Vector(8).WithFans(1, 1),
        TensorShape.Vector(8).WithFans(1, long.MaxValue), TensorShape.Linear(3, 8).WithBlocks([7, 1]),
        TensorShape.Linear(3, 8).WithFans(long.MaxValue, long.MaxValue), TensorShape.Vector(4).WithFans(1, 1L << 62),
    ];

    private static readonly Assembly Frameworks = typeof(Initializers.Frameworks.JaxInit).Assembly;

    /// <summary>Describes what is wrong with a value; null if nothing is.</summary>
    public static string? FaultOf(object? made)
    {
        if (made is null || !made.GetType().FullName!.StartsWith("Initializers.", StringComparison.Ordinal)) return null;
        if (made is IWeightInitializer initializer && made.GetType().Assembly != Frameworks // those follow the frameworks
            && Shapes.Select(shape => FaultOf(initializer, shape)).OfType<string>().FirstOrDefault() is { } fault)
        {
            return fault;
        }
        string invariant = Culture.Under("", made.ToString)!;
        return Culture.Under("fa-IR", made.ToString) == invariant ? null : $"makes {made}, which follows the culture.";
    }

    private static string? FaultOf(IWeightInitializer initializer, TensorShape shape)
    {
        PhiloxRandom random = TestSeed.Source(nameof(MadeValues));
        float[] weights = [.. Enumerable.Repeat(123f, (int)shape.Count)];
        try
        {
            initializer.Initialize(weights, shape, random);
            bool isMoved = random.Position == weights.Length || initializer is IBoundInitializer; // may draw less or elsewhere
            return isMoved && weights.All(float.IsFinite) ? null
                : $"makes {initializer}, which fills {shape} by [{string.Join(", ", weights)}] and moves by {random.Position}.";
        }
        catch (Exception exception)
        {
            bool isRefused = exception is ArgumentException { ParamName: "shape" or "random" };
            return isRefused && random.Position == 0 && weights.All(weight => weight == 123) ? null
                : $"makes {initializer}, which fills {shape}, moves by {random.Position} and throws {exception}";
        }
    }
}
