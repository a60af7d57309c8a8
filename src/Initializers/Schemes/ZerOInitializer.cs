using static System.FormattableString;

namespace Initializers;

/// <summary>
/// ZerO: the identity where a layer does not widen, and where it does the first columns of a Hadamard matrix, which break the symmetry that
/// padding with zeros would leave. Without chance.
/// </summary>
/// <remarks>
/// <para>
/// With at most as many outputs as inputs: the gain from input d to output d, else 0. With more: gain 2^(-m / 2) times Sylvester's Hadamard
/// matrix of size 2^m, the smallest that holds the outputs, of which the first rows and columns are taken. In a convolution, at the centre
/// of the kernel; in each entry of a batch, group and packed block.
/// </para>
/// <para>
/// Zhao, Schäfer and Anandkumar (2022), "ZerO Initialization: Initializing Neural Networks with only Zeros and Ones", algorithm 1,
/// <see href="https://arxiv.org/abs/2110.12661"/>. The factor 2^(-m / 2) is that of the authors' code, with which a full matrix is
/// orthogonal; the paper prints 2^(-(m - 1) / 2), which is <c>gain: Math.Sqrt(2)</c> of it for the layers that widen.
/// </para>
/// <para>Takes no random words, but moves the source as every fill does. Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record ZerOInitializer : FixedInitializer
{
    /// <summary>ZerO.</summary>
    /// <param name="gain">Multiplies every element, finite as a float.</param>
    /// <param name="centre">Which element is the centre of an even extent.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> is not finite, or <paramref name="centre"/> is not a named one.
    /// </exception>
    public ZerOInitializer(double gain = 1, KernelCentre centre = KernelCentre.Later) =>
        (Gain, Centre) = (Guard.Finite(gain), Guard.Defined(centre));

    /// <summary>Multiplies every element.</summary>
    public double Gain { get; }

    /// <summary>Which element is the centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <summary><c>ZerOHadamard(gain: 1, centre: Later)</c>.</summary>
    public override string ToString() => Invariant($"ZerOHadamard(gain: {Gain}, centre: {Centre})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => LayerCounts.Check(shape);

    /// <inheritdoc/>
    private protected override WeightPrediction? Promise(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            long rows = counts.RowsOf(block);
            double scale = Gain * HadamardMatrix.ScaleFor(rows);
            if (rows > counts.Inputs) HadamardMatrix.AddTo(ref sum, counts.Times, rows, counts.Inputs, scale);
            else sum.Add(counts.Times * rows, Gain);
        }
        return sum.Of(shape.Count);
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
            ConnectionFill.Run(slice.Slice(runs.First, runs.Length), start + runs.First, shape, elements);
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
