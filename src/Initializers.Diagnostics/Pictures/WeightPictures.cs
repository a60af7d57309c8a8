using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Pictures of weights.</summary>
/// <remarks>Thread-safe.</remarks>
public static class WeightPictures
{
    /// <summary>The histogram of weights, with the density that their initializer promises.</summary>
    /// <param name="weights">The statistics of the weights.</param>
    /// <param name="initializer">What filled them; none draws no density.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> cannot fill weights of that shape.</exception>
    public static Picture Histogram(WeightStatistics weights, IWeightInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.Promise(initializer, weights.Shape);
        string promised = prediction is { } promise
            ? Invariant($"; promised are {Number.Text(promise.Mean, 3)} and {Number.Text(promise.StandardDeviation, 3)}") : "";
        string name = initializer is null ? "" : $" of {initializer}";
        return Chart.Histogram($"Weights{name} in {weights.Shape}", Invariant($"A histogram of {weights.Count} weights{name}: mean ")
            + Invariant($"{Number.Text(weights.Mean, 3)}, deviation {Number.Text(weights.StandardDeviation, 3)}{promised}."),
            new Axis("weight"), Bars(weights), prediction is { Distribution: not null } known ? known.Density : null, "promised density",
            "weights");
    }

    /// <summary>Weights that are all alike have one bar.</summary>
    private static IReadOnlyList<HistogramBar> Bars(WeightStatistics weights) => weights.Histogram is { } histogram
        ? [.. Enumerable.Range(0, histogram.BucketCount)
            .Select(i => new HistogramBar(histogram[i].LowerBound, histogram[i].UpperBound, histogram[i].Count))]
        : [new HistogramBar(weights.Smallest, weights.Largest, weights.Count - weights.NonFinite)];
}
