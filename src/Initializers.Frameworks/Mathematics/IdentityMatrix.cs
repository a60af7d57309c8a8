namespace Initializers.Frameworks;

/// <summary>Matrices, square or not, with one value on the diagonal and zeros elsewhere.</summary>
internal static class IdentityMatrix
{
    /// <exception cref="ArgumentException">The shape does not have two dimensions.</exception>
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
