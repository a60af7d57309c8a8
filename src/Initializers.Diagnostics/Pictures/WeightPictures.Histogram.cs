using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <content>Histograms.</content>
public static partial class WeightPictures
{
    /// <summary>The histogram of weights, with the probability density that an initializer predicts.</summary>
    /// <param name="weights">The statistics of the weights.</param>
    /// <param name="initializer">
    /// The initializer whose prediction is drawn, whether or not it filled them. Defaults to none, without a density.
    /// </param>
    /// <remarks>Where more than a tenth of the weights are 0, they are counted and left out: their bar would hide the others.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> cannot fill weights of this shape.</exception>
    public static Picture Histogram(WeightStatistics weights, IWeightInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.PredictionOf(initializer, weights.Shape);
        string expected = prediction is not { } predicted ? ""
            : $"; {initializer} predicts {Number.Text(predicted.Mean, 3)} and {Number.Text(predicted.StandardDeviation, 3)}";
        return Chart.Histogram(
            $"Weights in {weights.Shape}{(prediction is null ? "" : $" and what {initializer} predicts")}",
            Invariant($"A histogram of {Plural.Of(weights.Count, "weight")}: {Moments(weights)}{expected}."),
            new Axis(Weight(weights)), BarsOf(weights, WeightStatistics.Bins), DensityOf(prediction), $"predicted by {initializer}",
            HidesZeros(weights) ? "weights other than 0" : "weights");
    }

    /// <inheritdoc cref="Histogram(WeightStatistics, IWeightInitializer?)"/>
    /// <param name="weights">All weights of the parameter, in row-major order.</param>
    /// <param name="shape">The shape of the parameter.</param>
    /// <param name="initializer">
    /// The initializer whose prediction is drawn, whether or not it filled them. Defaults to none, without a density.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The length does not match the shape, there are no weights, or <paramref name="initializer"/> cannot fill weights of this shape.
    /// </exception>
    public static Picture Histogram(ReadOnlySpan<float> weights, TensorShape shape, IWeightInitializer? initializer = null) =>
        Histogram(WeightStatistics.OfElements(weights, shape), initializer);

    private static Func<double, double>? DensityOf(WeightPrediction? prediction) =>
        prediction is { Distribution: not null } known ? known.Density : null;

    private static string Moments(WeightStatistics weights) =>
        $"mean {Number.Text(weights.Mean, 3)}, standard deviation {Number.Text(weights.StandardDeviation, 3)}"
        + (HidesZeros(weights) ? $"; {Number.Share(weights.Zeros, weights.Count)} are 0 and not in the histogram" : "");

    /// <summary>Whether zeros, as of sparse weights, are so many that their bar would hide the others.</summary>
    private static bool HidesZeros(WeightStatistics weights) => weights.Histogram is not null && weights.Zeros > weights.Count / 10;

    /// <summary>The title of the axis.</summary>
    private static string Weight(WeightStatistics weights) =>
        HidesZeros(weights) ? $"weight ({Number.Share(weights.Zeros, weights.Count)} are 0)" : "weight";

    /// <summary>The bars of the histogram, in so many equal bins, a divisor of 64; a single one for equal weights.</summary>
    private static IReadOnlyList<HistogramBar> BarsOf(WeightStatistics weights, int bins)
    {
        if (weights.Histogram is not { } histogram) return [new(weights.Smallest, weights.Largest, weights.Count - weights.NonFinite)];
        int each = histogram.BucketCount / bins;
        double[] counts = [.. Enumerable.Range(0, histogram.BucketCount).Select(i => histogram[i].Count)];
        if (HidesZeros(weights)) counts[histogram.GetBucketIndexOf(0)] -= weights.Zeros;
        return [.. counts.Chunk(each).Select((part, i) =>
            new HistogramBar(histogram[i * each].LowerBound, histogram[(i + 1) * each - 1].UpperBound, part.Sum()))];
    }
}
