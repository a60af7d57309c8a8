using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The <see cref="OrthogonalFactor"/> of a matrix of normals, rounded to the type, and multiplied by the gain, which rounds again.
/// </summary>
internal sealed record OrthogonalInPlace(double Gain) : PyTorchInitializer
{
    public override string ToString() => Invariant($"orthogonal_(gain={Gain})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        PyTorchFans.Of(shape);
        if (shape.Count > 0) TypeRange<T, TType>.Within(Gain, "gain", nameof(shape));
    }

    internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
    {
        double gain = TType.Widen(TType.Round(Gain));
        (int rows, int columns) = ((int)shape[0], (int)PyTorchFans.Of(shape).In);
        var drawn = new T[weights.Length];
        PyTorchSampling<T, TType>.Normal(source, drawn, 0, 1, contiguous: true);
        Matrix<double> q = OrthogonalFactor.Of<T, TType>(drawn, rows, columns);
        for (int i = 0; i < weights.Length; i++) weights[i] = TType.Round(TType.Widen(TType.Round(q[i / columns, i % columns])) * gain);
    }
}

/// <summary>
/// Normals with the given share of zeros in each column, at the first indices of a permutation. PyTorch draws the permutations from its
/// default generator, which is the source here.
/// </summary>
internal sealed record SparseInPlace(double Sparsity, double Deviation) : PyTorchInitializer
{
    public override string ToString() => Invariant($"sparse_({Sparsity}, std={Deviation})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        if (shape.Rank != 2) throw new ArgumentException($"shape must have two dimensions, but was {shape}.", nameof(shape));
        if (shape.Count > 0 && shape[0] >= PyTorchRandom.PermutationLimit)
            throw new ArgumentException(
                Invariant($"shape must have fewer than {PyTorchRandom.PermutationLimit} rows, because PyTorch uses a different ")
                + Invariant($"permutation algorithm for more rows, but was {shape}."),
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
