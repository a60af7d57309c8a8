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

    /// <summary>Refuses what a fill would refuse. A user's initializer is tried, where there are words to be lost by a refusal.</summary>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    public static void Check<T>(IWeightInitializer initializer, in TensorShape shape, IRandomSource? random) where T : unmanaged
    {
        if (Binding.Unbound(initializer) is ICheckedInitializer one) one.Check<T>(shape, random);
        else if (random is IRandomBitSource) Try<T>(initializer, shape);
    }

    /// <summary>What fills slices.</summary>
    /// <exception cref="NotSupportedException">The initializer fills whole parameters only.</exception>
    public static ISliceInitializer SlicesOf(IWeightInitializer initializer) => Binding.Unbound(initializer) as ISliceInitializer
        ?? throw new NotSupportedException($"{initializer} fills whole parameters, not slices.");

    /// <summary>
    /// Fills an array that nobody sees, from a source that is not the caller's: what fails because of the source or of its values does not
    /// count.
    /// </summary>
    private static void Try<T>(IWeightInitializer initializer, in TensorShape shape) where T : unmanaged
    {
        using var weights = new Rented<T>((int)shape.Count);
        try
        {
            TypedFill.Run(initializer, weights.Span, shape, new PhiloxRandom(0));
        }
        catch (Exception failure) when (failure is not ArgumentException { ParamName: not "random" })
        {
        }
    }
}
