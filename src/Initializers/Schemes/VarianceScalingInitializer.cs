using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Independent weights with mean 0 and standard deviation sqrt(scale / fan): the general form of LeCun's, Glorot's (Xavier) and He's
/// (Kaiming) initializers.
/// </summary>
/// <example>
/// <code>
/// VarianceScalingInitializer he = Init.HeNormal();
/// Console.WriteLine(he.StandardDeviation([256, 784])); // 0.050507627227610534
/// float[] weights = he.Initialize([256, 784], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>An output is the sum of fan-in products of independent weights and inputs, and has fan-in times the variance of one product. So a
/// variance of scale / fan-in preserves the size of the signal from layer to layer, and scale / fan-out that of the gradient.</para>
/// <para>Thread-safe: an immutable value. Two are equal if scale, mode and distribution are, whatever their names.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<VarianceScalingInitializer>))]
public sealed record VarianceScalingInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Weights of variance scale / fan.</summary>
    /// <param name="scale">
    /// The variance of an output for inputs of mean square 1: 1 to preserve it through a linear layer, 2 if a ReLU halves it; above 0.
    /// </param>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <param name="distribution">The form of the distribution.</param>
    /// <exception cref="ArgumentNullException"><paramref name="distribution"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="scale"/> is not a finite number above 0, or <paramref name="mode"/> is not a defined value.
    /// </exception>
    public VarianceScalingInitializer(double scale, FanMode mode, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        (Scale, Mode, Distribution) = (Guard.Positive(scale), Guard.Defined(mode), distribution);
    }

    /// <summary>The variance of a weight times the fan.</summary>
    public double Scale { get; }

    /// <summary>The fan that scales the weights.</summary>
    public FanMode Mode { get; }

    /// <summary>The form of the distribution.</summary>
    public Distribution Distribution { get; }

    /// <summary>The name in the literature; null if there is none.</summary>
    internal CatalogueName? Name { get; init; }

    /// <summary>The standard deviation of the weights of a parameter, sqrt(scale / fan), whatever the distribution.</summary>
    /// <param name="shape">The parameter's shape.</param>
    /// <exception cref="ArgumentException">
    /// The shape has no fans, the fan is 0, or packed blocks of unequal sizes differ in it: use <see cref="TensorShape.BlockShape"/>.
    /// </exception>
    public double StandardDeviation(TensorShape shape) => DeviationOf(shape, null);

    /// <inheritdoc/>
    /// <remarks>
    /// For packed blocks that differ in the fan, the mean, deviation and bounds of all weights together; their distribution has no named
    /// form.
    /// </remarks>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (!DiffersByBlock(shape)) return PredictionFor(StandardDeviation(shape)) with { Distribution = Distribution };
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.Blocks; block++)
        {
            WeightPrediction one = PredictionFor(DeviationOf(shape, block));
            sum.Add(counts.RowsOf(block), 0, one.StandardDeviation * one.StandardDeviation, one.Smallest, one.Largest);
        }
        return sum.ToPrediction(counts.Outputs);
    }

    /// <summary>Whether scale, mode and distribution are equal.</summary>
    /// <param name="other">The other initializer.</param>
    public bool Equals(VarianceScalingInitializer? other) =>
        other is not null && Scale == other.Scale && Mode == other.Mode && Distribution == other.Distribution;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale, Mode, Distribution);

    /// <summary>
    /// The name in the literature, <c>HeNormal(mode: In)</c>; otherwise <c>VarianceScaling(scale: 1, mode: In, distribution: Normal)</c>.
    /// </summary>
    public override string ToString() =>
        Name?.Call(Mode, Distribution) ?? Invariant($"VarianceScaling(scale: {Scale}, mode: {Mode}, distribution: {Distribution})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape)
    {
        long blocks = DiffersByBlock(shape) ? shape.Blocks : 1;
        for (long block = 0; block < blocks; block++)
        {
            double deviation = DeviationOf(shape, block);
            if (!(deviation > 0 && double.IsFinite(3 * Scale) && Distribution.LargestOperand * deviation <= float.MaxValue))
                throw new ArgumentException(
                    Invariant($"shape must lead to a deviation above 0 and finite weights, but was {shape}, ")
                    + Invariant($"which leads to the deviation {deviation}."),
                    nameof(shape));
        }
    }

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        if (!DiffersByBlock(shape))
        {
            Distribution.Fill(slice, Scale, Fans.PositiveFan(shape, Mode), random);
            return;
        }
        var runs = new BlockRuns(shape, start, slice.Length);
        while (runs.MoveNext())
            Distribution.Fill(slice.Slice(runs.Start, runs.Length), Scale, Fans.PositiveFan(shape, Mode, runs.Block), random);
    }

    /// <inheritdoc/>
    private protected override bool HasBounds => Distribution.HasBounds;

    /// <inheritdoc/>
    private protected override FloatRange RangeOf(in TensorShape shape, long start, ref int length)
    {
        if (!DiffersByBlock(shape)) return Distribution.RangeOf(Scale, Fans.PositiveFan(shape, Mode));
        var runs = new BlockRuns(shape, start, length);
        runs.MoveNext();
        length = runs.Length;
        return Distribution.RangeOf(Scale, Fans.PositiveFan(shape, Mode, runs.Block));
    }

    /// <summary>Whether packed blocks differ in the fan; fan-in is the same for all, since they share the inputs.</summary>
    private bool DiffersByBlock(in TensorShape shape) => Mode != FanMode.In && shape.HasBlockFans;

    private double DeviationOf(in TensorShape shape, long? block) => Math.Sqrt(Scale / Fans.PositiveFan(shape, Mode, block));

    private WeightPrediction PredictionFor(double deviation) =>
        new(0, deviation, -Distribution.Reach * deviation, Distribution.Reach * deviation);
}
