using System.Runtime.InteropServices;
namespace Initializers.Frameworks;

/// <summary>A function of <c>torch.nn.init</c> with its arguments: fills whole tensors of float, double, Half and bfloat16 as PyTorch 2.13 does, from a <see cref="PyTorchRandom"/>.</summary>
/// <remarks>
/// Shapes are PyTorch's: their dimensions count, and not what a layout says of their axes. Values of double, Half and bfloat16 are drawn in their own way, and are not those of float rounded. No slices: what a value is depends on how many there are. Thread-safe: an immutable value; its source is not.
/// </remarks>
public abstract record PyTorchInitializer : ITypedInitializer, IFrameworkInitializer
{
    private protected PyTorchInitializer()
    {
    }

    /// <summary>Whether values are drawn one after the other in the order of the memory, so that strides matter.</summary>
    internal virtual bool HasMemoryOrder => false;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The length is wrong, the source is not a <see cref="PyTorchRandom"/> and the function draws, the shape is not what it takes, or the type does not hold its numbers. Nothing has been drawn or written then.</exception>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Run<float, Float32>(weights, shape, random);

    /// <summary>A tensor of float64.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Run<double, Float64>(weights, shape, random);

    /// <summary>A tensor of float16.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<Half> weights, TensorShape shape, IRandomSource random) => Run<Half, Float16>(weights, shape, random);

    /// <summary>A tensor of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void InitializeBFloat16(Span<ushort> weights, TensorShape shape, IRandomSource random) => Run<ushort, BFloat16>(weights, shape, random);

    /// <summary>The same of a tensor that lies otherwise in memory, such as one of <c>channels_last</c>: PyTorch draws in the order of the memory, so that other values come to an index. The weights here are in row-major order all the same.</summary>
    /// <param name="strides">The strides of the tensor in elements, as <c>tensor.stride()</c> says: one for each axis, at least 0, and such that no two elements share an address, which each fill checks.</param>
    /// <exception cref="ArgumentException">A stride is negative.</exception>
    /// <exception cref="NotSupportedException">The function is not one that draws element by element.</exception>
    public PyTorchInitializer WithStrides(params ReadOnlySpan<long> strides)
    {
        foreach (long stride in strides) Guard.NotNegative(stride, nameof(strides));
        return HasMemoryOrder ? new StridedInitializer(this, strides) : throw new NotSupportedException($"{this} has no order of memory; functions that draw element by element have.");
    }

    /// <summary>Fills a tensor whose length and source have been checked.</summary>
    internal abstract void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>Fills a tensor in the order of its memory.</summary>
    internal virtual void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Fill<T, TType>(memory, shape, random);

    internal virtual void Run<T, TType>(Span<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T> =>
        Fill<T, TType>(weights, shape, Guard.FillFrom<PyTorchRandom>(weights.Length, shape, random, "a PyTorchRandom, from whose words PyTorch's values follow: Initialize(shape, new PyTorchRandom(seed))"));

    /// <summary>Another one, of a tensor with strides.</summary>
    private sealed record StridedInitializer : PyTorchInitializer
    {
        private readonly PyTorchInitializer _inner;
        private readonly long[] _strides;

        public StridedInitializer(PyTorchInitializer inner, ReadOnlySpan<long> strides) => (_inner, _strides) = (inner, strides.ToArray());

        public bool Equals(StridedInitializer? other) => other is not null && _inner.Equals(other._inner) && _strides.AsSpan().SequenceEqual(other._strides);

        public override int GetHashCode() => _strides.Aggregate(_inner.GetHashCode(), HashCode.Combine);

        public override string ToString() => $"{_inner}.WithStrides({string.Join(", ", _strides)})";

        internal override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random)
        {
            var order = new MemoryOrder(shape, _strides);
            using var memory = new Rented<T>(weights.Length);
            _inner.FillMemory<T, TType>(memory.Span, shape, random, order.IsContiguous, order.IsCopyContiguous);
            order.ToRowMajor<T>(memory.Span, weights);
        }
    }

    bool ITypedInitializer.Draws<T>() => true;

    void ITypedInitializer.Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random)
    {
        if (typeof(T) == typeof(double)) Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
        else if (typeof(T) == typeof(Half)) Initialize(MemoryMarshal.Cast<T, Half>(weights), shape, random);
        else InitializeBFloat16(MemoryMarshal.Cast<T, ushort>(weights), shape, random);
    }

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) => new PyTorchRandom(seed);
}
