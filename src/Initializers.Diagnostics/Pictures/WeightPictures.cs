using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Pictures of weight statistics.</summary>
/// <example>
/// <code>
/// TensorShape shape = [256, 784];
/// float[] weights = Init.HeNormal().Initialize(shape, new PhiloxRandom(42));
/// WeightPictures.Histogram(WeightStatistics.Of(weights, shape), Init.HeNormal()).Save("weights.svg");
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class WeightPictures
{
    /// <summary>The histogram of weights, with the probability density that their initializer predicts.</summary>
    /// <param name="weights">The statistics of the weights.</param>
    /// <param name="initializer">The initializer that filled them. Defaults to none, without a density.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> cannot fill weights of this shape.</exception>
    public static Picture Histogram(WeightStatistics weights, IWeightInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.PredictionOf(initializer, weights.Shape);
        string expected = prediction is { } predicted
            ? Invariant($"; predicted are {Number.Text(predicted.Mean, 3)} and {Number.Text(predicted.StandardDeviation, 3)}") : "";
        string name = initializer is null ? "" : $" of {initializer}";
        return Chart.Histogram($"Weights{name} in {weights.Shape}", Invariant($"A histogram of {weights.Count} weights{name}: mean ")
            + Invariant($"{Number.Text(weights.Mean, 3)}, standard deviation {Number.Text(weights.StandardDeviation, 3)}{expected}."),
            new Axis("weight"), Bars(weights), prediction is { Distribution: not null } known ? known.Density : null, "predicted density",
            "weights");
    }

    /// <summary>The bars of the histogram; a single one for equal weights.</summary>
    private static IReadOnlyList<HistogramBar> Bars(WeightStatistics weights) => weights.Histogram is { } histogram
        ? [.. Enumerable.Range(0, histogram.BucketCount)
            .Select(i => new HistogramBar(histogram[i].LowerBound, histogram[i].UpperBound, histogram[i].Count))]
        : [new HistogramBar(weights.Smallest, weights.Largest, weights.Count - weights.NonFinite)];
}
