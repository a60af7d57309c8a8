using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Frameworks;

internal sealed record FullInPlace(double Value, string Name) : StillInitializer
{
    public override string ToString() => Name;

    protected override void Set<T, TType>(Span<T> weights, TensorShape shape) => weights.Fill(TType.Round(double.IsFinite(Value) ? TypeRange<T, TType>.Within(Value, "value") : Value));
}

internal sealed record EyeInPlace : StillInitializer
{
    public override string ToString() => "eye_()";

    protected override void Set<T, TType>(Span<T> weights, TensorShape shape) => Eye.Fill(weights, shape, TType.Round(1.0));
}

internal sealed record DiracInPlace(long Groups) : StillInitializer
{
    public override string ToString() => Invariant($"dirac_(groups={Groups})");

    protected override void Set<T, TType>(Span<T> weights, TensorShape shape)
    {
        if (shape.Rank is < 3 or > 5 || shape[0] % Groups != 0) throw new ArgumentException($"shape is {shape}; accepted are three to five dimensions, of which the first is a multiple of the {Groups} groups.", nameof(shape));
        long each = shape[0] / Groups, ones = Math.Min(each, shape[1]), taps = 1, centre = 0;
        for (int axis = 2; axis < shape.Rank; axis++) (centre, taps) = (centre * shape[axis] + shape[axis] / 2, taps * shape[axis]);
        if (taps == 0 && ones > 0) throw new ArgumentException($"shape is {shape}; accepted are extents of the kernel of at least 1, since its centre becomes 1.", nameof(shape));
        weights.Clear();
        for (long group = 0; group < Groups; group++)
        {
            for (long i = 0; i < ones; i++) weights[(int)(((group * each + i) * shape[1] + i) * taps + centre)] = TType.Round(1.0);
        }
    }
}

/// <summary>The <see cref="SignedQ"/> of a normal matrix, rounded, and rounded again times the gain.</summary>
internal sealed record OrthogonalInPlace(double Gain) : PyTorchInitializer
{
    public override string ToString() => Invariant($"orthogonal_(gain={Gain})");

    internal override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random)
    {
        (long fanIn, _) = TorchFans.Of(shape);
        if (weights.IsEmpty) return;
        double gain = TType.Widen(TType.Round(TypeRange<T, TType>.Within(Gain, "gain")));
        (int rows, int columns) = ((int)shape[0], (int)fanIn);
        var drawn = new T[weights.Length];
        PyTorchSampling<T, TType>.Normal(random, drawn, 0, 1, contiguous: true);
        Matrix<double> q = SignedQ.Of<T, TType>(drawn, rows, columns);
        for (int i = 0; i < weights.Length; i++) weights[i] = TType.Round(TType.Widen(TType.Round(q[i / columns, i % columns])) * gain);
    }
}

/// <summary>Normals of which as many zeros are put into each column as the sparsity says, in places of a permutation. The permutations come from the default generator, which is the same here.</summary>
internal sealed record SparseInPlace(double Sparsity, double Deviation) : PyTorchInitializer
{
    public override string ToString() => Invariant($"sparse_({Sparsity}, std={Deviation})");

    internal override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random)
    {
        if (shape.Rank != 2) throw new ArgumentException($"shape is {shape}; accepted are two dimensions.", nameof(shape));
        (int rows, int columns) = ((int)shape[0], (int)shape[1]);
        PyTorchSampling<T, TType>.Normal(random, weights, 0, TypeRange<T, TType>.Within(Deviation, "std"), contiguous: true);
        int zeros = (int)Math.Ceiling(Sparsity * rows);
        for (int column = 0; column < columns; column++)
        {
            foreach (long row in random.RandPerm(rows).AsSpan(0, zeros)) weights[(int)row * columns + column] = default;
        }
    }
}
