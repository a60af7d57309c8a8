using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The first rows and columns of a Hadamard matrix: all weights have the magnitude gain 2^(-m / 2), where 2^m is the smallest power of two
/// that is not below the outputs or the inputs. If the larger of the two is a power of two, the rows or columns, whichever are fewer, are
/// orthogonal: a deterministic orthogonal start.
/// </summary>
/// <example>
/// <code>
/// float[] weights = Init.Hadamard().Initialize([64, 64]); // no random numbers
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Sylvester's construction: element (i, j) is 1 if i and j have an even number of one bits in common, and otherwise -1. Rows are outputs;
/// columns are inputs, and within an input the taps of its kernel. Each entry of a batch, group and packed block is a separate matrix.
/// </para>
/// <para>Sylvester (1867), "Thoughts on inverse orthogonal matrices, simultaneous sign successions, and tessellated pavements in two or
/// more colours", <see href="https://doi.org/10.1080/14786446708639914"/>.</para>
/// <para>Deterministic, but advances the source as every fill does. Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<HadamardInitializer>))]
public sealed record HadamardInitializer : FixedInitializer
{
    /// <summary>Hadamard matrices.</summary>
    /// <param name="gain">The factor of every element, finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite.</exception>
    public HadamardInitializer(double gain = 1) => Gain = Guard.Finite(gain);

    /// <summary>The factor of every element.</summary>
    public double Gain { get; }

    /// <summary><c>Hadamard(gain: 1)</c>.</summary>
    public override string ToString() => Invariant($"Hadamard(gain: {Gain})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => LayerCounts.Check(shape);

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.DistinctBlocks; block++)
            HadamardMatrix.AddTo(ref sum, counts.Occurrences, counts.RowsOf(block), counts.Inputs * counts.Taps, ScaleOf(block, counts));
        return sum.ToPrediction(shape.Count);
    }

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        var runs = new BlockRuns(shape, start, slice.Length);
        while (runs.MoveNext())
            ConnectionFill.Run(slice.Slice(runs.Start, runs.Length), start + runs.Start, shape, new Elements(ScaleOf(runs.Block, counts)));
    }

    private double ScaleOf(long block, in LayerCounts counts) =>
        Gain * HadamardMatrix.ScaleFor(Math.Max(counts.RowsOf(block), counts.Inputs * counts.Taps));

    private readonly struct Elements(double scale) : IConnectionFormula
    {
        public float At(in ConnectionCursor connection) =>
            (float)HadamardMatrix.At(connection.Output, connection.Input * connection.Taps + connection.Tap, scale);
    }
}
