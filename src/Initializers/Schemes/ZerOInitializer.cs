using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// ZerO: the identity for a layer that does not widen, and the first columns of a Hadamard matrix for one that does, which breaks the
/// symmetry that padding with zeros would leave. Deterministic.
/// </summary>
/// <example>
/// <code>
/// float[] weights = Init.ZerOHadamard().Initialize([256, 64]); // no random numbers, and units differ
/// </code>
/// </example>
/// <remarks>
/// <para>
/// With at most as many outputs as inputs: the gain from input d to output d, and 0 elsewhere. With more: gain 2^(-m / 2) times the first
/// rows and columns of Sylvester's Hadamard matrix of size 2^m, the smallest that is not below the outputs. In a convolution, only the
/// centre of the kernel is filled. Applies to each entry of a batch, group and packed block.
/// </para>
/// <para>
/// Zhao, Schäfer and Anandkumar (2022), "ZerO Initialization: Initializing Neural Networks with only Zeros and Ones", algorithm 1,
/// <see href="https://arxiv.org/abs/2110.12661"/>. The factor 2^(-m / 2) is that of the authors' code, and makes a full matrix orthogonal;
/// the paper prints 2^(-(m - 1) / 2), which is <c>gain: Math.Sqrt(2)</c> for the layers that widen.
/// </para>
/// <para>Deterministic, but advances the source as every fill does. Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ZerOInitializer>))]
public sealed record ZerOInitializer : FixedInitializer
{
    /// <summary>ZerO.</summary>
    /// <param name="gain">The factor of every element, finite as a float.</param>
    /// <param name="centre">The centre of an even extent.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> is not finite, or <paramref name="centre"/> is not a defined value.
    /// </exception>
    public ZerOInitializer(double gain = 1, KernelCentre centre = KernelCentre.Later) =>
        (Gain, Centre) = (Guard.Finite(gain), Guard.Defined(centre));

    /// <summary>The factor of every element.</summary>
    public double Gain { get; }

    /// <summary>The centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <summary><c>ZerOHadamard(gain: 1, centre: Later)</c>.</summary>
    public override string ToString() => Invariant($"ZerOHadamard(gain: {Gain}, centre: {Centre})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => LayerCounts.Check(shape);

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            long rows = counts.RowsOf(block);
            double scale = Gain * HadamardMatrix.ScaleFor(rows);
            if (rows > counts.Inputs) HadamardMatrix.AddTo(ref sum, counts.Occurrences, rows, counts.Inputs, scale);
            else sum.Add(counts.Occurrences * rows, Gain);
        }
        return sum.ToPrediction(shape.Count);
    }

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        long centre = new ConnectionCursor(shape, start).CentreTap(Centre);
        var runs = new BlockRuns(shape, start, slice.Length);
        while (runs.MoveNext())
        {
            long rows = counts.RowsOf(runs.Block);
            var elements = new Elements(Gain, Gain * HadamardMatrix.ScaleFor(rows), widens: rows > counts.Inputs, centre);
            ConnectionFill.Run(slice.Slice(runs.Start, runs.Length), start + runs.Start, shape, elements);
        }
    }

    private readonly struct Elements(double gain, double scale, bool widens, long centre) : IConnectionFormula
    {
        public float At(in ConnectionCursor connection) =>
            connection.Tap != centre ? 0
            : widens ? (float)HadamardMatrix.At(connection.Output, connection.Input, scale)
            : connection.Output == connection.Input ? (float)gain : 0;
    }
}
