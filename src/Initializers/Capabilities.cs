namespace Initializers;

/// <summary>
/// What an initializer can do beside filling floats, whether it is the library's or a user's, bound or not: what wraps it asks here.
/// </summary>
internal static class Capabilities
{
    /// <summary>Whether values of a number type are drawn in a way of their own, rather than as floats that are converted.</summary>
    public static bool Draws<T>(IWeightInitializer initializer) where T : unmanaged =>
        Binding.Unbound(initializer) switch
        {
            ITypedInitializer typed => typed.Draws<T>(),
            ICheckedInitializer => false,
            _ => typeof(T) == typeof(double), // a user's, who may have written the doubles
        };

    /// <summary>
    /// Refuses what a fill would refuse. An initializer of a user is tried: it fills an array that nobody sees, from a source of zeros.
    /// </summary>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    public static void Check<T>(IWeightInitializer initializer, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (Binding.Unbound(initializer) is ICheckedInitializer one)
        {
            one.Check<T>(shape, random);
            return;
        }
        using var weights = new Rented<float>((int)shape.Count);
        initializer.Initialize(weights.Span, shape, new ZeroRandom());
    }

    /// <summary>What fills slices.</summary>
    /// <exception cref="NotSupportedException">The initializer fills whole parameters only.</exception>
    public static ISliceInitializer SlicesOf(IWeightInitializer initializer) => Binding.Unbound(initializer) as ISliceInitializer
        ?? throw new NotSupportedException($"{initializer} fills whole parameters, not slices.");

    /// <summary>A source of words that are all 0, to try an initializer with.</summary>
    private sealed class ZeroRandom : IRandomBitSource
    {
        public void NextBits(Span<uint> destination) => destination.Clear();

        public void Skip(long count) => Guard.NotNegative(count);
    }
}
