using System.Numerics;

namespace Initializers;

/// <summary>Weights of another number type: sampled as floats, then converted once.</summary>
internal static class ConvertedFill
{
    /// <summary>All of a parameter through a buffer of its size, which any initializer can fill.</summary>
    public static void All<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged, INumberBase<T>
    {
        using var floats = new Rented<float>(weights.Length);
        initializer.Initialize(floats.Span, shape, random);
        Convert(floats.Span, weights);
    }

    /// <summary>Half rounds to nearest, ties to even; double is exact.</summary>
    public static void Convert<T>(ReadOnlySpan<float> floats, Span<T> weights) where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < floats.Length; i++) weights[i] = T.CreateTruncating(floats[i]);
    }
}
