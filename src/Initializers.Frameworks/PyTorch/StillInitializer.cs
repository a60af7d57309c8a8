namespace Initializers.Frameworks;

/// <summary>Functions that draw nothing, and take any source.</summary>
internal abstract record StillInitializer : PyTorchInitializer
{
    internal sealed override bool Draws => false;

    internal sealed override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source) =>
        Set<T, TType>(weights, shape);

    protected abstract void Set<T, TType>(Span<T> weights, in TensorShape shape)
        where T : unmanaged
        where TType : struct, ITensorType<T>;
}
