using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>Shapes of layers' weights from the caller's numbers: exceptions name the number at fault.</summary>
internal static class WeightShape
{
    /// <summary>The most layers in a stack.</summary>
    public const int MostLayers = 4096;

    /// <summary>A shape of extents, each with the name of the parameter that it comes from.</summary>
    /// <exception cref="ArgumentException">An extent is negative, or makes the weight larger than an array.</exception>
    public static TensorShape Of(params ReadOnlySpan<(long Extent, string Name)> extents)
    {
        const int Most = TensorShape.MaxRank;
        string last = extents.IsEmpty ? "" : extents[^1].Name;
        if (extents.Length > Most)
            throw new ArgumentException(Invariant($"{last} must leave the weight at most {Most} dimensions, but left {extents.Length}."),
                last);
        Span<long> dimensions = stackalloc long[extents.Length];
        long count = 1;
        for (int i = 0; i < extents.Length; i++)
        {
            (long extent, string name) = extents[i];
            Guard.NotNegative(extent, name);
            if (extent > Array.MaxLength / count)
                throw new ArgumentOutOfRangeException(name, extent,
                    Invariant($"{name} must be small enough for the weight to have at most {Array.MaxLength} elements, but was {extent}."));
            (dimensions[i], count) = (extent, count * Math.Max(extent, 1));
        }
        return new(dimensions);
    }

    /// <summary>The extents of one parameter, such as a kernel.</summary>
    public static IEnumerable<(long Extent, string Name)> Named(TensorShape extents, string name) =>
        extents.ToArray().Select(extent => (extent, name));

    /// <summary>The caller's shape, checked to fit an array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has more elements than an array holds.</exception>
    public static TensorShape Held(in TensorShape shape, string name)
    {
        Guard.ArrayLength(shape, name);
        return shape;
    }

    /// <summary>Checks the number of layers in a stack.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1, or so large that listing the layers would take long.</exception>
    public static void Layers(int count, string name)
    {
        if (count is < 1 or > MostLayers)
            throw new ArgumentOutOfRangeException(name, count,
                Invariant($"{name} must be a whole number from 1 to {MostLayers}, but was {count}."));
    }
}
