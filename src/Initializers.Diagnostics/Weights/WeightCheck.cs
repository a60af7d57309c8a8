using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>The comparison of weights with the prediction of their initializer.</summary>
/// <param name="Prediction">The prediction, or null if the initializer makes none.</param>
/// <param name="MeanScore">The z-score of the mean: its distance from the prediction in standard errors; NaN without a prediction.</param>
/// <param name="DeviationScore">The z-score of the standard deviation, likewise.</param>
/// <param name="Findings">A sentence for each problem; empty if there are none.</param>
/// <remarks>
/// The standard error of the mean of n weights is s / sqrt(n), that of their standard deviation s sqrt((k - 1) / (4 n)), where s is the
/// predicted standard deviation and k the kurtosis of the weights. A z-score beyond 5, which has a probability of 1 in 1.7 million, is a
/// finding. Thread-safe: an immutable value.
/// </remarks>
/// <exception cref="ArgumentNullException"><paramref name="Findings"/> or one of them is null.</exception>
public sealed record WeightCheck(WeightPrediction? Prediction, double MeanScore, double DeviationScore, IReadOnlyList<string> Findings)
{
    private const double Improbable = 5;

    /// <summary>A sentence for each problem; empty if there are none.</summary>
    public IReadOnlyList<string> Findings { get; } = Guard.Items(Findings);

    /// <summary>Whether there are no findings.</summary>
    public bool IsFine => Findings.Count == 0;

    /// <summary>Whether prediction, scores and findings are equal.</summary>
    /// <param name="other">The other check.</param>
    public bool Equals(WeightCheck? other) => other is not null && Prediction.Equals(other.Prediction)
        && MeanScore.Equals(other.MeanScore) && DeviationScore.Equals(other.DeviationScore) && Findings.SequenceEqual(other.Findings);

    /// <inheritdoc/>
    public override int GetHashCode() => Findings.Aggregate(HashCode.Combine(Prediction, MeanScore, DeviationScore), HashCode.Combine);

    /// <summary>The findings, or the z-scores if there are none.</summary>
    public override string ToString() => IsFine
        ? Invariant($"as predicted: mean {MeanScore:0.0} and standard deviation {DeviationScore:0.0} standard errors away")
        : string.Join("; ", Findings);

    /// <summary>The prediction of an initializer for weights of a shape; null if it makes none.</summary>
    internal static WeightPrediction? PredictionOf(IWeightInitializer initializer, TensorShape shape) => CallerNames.ForElement(
        nameof(initializer),
        $"initializer must be one that can fill weights of {shape}, but {initializer} is not",
        () => WeightPrediction.Of(initializer, shape));

    internal static WeightCheck Of(WeightStatistics weights, IWeightInitializer initializer)
    {
        var findings = new List<string>();
        if (weights.NonFinite > 0) findings.Add(Invariant($"{weights.NonFinite} of {weights.Count} weights are not finite"));
        if (weights.EqualRows > 0)
            findings.Add(Invariant($"{weights.EqualRows} rows equal another row: these units get the same gradients and stay equal"));

        WeightPrediction? prediction = PredictionOf(initializer, weights.Shape);
        if (prediction is not { } predicted) return new(null, double.NaN, double.NaN, findings);
        double root = Math.Sqrt(weights.Count);
        double mean = Score(weights.Mean - predicted.Mean, predicted.StandardDeviation / root, predicted.Mean);
        double deviation = Score(weights.StandardDeviation - predicted.StandardDeviation,
            predicted.StandardDeviation * Math.Sqrt(Math.Max(0, weights.Kurtosis - 1)) / (2 * root), predicted.StandardDeviation);
        if (!(Math.Abs(mean) <= Improbable))
            findings.Add(Invariant($"the mean is {weights.Mean:G4}, {Math.Abs(mean):0.0} standard errors from the ")
                + Invariant($"{predicted.Mean:G4} that {initializer} predicts"));
        if (!(Math.Abs(deviation) <= Improbable))
            findings.Add(Invariant($"the standard deviation is {weights.StandardDeviation:G4}, {Math.Abs(deviation):0.0} standard errors ")
                + Invariant($"from the {predicted.StandardDeviation:G4} that {initializer} predicts"));
        if (!(weights.Smallest >= predicted.Smallest - Rounding(predicted.Smallest)))
            findings.Add(Invariant($"the smallest weight is {weights.Smallest:G4}; {initializer} has none below {predicted.Smallest:G4}"));
        if (!(weights.Largest <= predicted.Largest + Rounding(predicted.Largest)))
            findings.Add(Invariant($"the largest weight is {weights.Largest:G4}; {initializer} has none above {predicted.Largest:G4}"));
        return new(prediction, mean, deviation, findings);
    }

    /// <summary>
    /// A distance in standard errors: 0 within rounding, and infinite beyond it where the standard error is 0, as for constants.
    /// </summary>
    private static double Score(double distance, double standardError, double size) =>
        Math.Abs(distance) <= Rounding(size) ? 0 : standardError > 0 ? distance / standardError : double.PositiveInfinity;

    /// <summary>One ulp of a value as a float; 0 for infinities.</summary>
    private static double Rounding(double value) => double.IsInfinity(value) ? 0 : Math.Abs(value) * Math.ScaleB(1, -23);
}
