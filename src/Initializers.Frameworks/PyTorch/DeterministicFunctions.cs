using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>A deterministic function of <c>torch.nn.init</c>, which accepts any source.</summary>
internal abstract record DeterministicFunction : PyTorchInitializer
{
    internal sealed override bool Draws => false;

    internal sealed override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source) =>
        Set<T, TType>(weights, shape);

    protected abstract void Set<T, TType>(Span<T> weights, in TensorShape shape)
        where T : unmanaged
        where TType : struct, ITensorType<T>;
}

internal sealed record FullInPlace(double Value, string Name) : DeterministicFunction
{
    public override string ToString() => Name;

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        if (double.IsFinite(Value)) TypeRange<T, TType>.Within(Value, "value", nameof(shape));
    }

    protected override void Set<T, TType>(Span<T> weights, in TensorShape shape) => weights.Fill(TType.Round(Value));
}

internal sealed record EyeInPlace : DeterministicFunction
{
    public override string ToString() => "eye_()";

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous) =>
        IdentityMatrix.Check(shape);

    protected override void Set<T, TType>(Span<T> weights, in TensorShape shape) => IdentityMatrix.Fill(weights, shape, TType.Round(1.0));
}

internal sealed record DiracInPlace(long Groups) : DeterministicFunction
{
    public override string ToString() => Invariant($"dirac_(groups={Groups})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        if (shape.Rank is < 3 or > 5 || shape[0] % Groups != 0)
            throw new ArgumentException(
                Invariant($"shape must have three to five dimensions, the first a multiple of the {Groups} groups, but was {shape}."),
                nameof(shape));
        if (shape.Dimensions[2..].Contains(0) && shape[0] > 0 && shape[1] > 0)
            throw new ArgumentException($"shape must have a kernel with no zero extent, since its centre is set to 1, but was {shape}.",
                nameof(shape));
    }

    protected override void Set<T, TType>(Span<T> weights, in TensorShape shape)
    {
        long each = shape[0] / Groups, taps = 1, centre = 0;
        for (int axis = 2; axis < shape.Rank; axis++) (centre, taps) = (centre * shape[axis] + shape[axis] / 2, taps * shape[axis]);
        weights.Clear();
        for (long row = 0; row < shape[0]; row++)
        {
            if (row % each is var channel && channel < shape[1])
                weights[(int)((row * shape[1] + channel) * taps + centre)] = TType.Round(1.0);
        }
    }
}
