namespace Initializers.Frameworks;

/// <summary>A number on the diagonal of a matrix, which need not be square, and zeros elsewhere.</summary>
internal static class Eye
{
    /// <exception cref="ArgumentException">The shape is not one of two dimensions.</exception>
    public static void Fill<T>(Span<T> weights, in TensorShape shape, T value)
        where T : unmanaged
    {
        if (shape.Rank != 2) throw new ArgumentException($"shape is {shape}; accepted are two dimensions.", nameof(shape));
        weights.Clear();
        for (long i = 0; i < Math.Min(shape[0], shape[1]); i++) weights[(int)(i * shape[1] + i)] = value;
    }
}
