using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Frameworks;

internal sealed record FullInPlace(double Value, string Name) : StillInitializer
{
    public override string ToString() => Name;

    internal override void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous)
    {
        if (double.IsFinite(Value)) TypeRange<T, TType>.Within(Value, "value", nameof(shape));
    }

    protected override void Set<T, TType>(Span<T> weights, in TensorShape shape) => weights.Fill(TType.Round(Value));
}

internal sealed record EyeInPlace : StillInitializer
{
    public override string ToString() => "eye_()";

    internal override void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous) => Eye.Check(shape);

    protected override void Set<T, TType>(Span<T> weights, in TensorShape shape) => Eye.Fill(weights, shape, TType.Round(1.0));
}

internal sealed record DiracInPlace(long Groups) : StillInitializer
{
    public override string ToString() => Invariant($"dirac_(groups={Groups})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous)
    {
        if (shape.Rank is < 3 or > 5 || shape[0] % Groups != 0)
            throw new ArgumentException(
                Invariant($"shape must have three to five dimensions, the first a multiple of the {Groups} groups, but was {shape}."),
                nameof(shape));
        if (shape.Dimensions[2..].Contains(0) && shape[0] > 0 && shape[1] > 0)
            throw new ArgumentException($"shape must have a kernel of extents of at least 1, since its centre becomes 1, but was {shape}.",
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

/// <summary>The <see cref="SignedQ"/> of a normal matrix, rounded, and rounded again times the gain.</summary>
internal sealed record OrthogonalInPlace(double Gain) : PyTorchInitializer
{
    public override string ToString() => Invariant($"orthogonal_(gain={Gain})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous)
    {
        TorchFans.Of(shape);
        if (shape.Count > 0) TypeRange<T, TType>.Within(Gain, "gain", nameof(shape));
    }

    internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
    {
        double gain = TType.Widen(TType.Round(Gain));
        (int rows, int columns) = ((int)shape[0], (int)TorchFans.Of(shape).In);
        var drawn = new T[weights.Length];
        PyTorchSampling<T, TType>.Normal(source, drawn, 0, 1, contiguous: true);
        Matrix<double> q = SignedQ.Of<T, TType>(drawn, rows, columns);
        for (int i = 0; i < weights.Length; i++) weights[i] = TType.Round(TType.Widen(TType.Round(q[i / columns, i % columns])) * gain);
    }
}

/// <summary>
/// Normals of which as many zeros are put into each column as the sparsity says, in places of a permutation. The permutations come from the
/// default generator, which is the same here.
/// </summary>
internal sealed record SparseInPlace(double Sparsity, double Deviation) : PyTorchInitializer
{
    public override string ToString() => Invariant($"sparse_({Sparsity}, std={Deviation})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, bool isCopyContiguous)
    {
        if (shape.Rank != 2) throw new ArgumentException($"shape must have two dimensions, but was {shape}.", nameof(shape));
        if (shape.Count > 0 && shape[0] >= PyTorchRandom.Permutable)
            throw new ArgumentException(
                Invariant($"shape must have fewer than {PyTorchRandom.Permutable} rows: PyTorch permutes more otherwise; but was {shape}."),
                nameof(shape));
        TypeRange<T, TType>.Within(Deviation, "std", nameof(shape));
    }

    internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
    {
        (int rows, int columns) = ((int)shape[0], (int)shape[1]);
        PyTorchSampling<T, TType>.Normal(source, weights, 0, Deviation, contiguous: true);
        int zeros = (int)Math.Ceiling(Sparsity * rows);
        for (int column = 0; column < columns; column++)
        {
            foreach (long row in source.RandPerm(rows).AsSpan(0, zeros)) weights[(int)row * columns + column] = default;
        }
    }
}
