using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Independent weights with mean 0 and standard deviation sqrt(scale / fan): the one formula of which LeCun,
/// Glorot (Xavier) and He (Kaiming) are points.
/// </summary>
/// <remarks>
/// <para>An output that sums fan-in products of independent weights and inputs has fan-in times the variance of one product, so a variance
/// of scale / fan-in keeps the signal's size from layer to layer; fan-out does the same for the gradient on its way back.</para>
/// <para>Thread-safe: an immutable value. Two are equal when scale, mode and distribution are; the name that
/// <see cref="ToString"/> shows does not count.</para>
/// </remarks>
public sealed record VarianceScalingInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Weights of variance scale / fan.</summary>
    /// <param name="scale">
    /// The variance of an output for inputs of unit mean square: 1 to keep it through a linear layer, 2 where a ReLU halves it; above 0.
    /// </param>
    /// <param name="mode">Which fan.</param>
    /// <param name="distribution">The form of the noise.</param>
    /// <exception cref="ArgumentNullException"><paramref name="distribution"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="scale"/> is not a finite number above 0, or <paramref name="mode"/> is not a named one.
    /// </exception>
    public VarianceScalingInitializer(double scale, FanMode mode, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        (Scale, Mode, Distribution) = (Guard.Positive(scale), Guard.Defined(mode), distribution);
    }

    /// <summary>The variance of a weight, times the fan.</summary>
    public double Scale { get; }

    /// <summary>Which fan.</summary>
    public FanMode Mode { get; }

    /// <summary>The form of the noise.</summary>
    public Distribution Distribution { get; }

    /// <summary>The name in the literature, where it has one.</summary>
    internal CatalogueName? Name { get; init; }

    /// <summary>The standard deviation of the weights of a parameter, sqrt(scale / fan), whatever the distribution.</summary>
    /// <param name="shape">The parameter's shape.</param>
    /// <exception cref="ArgumentException">
    /// The shape's fans cannot be known, the fan is 0, or packed blocks of unequal sizes differ in it: ask for <see
    /// cref="TensorShape.BlockShape"/>.
    /// </exception>
    public double StandardDeviation(TensorShape shape) => DeviationOf(shape, null);

    /// <inheritdoc/>
    /// <remarks>
    /// Of packed blocks that differ in the fan, mean, deviation and bounds of all together; the form of their distribution is none that has
    /// a name.
    /// </remarks>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (!DiffersByBlock(shape)) return Promise(StandardDeviation(shape)) with { Distribution = Distribution };
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.Blocks; block++)
        {
            WeightPrediction one = Promise(DeviationOf(shape, block));
            sum.Add(counts.RowsOf(block), 0, one.StandardDeviation * one.StandardDeviation, one.Smallest, one.Largest);
        }
        return sum.Of(counts.Outputs);
    }

    /// <summary>Whether the formulas are equal.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(VarianceScalingInitializer? other) =>
        other is not null && Scale == other.Scale && Mode == other.Mode && Distribution == other.Distribution;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale, Mode, Distribution);

    /// <summary>
    /// The name in the literature, <c>HeNormal(mode: In)</c>, or else <c>VarianceScaling(scale: 1, mode: In, distribution: Normal)</c>.
    /// </summary>
    public override string ToString() =>
        Name?.Call(Mode, Distribution) ?? Invariant($"VarianceScaling(scale: {Scale}, mode: {Mode}, distribution: {Distribution})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape)
    {
        if (DiffersByBlock(shape))
        {
            for (long block = 0; block < shape.Blocks; block++) CheckReach(DeviationOf(shape, block), shape);
        }
        else CheckReach(StandardDeviation(shape), shape);
    }

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        if (!DiffersByBlock(shape))
        {
            Distribution.Fill(slice, Scale, Fans.Above0(shape, Mode), random);
            return;
        }
        var runs = new BlockRuns(shape, start, slice.Length);
        while (runs.MoveNext())
            Distribution.Fill(slice.Slice(runs.First, runs.Length), Scale, Fans.Above0(shape, Mode, runs.Block), random);
    }

    /// <inheritdoc/>
    private protected override bool HasBounds => Distribution != Distribution.Normal;

    /// <inheritdoc/>
    private protected override FloatRange RangeOf(in TensorShape shape, long start, ref int length)
    {
        if (!DiffersByBlock(shape)) return Distribution.RangeOf(Scale, Fans.Above0(shape, Mode));
        var runs = new BlockRuns(shape, start, length);
        runs.MoveNext();
        length = runs.Length;
        return Distribution.RangeOf(Scale, Fans.Above0(shape, Mode, runs.Block));
    }

    /// <summary>Whether packed blocks have deviations of their own: they share their inputs.</summary>
    private bool DiffersByBlock(in TensorShape shape) => Mode != FanMode.In && shape.HasBlockFans;

    private double DeviationOf(in TensorShape shape, long? block) => Math.Sqrt(Scale / Fans.Above0(shape, Mode, block));

    private WeightPrediction Promise(double deviation) =>
        new(0, deviation, -Distribution.Reach * deviation, Distribution.Reach * deviation);

    /// <summary>Weights and what they are made of are finite, three times the scale too, and not all of them are 0.</summary>
    private void CheckReach(double deviation, in TensorShape shape)
    {
        if (!(deviation > 0 && double.IsFinite(3 * Scale) && Distribution.Room * deviation <= float.MaxValue))
            throw new ArgumentException(
                Invariant($"shape must make a deviation above 0 whose weights are finite, but was {shape}, ")
                + Invariant($"which makes the deviation {deviation}."),
                nameof(shape));
    }
}

/// <summary>
/// What the literature calls a point of <see cref="VarianceScalingInitializer"/>: a member of <see cref="Init"/> with its
/// arguments, made into text when it is asked for.
/// </summary>
/// <param name="Member">The member's name.</param>
/// <param name="Parameter">The parameter that is a number of its own, such as <c>gain</c>; empty where there is none.</param>
/// <param name="Argument">What that parameter is.</param>
/// <param name="Default">What it is unless it is said.</param>
/// <param name="SaysMode">Whether the member takes a mode.</param>
internal readonly record struct CatalogueName(
    string Member, string Parameter = "", double Argument = 0, double Default = 0, bool SaysMode = false)
{
    /// <summary>The call as one would type it, without the arguments that have their defaults.</summary>
    public string Call(FanMode mode, Distribution distribution)
    {
        string?[] arguments =
        [
            Argument == Default ? null : Invariant($"{Parameter}: {Argument}"),
            SaysMode ? $"mode: {mode}" : null,
            distribution.Bound is null or 2 ? null : Invariant($"bound: {distribution.Bound}"),
        ];
        return $"{Member}({string.Join(", ", arguments.OfType<string>())})";
    }
}
