namespace Initializers.Frameworks;

/// <summary>
/// A function of <c>torch.nn.init</c> with its arguments: fills whole tensors of float, double, Half and bfloat16 as PyTorch 2.13 does,
/// from a <see cref="PyTorchRandom"/>.
/// </summary>
/// <remarks>
/// Shapes are PyTorch's: their dimensions count, and not what a layout says of their axes. Values of double, Half and bfloat16 are drawn in
/// their own way, and are not those of float rounded. No slices: what a value is depends on how many there are. Thread-safe: an immutable
/// value; its source is not.
/// </remarks>
public abstract record PyTorchInitializer : FrameworkInitializer<PyTorchRandom>
{
    private protected PyTorchInitializer()
    {
    }

    /// <summary>Whether values are drawn one after the other in the order of the memory, so that strides matter.</summary>
    internal virtual bool HasMemoryOrder => false;

    private protected override string Accepted =>
        "a PyTorchRandom, from whose words PyTorch's values follow: Initialize(shape, new PyTorchRandom(seed))";

    /// <summary>
    /// The same of a tensor that lies otherwise in memory, such as one of <c>channels_last</c>: PyTorch draws in the order of the memory,
    /// so that other values come to an index. The weights here are in row-major order all the same.
    /// </summary>
    /// <param name="strides">
    /// The strides of the tensor in elements, as <c>tensor.stride()</c> says: one for each axis, at least 0, and such that no two elements
    /// share an address, which each fill checks.
    /// </param>
    /// <exception cref="ArgumentException">A stride is negative.</exception>
    /// <exception cref="NotSupportedException">The function is not one that draws element by element.</exception>
    public PyTorchInitializer WithStrides(params ReadOnlySpan<long> strides)
    {
        foreach (long stride in strides) Guard.NotNegative(stride, nameof(strides));
        return HasMemoryOrder ? new StridedInitializer(this, strides)
            : throw new NotSupportedException($"{this} has no order of memory; functions that draw element by element have.");
    }

    private protected override PyTorchRandom SourceOf(ulong seed) => new(seed);

    internal override void Check<T, TType>(in TensorShape shape, PyTorchRandom source) =>
        CheckMemory<T, TType>(shape, isCopyContiguous: true);

    /// <summary>Refuses what PyTorch refuses of a tensor that lies in some order of memory; defaults to refusing nothing.</summary>
    internal virtual void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
    }

    /// <summary>Fills a tensor in the order of its memory.</summary>
    internal virtual void FillMemory<T, TType>(Span<T> memory, in TensorShape shape, PyTorchRandom random, bool isContiguous,
        bool isCopyContiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Fill<T, TType>(memory, shape, random);

    /// <summary>Another one, of a tensor with strides.</summary>
    private sealed record StridedInitializer : PyTorchInitializer
    {
        private readonly PyTorchInitializer _inner;
        private readonly long[] _strides;

        public StridedInitializer(PyTorchInitializer inner, ReadOnlySpan<long> strides) => (_inner, _strides) = (inner, strides.ToArray());

        public bool Equals(StridedInitializer? other) =>
            other is not null && _inner.Equals(other._inner) && _strides.AsSpan().SequenceEqual(other._strides);

        public override int GetHashCode() => _strides.Aggregate(_inner.GetHashCode(), HashCode.Combine);

        public override string ToString() => $"{_inner}.WithStrides({string.Join(", ", _strides)})";

        internal override void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous) =>
            _inner.CheckMemory<T, TType>(shape, MemoryOrder.Check(shape, _strides));

        internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
        {
            var order = new MemoryOrder(shape, _strides);
            using var memory = new Rented<T>(weights.Length);
            _inner.FillMemory<T, TType>(memory.Span, shape, source, order.IsContiguous, order.IsCopyContiguous);
            order.ToRowMajor<T>(memory.Span, weights);
        }
    }
}
