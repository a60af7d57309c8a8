namespace Initializers.Frameworks;

/// <summary>
/// A function of <c>torch.nn.init</c> with its arguments. It fills whole tensors of float, double, Half and bfloat16 as PyTorch does, from
/// a <see cref="PyTorchRandom"/>, which says the version.
/// </summary>
/// <remarks>
/// Shapes are PyTorch's: only their dimensions matter, not a layout's meaning of their axes. Values of double, Half and bfloat16 are drawn
/// in their own way, and are not rounded or widened floats. Slices cannot be filled, since a value depends on how many there are.
/// Thread-safe: an immutable value; its source is not.
/// </remarks>
public abstract record PyTorchInitializer : FrameworkInitializer<PyTorchRandom>
{
    private protected PyTorchInitializer()
    {
    }

    /// <summary>Whether values are drawn one after the other in memory order, so that strides matter.</summary>
    internal virtual bool HasMemoryOrder => false;

    private protected override string Accepted =>
        "a PyTorchRandom, which draws PyTorch's values: Initialize(shape, new PyTorchRandom(seed))";

    /// <summary>
    /// The same function for a tensor with other strides, such as a <c>channels_last</c> one: PyTorch draws in memory order, so each index
    /// gets another value. The weights here are in row-major order all the same.
    /// </summary>
    /// <param name="strides">
    /// The strides of the tensor in elements, from <c>tensor.stride()</c>: one for each axis, at least 0. No two elements may share an
    /// address, which each fill checks.
    /// </param>
    /// <exception cref="ArgumentException">A stride is negative.</exception>
    /// <exception cref="NotSupportedException">The function does not draw element by element.</exception>
    public PyTorchInitializer WithStrides(params ReadOnlySpan<long> strides)
    {
        foreach (long stride in strides) Guard.NotNegative(stride, nameof(strides));
        return HasMemoryOrder ? new StridedInitializer(this, strides)
            : throw new NotSupportedException($"{this} does not draw element by element, so strides do not change its values.");
    }

    private protected override PyTorchRandom SourceOf(ulong seed) => new(seed);

    internal override void Check<T, TType>(in TensorShape shape, PyTorchRandom source) =>
        CheckMemory<T, TType>(shape, source?.Version ?? default, isCopyContiguous: true);

    /// <summary>Refuses what a version of PyTorch refuses for a tensor in some memory order; defaults to refusing nothing.</summary>
    internal virtual void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
    }

    /// <summary>Fills a tensor in memory order.</summary>
    internal virtual void FillMemory<T, TType>(Span<T> memory, in TensorShape shape, PyTorchRandom random, bool isContiguous,
        bool isCopyContiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T> => Fill<T, TType>(memory, shape, random);

    /// <summary>Another function, for a tensor with strides.</summary>
    private sealed record StridedInitializer : PyTorchInitializer
    {
        private readonly PyTorchInitializer _inner;
        private readonly long[] _strides;

        public StridedInitializer(PyTorchInitializer inner, ReadOnlySpan<long> strides) => (_inner, _strides) = (inner, strides.ToArray());

        public bool Equals(StridedInitializer? other) =>
            other is not null && _inner.Equals(other._inner) && _strides.AsSpan().SequenceEqual(other._strides);

        public override int GetHashCode() => _strides.Aggregate(_inner.GetHashCode(), HashCode.Combine);

        public override string ToString() => $"{_inner}.WithStrides({string.Join(", ", _strides)})";

        internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous) =>
            _inner.CheckMemory<T, TType>(shape, version, MemoryOrder.Check(shape, _strides));

        internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
        {
            var order = new MemoryOrder(shape, _strides);
            using var memory = new Rented<T>(weights.Length);
            _inner.FillMemory<T, TType>(memory.Span, shape, source, order.IsContiguous, order.IsCopyContiguous);
            order.ToRowMajor<T>(memory.Span, weights);
        }
    }
}
