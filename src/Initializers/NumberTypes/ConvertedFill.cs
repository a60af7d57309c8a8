namespace Initializers;

/// <summary>Weights of another number type: sampled as floats, then converted once.</summary>
internal static class ConvertedFill
{
    /// <summary>All of a parameter through a buffer of its size, which any initializer can fill.</summary>
    public static void All<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged
    {
        using var floats = new Rented<float>(weights.Length);
        initializer.Initialize(floats.Span, shape, random);
        Numbers.Convert<T>(floats.Span, weights);
    }
}
