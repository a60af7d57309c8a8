using System.Numerics;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A matrix with orthonormal rows or columns, whichever are fewer, evenly distributed among all of them (Haar), times <see cref="Gain"/>: a
/// layer that keeps the length of every vector, forward where it has at least as many outputs as inputs,
/// and backward where it has at most as many.
/// </summary>
/// <remarks>
/// <para>
/// Rows are the outputs; columns are the inputs, each with all taps of its kernel. The shape's layout says which axes these are: the same
/// layer in another layout gets the same numbers. Groups and entries of a batch share no connections, so each is orthogonal by itself.
/// </para>
/// <para>
/// The matrix is a product of Householder reflections of Gaussian vectors of falling length, with signs: the Q of a QR factorization with a
/// positive diagonal, without the factorization. Multiplied out in blocks and in a fixed order: the same bits on every machine and thread
/// count. It takes 2 m n^2 operations for thin matrices (4/3 n^3 for square ones) and memory for three times its elements; max |Q^T
/// Q - I| is below 2e-6 (docs/performance.md).
/// </para>
/// <para>
/// Sources: Saxe, McClelland and Ganguli (2014), "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
/// <see href="https://arxiv.org/abs/1312.6120"/>; Stewart (1980), "The Efficient Generation of Random Orthogonal Matrices with an
/// Application to Condition Estimators", section 3, <see href="https://doi.org/10.1137/0717034"/>; Mezzadri (2007), "How to generate random
/// matrices from the classical compact groups", <see href="https://arxiv.org/abs/math-ph/0609050"/>.
/// </para>
/// <para>Thread-safe: an immutable value. Large matrices are computed on all cores, or as many as
/// <see cref="PhiloxRandom.MaxDegreeOfParallelism"/> of the source says.</para>
/// </remarks>
public sealed record OrthogonalInitializer : IPredictableInitializer, ITypedInitializer, ICheckedInitializer
{
    /// <summary>Orthogonal matrices.</summary>
    /// <param name="gain">Multiplies every element: the length of every row or column. Twice of it is finite as a float.</param>
    /// <param name="perBlock">
    /// Whether each of the blocks of a packed shape (the gates of an LSTM, the heads of QKV: <see cref="TensorShape.WithBlocks(long)"/>) is
    /// orthogonal by itself; else the packed matrix is, as in Keras and PyTorch.
    /// </param>
    /// <param name="scaled">Whether the gain is times sqrt(outputs / inputs), those of one matrix; taps do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is NaN, or twice of it is not finite as a float.</exception>
    public OrthogonalInitializer(double gain = 1, bool perBlock = true, bool scaled = false) =>
        (Gain, PerBlock, Scaled) = (Guard.FiniteTwice(gain), perBlock, scaled);

    /// <summary>Multiplies every element.</summary>
    public double Gain { get; }

    /// <summary>Whether each packed block is orthogonal by itself.</summary>
    public bool PerBlock { get; }

    /// <summary>Whether the gain is times sqrt(outputs / inputs).</summary>
    public bool Scaled { get; }

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (shape.Count == 0) return null;
        (LayerCounts counts, MatrixGain gain) = (CountsOf(shape), GainFor(shape));
        double square = 0, largest = 0;
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            long rows = counts.RowsOf(block), fewer = Math.Min(rows, counts.Inputs * counts.Taps);
            double factor = Math.Abs(gain.Of(rows));
            square += factor * factor * (fewer * counts.Times / shape.Count); // the fewer, rows or columns, have the length of the gain
            largest = Math.Max(largest, factor);
        }
        return new WeightPrediction(0, Math.Sqrt(square), -largest, largest);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => Checked(shape);

    private void Fill<TNumber>(Span<TNumber> weights, TensorShape shape, IRandomSource random)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        MatrixGain gain = Checked(shape);
        using var matrices = new WeightMatrices(shape, PerBlock);
        OrthogonalFill.Run(weights, matrices, gain, random);
    }

    /// <summary><c>Orthogonal(gain: 1, perBlock: True)</c>, or <c>OrthogonalScaled(...)</c>.</summary>
    public override string ToString() => Invariant($"Orthogonal{(Scaled ? "Scaled" : "")}(gain: {Gain}, perBlock: {PerBlock})");

    /// <summary>The gain of a shape that can be filled.</summary>
    private MatrixGain Checked(in TensorShape shape)
    {
        (LayerCounts counts, MatrixGain gain) = (CountsOf(shape), GainFor(shape));
        OrthogonalFill.Check(counts, counts.Taps, shape);
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            double factor = gain.Of(counts.RowsOf(block));
            if (!float.IsFinite((float)(2 * factor)))
                throw new ArgumentException(
                    Invariant($"shape must lead to a gain that is finite as a float when doubled, but was {shape}, ")
                    + Invariant($"which leads to {factor}."),
                    nameof(shape));
        }
        return gain;
    }

    private LayerCounts CountsOf(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        return PerBlock ? counts : new(shape.WithBlocks(1));
    }

    private MatrixGain GainFor(in TensorShape shape) => new(Gain, Scaled ? new LayerCounts(shape).Inputs : null);
}
