using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Weights beside what their initializer promises.</summary>
/// <param name="Prediction">What was promised, or null where the initializer promises nothing.</param>
/// <param name="MeanScore">By how many standard errors the mean lies from the promised one; NaN without a promise.</param>
/// <param name="DeviationScore">
/// By how many standard errors the standard deviation lies from the promised one; NaN without a promise.
/// </param>
/// <param name="Findings">What is wrong, a sentence each; empty where nothing is.</param>
/// <remarks>
/// The standard error of a mean of n weights is s / sqrt(n), that of a deviation s sqrt((k - 1) / (4 n)), with the kurtosis k of the
/// weights. Beyond 5 of them, which happens by chance once in 1.7 million times, it is a finding. Thread-safe: an immutable value.
/// </remarks>
/// <exception cref="ArgumentNullException"><paramref name="Findings"/> or one of them is null.</exception>
public sealed record WeightCheck(WeightPrediction? Prediction, double MeanScore, double DeviationScore, IReadOnlyList<string> Findings)
{
    private const double Improbable = 5;

    /// <summary>What is wrong, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Findings { get; } = Guard.Items(Findings);

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsFine => Findings.Count == 0;

    /// <summary>Whether promise, scores and findings are equal.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(WeightCheck? other) => other is not null && Prediction.Equals(other.Prediction)
        && MeanScore.Equals(other.MeanScore) && DeviationScore.Equals(other.DeviationScore) && Findings.SequenceEqual(other.Findings);

    /// <inheritdoc/>
    public override int GetHashCode() => Findings.Aggregate(HashCode.Combine(Prediction, MeanScore, DeviationScore), HashCode.Combine);

    /// <summary>The findings, or that there are none.</summary>
    public override string ToString() => IsFine
        ? Invariant($"as promised: mean {MeanScore:0.0} and deviation {DeviationScore:0.0} standard errors away")
        : string.Join("; ", Findings);

    /// <summary>What an initializer promises of weights; null where it promises nothing.</summary>
    internal static WeightPrediction? Promise(IWeightInitializer initializer, TensorShape shape) => CallerNames.ForElement(
        nameof(initializer),
        $"initializer must be one that can fill weights of {shape}, but {initializer} is not",
        () => WeightPrediction.Of(initializer, shape));

    internal static WeightCheck Of(WeightStatistics weights, IWeightInitializer initializer)
    {
        var findings = new List<string>();
        if (weights.NonFinite > 0) findings.Add(Invariant($"{weights.NonFinite} of {weights.Count} weights are not finite"));
        if (weights.EqualRows > 0)
            findings.Add(Invariant($"{weights.EqualRows} rows equal another one: these units get the same gradients and stay alike"));

        WeightPrediction? prediction = Promise(initializer, weights.Shape);
        if (prediction is not { } promised) return new(null, double.NaN, double.NaN, findings);
        double root = Math.Sqrt(weights.Count);
        double mean = Score(weights.Mean - promised.Mean, promised.StandardDeviation / root, promised.Mean);
        double deviation = Score(weights.StandardDeviation - promised.StandardDeviation,
            promised.StandardDeviation * Math.Sqrt(Math.Max(0, weights.Kurtosis - 1)) / (2 * root), promised.StandardDeviation);
        if (!(Math.Abs(mean) <= Improbable))
            findings.Add(Invariant($"the mean is {weights.Mean:G4}, {Math.Abs(mean):0.0} standard errors from {promised.Mean:G4}, which ")
                + Invariant($"{initializer} promises"));
        if (!(Math.Abs(deviation) <= Improbable))
            findings.Add(Invariant($"the deviation is {weights.StandardDeviation:G4}, {Math.Abs(deviation):0.0} standard errors from ")
                + Invariant($"{promised.StandardDeviation:G4}, which {initializer} promises"));
        if (!(weights.Smallest >= promised.Smallest - Rounding(promised.Smallest)))
            findings.Add(Invariant($"the smallest weight is {weights.Smallest:G4}; {initializer} has none below {promised.Smallest:G4}"));
        if (!(weights.Largest <= promised.Largest + Rounding(promised.Largest)))
            findings.Add(Invariant($"the largest weight is {weights.Largest:G4}; {initializer} has none above {promised.Largest:G4}"));
        return new(prediction, mean, deviation, findings);
    }

    /// <summary>
    /// A distance in standard errors. Where the error is 0, as of constants, what is less than a rounding counts as none.
    /// </summary>
    private static double Score(double distance, double standardError, double size) =>
        Math.Abs(distance) <= Rounding(size) ? 0 : standardError > 0 ? distance / standardError : double.PositiveInfinity;

    /// <summary>An ulp of a float.</summary>
    private static double Rounding(double value) => double.IsInfinity(value) ? 0 : Math.Abs(value) * Math.ScaleB(1, -23);
}
