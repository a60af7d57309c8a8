using static System.FormattableString;

namespace Initializers;

/// <summary>What an initializer promises of the weights of a parameter, in units of the weights.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
/// <param name="Smallest">What none is below, up to a rounding.</param>
/// <param name="Largest">What none is above, up to a rounding.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct WeightPrediction(double Mean, double StandardDeviation, double Smallest, double Largest)
{
    /// <summary>
    /// The form of the distribution, which has this mean and deviation; null where it is none of these, or the weights do not vary.
    /// </summary>
    public Distribution? Distribution { get; init; }

    /// <summary>The fourth central moment over the fourth power of the deviation; NaN where the form is not known.</summary>
    public double Kurtosis => Distribution?.Kurtosis ?? double.NaN;

    /// <summary>The probability density at a weight; NaN where the form is not known.</summary>
    /// <param name="weight">The weight.</param>
    public double Density(double weight) => Distribution?.Density((weight - Mean) / StandardDeviation) / StandardDeviation ?? double.NaN;

    /// <summary><c>mean 0, deviation 0.05, from -0.1 to 0.1, Normal</c>; without the last where the form is not known.</summary>
    public override string ToString() =>
        Invariant($"mean {Mean:G4}, deviation {StandardDeviation:G4}, from {Smallest:G4} to {Largest:G4}")
        + (Distribution is null ? "" : $", {Distribution}");

    /// <summary>What an initializer promises; null where it promises nothing.</summary>
    internal static WeightPrediction? Of(IWeightInitializer initializer, TensorShape shape) =>
        (Binding.Unbound(initializer) as IPredictableInitializer)?.Predict(shape);

    /// <summary>The weights times a factor.</summary>
    internal WeightPrediction Times(double factor) =>
        new(
            Mean * factor, StandardDeviation * Math.Abs(factor),
            Math.Min(Smallest * factor, Largest * factor), Math.Max(Smallest * factor, Largest * factor))
        {
            Distribution = Distribution
        };

    /// <summary>The weights together with others, which are a share of all.</summary>
    internal WeightPrediction With(WeightPrediction others, double share)
    {
        if (this == others) return this;
        double difference = others.Mean - Mean, mean = Mean + share * difference;
        double variance = (1 - share) * StandardDeviation * StandardDeviation
            + share * others.StandardDeviation * others.StandardDeviation
            + share * (1 - share) * difference * difference;
        return new(mean, Math.Sqrt(variance), Math.Min(Smallest, others.Smallest), Math.Max(Largest, others.Largest));
    }

    /// <summary>The weights of which half have the other sign.</summary>
    internal WeightPrediction Mirrored()
    {
        double largest = Math.Max(Math.Abs(Smallest), Math.Abs(Largest));
        return new(0, Math.Sqrt(StandardDeviation * StandardDeviation + Mean * Mean), -largest, largest)
        {
            Distribution = Mean == 0 ? Distribution : null
        };
    }

    /// <summary>The weights where a share of them, evenly chosen, has been kept, and 0 elsewhere.</summary>
    internal WeightPrediction Kept(double share) => share == 1 ? this
        : new(
            share * Mean, Math.Sqrt(share * (StandardDeviation * StandardDeviation + (1 - share) * Mean * Mean)), Math.Min(0, Smallest),
            Math.Max(0, Largest));
}
