using System.Numerics;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A matrix with Haar-distributed orthonormal rows or columns, whichever are fewer, times <see cref="Gain"/>: a layer that preserves the
/// length of every vector, forward if it has at least as many outputs as inputs, and backward if it has at most as many.
/// </summary>
/// <example>
/// <code>
/// float[] weights = Init.Orthogonal().Initialize([128, 512], new PhiloxRandom(42)); // 128 orthonormal rows
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Rows are outputs; columns are inputs, each with all taps of its kernel. The layout of the shape determines which axes these are: the
/// same layer in another layout gets the same numbers. Each group and each entry of a batch is orthogonal by itself.
/// </para>
/// <para>
/// The matrix is drawn uniformly from all orthonormal ones (Haar's measure), and is the same on every machine and with any number of
/// threads. It takes 2 m n^2 operations (4/3 n^3 for square ones) and memory for three times the elements; max |Q^T Q - I| is below 2e-6.
/// docs/structures-v1.md specifies it, docs/performance.md measures it.
/// </para>
/// <para>
/// Sources: Saxe, McClelland and Ganguli (2014), "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
/// <see href="https://arxiv.org/abs/1312.6120"/>; Stewart (1980), "The Efficient Generation of Random Orthogonal Matrices with an
/// Application to Condition Estimators", section 3, <see href="https://doi.org/10.1137/0717034"/>; Mezzadri (2007), "How to generate random
/// matrices from the classical compact groups", <see href="https://arxiv.org/abs/math-ph/0609050"/>.
/// </para>
/// <para>Thread-safe: an immutable value. Large matrices are computed on up to <see cref="IRandomSource.MaxDegreeOfParallelism"/>
/// threads.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<OrthogonalInitializer>))]
public sealed record OrthogonalInitializer : IPredictableInitializer, ITypedInitializer, ICheckedInitializer
{
    /// <summary>Orthogonal matrices.</summary>
    /// <param name="gain">The factor of every element: the length of every row or column; finite as a float when doubled.</param>
    /// <param name="perBlock">
    /// Whether each block of a packed shape (the gates of an LSTM, the heads of QKV: <see cref="TensorShape.WithBlocks(long)"/>) is
    /// orthogonal by itself; otherwise the packed matrix is, as in Keras and PyTorch.
    /// </param>
    /// <param name="scaled">Whether to multiply the gain by sqrt(outputs / inputs) of each matrix; taps do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">2 * <paramref name="gain"/> is not finite as a float.</exception>
    public OrthogonalInitializer(double gain = 1, bool perBlock = true, bool scaled = false) =>
        (Gain, PerBlock, Scaled) = (Guard.FiniteTwice(gain), perBlock, scaled);

    /// <summary>The factor of every element.</summary>
    public double Gain { get; }

    /// <summary>Whether each packed block is orthogonal by itself.</summary>
    public bool PerBlock { get; }

    /// <summary>Whether the gain is multiplied by sqrt(outputs / inputs).</summary>
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
            // The rows or columns, whichever are fewer, have the length of the gain.
            square += factor * factor * (fewer * counts.Occurrences / shape.Count);
            largest = Math.Max(largest, factor);
        }
        return new WeightPrediction(0, Math.Sqrt(square), -largest, largest);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => Checked(shape);

    private void Fill<TNumber>(Span<TNumber> weights, TensorShape shape, IRandomSource random)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        MatrixGain gain = Checked(shape);
        using var matrices = new WeightMatrices(shape, PerBlock);
        OrthogonalFill.Run(weights, matrices, gain, random);
    }

    /// <summary><c>Orthogonal(gain: 1, perBlock: True)</c>, or <c>OrthogonalScaled(...)</c>.</summary>
    public override string ToString() => Invariant($"Orthogonal{(Scaled ? "Scaled" : "")}(gain: {Gain}, perBlock: {PerBlock})");

    /// <summary>Checks a shape and returns its gain.</summary>
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
