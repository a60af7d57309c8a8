namespace Initializers;

/// <summary>What an initializer promises of the weights of a parameter, in units of the weights.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
/// <param name="Smallest">What none is below, up to a rounding.</param>
/// <param name="Largest">What none is above, up to a rounding.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct WeightPrediction(double Mean, double StandardDeviation, double Smallest, double Largest)
{
    /// <summary>The weights times a factor.</summary>
    internal WeightPrediction Times(double factor) =>
        new(Mean * factor, StandardDeviation * Math.Abs(factor), Math.Min(Smallest * factor, Largest * factor), Math.Max(Smallest * factor, Largest * factor));
}
