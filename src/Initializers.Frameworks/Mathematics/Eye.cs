namespace Initializers.Frameworks;

/// <summary>A number on the diagonal of a matrix, which need not be square, and zeros elsewhere.</summary>
internal static class Eye
{
    /// <exception cref="ArgumentException">The shape is not one of two dimensions.</exception>
    public static void Check(in TensorShape shape, string name = "shape")
    {
        if (shape.Rank != 2) throw new ArgumentException($"{name} must have two dimensions, but was {shape}.", name);
    }

    public static void Fill<T>(Span<T> weights, in TensorShape shape, T value)
        where T : unmanaged
    {
        weights.Clear();
        for (long i = 0; i < Math.Min(shape[0], shape[1]); i++) weights[(int)(i * shape[1] + i)] = value;
    }
}
