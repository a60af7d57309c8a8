namespace Initializers.Frameworks;

/// <summary>PyTorch's fans, which follow from the dimensions alone.</summary>
internal static class PyTorchFans
{
    /// <summary>size(1) and size(0), each times the product of the remaining dimensions.</summary>
    /// <exception cref="ArgumentException">There are fewer than two dimensions.</exception>
    public static (long In, long Out) Of(in TensorShape shape)
    {
        if (shape.Rank < 2)
            throw new ArgumentException($"shape must have at least two dimensions, as in PyTorch, but was {shape}.", nameof(shape));
        long field = 1;
        for (int axis = 2; axis < shape.Rank; axis++) field *= shape[axis];
        return (shape[1] * field, shape[0] * field);
    }
}
