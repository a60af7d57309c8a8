namespace Initializers.Frameworks;

/// <summary>Functions that draw nothing, and take any source.</summary>
internal abstract record StillInitializer : PyTorchInitializer
{
    internal sealed override void Run<T, TType>(Span<T> weights, TensorShape shape, IRandomSource random)
    {
        Guard.FillFrom<IRandomSource>(weights.Length, shape, random, "any");
        Set<T, TType>(weights, shape);
    }

    internal sealed override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random) => Set<T, TType>(weights, shape);

    protected abstract void Set<T, TType>(Span<T> weights, TensorShape shape)
        where T : unmanaged
        where TType : struct, ITensorType<T>;
}
