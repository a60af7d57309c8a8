using static System.FormattableString;

namespace Initializers;

/// <summary>The predicted distribution of the weights of a parameter, in units of the weights.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The standard deviation.</param>
/// <param name="Smallest">The lower bound, up to rounding.</param>
/// <param name="Largest">The upper bound, up to rounding.</param>
/// <example>
/// <code>
/// WeightPrediction prediction = Init.GlorotUniform().Predict([256, 784])!.Value;
/// Console.WriteLine(prediction.Largest); // 0.07595545253127499
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct WeightPrediction(double Mean, double StandardDeviation, double Smallest, double Largest)
{
    /// <summary>
    /// The form of the distribution, with this mean and deviation; null if it is not one of the named forms, or the weights are constant.
    /// </summary>
    public Distribution? Distribution { get; init; }

    /// <summary>The fourth central moment divided by the fourth power of the deviation; NaN if the form is unknown.</summary>
    public double Kurtosis => Distribution?.Kurtosis ?? double.NaN;

    /// <summary>The probability density at a weight; NaN if the form is unknown.</summary>
    /// <param name="weight">The weight.</param>
    public double Density(double weight) => Distribution?.Density((weight - Mean) / StandardDeviation) / StandardDeviation ?? double.NaN;

    /// <summary><c>mean 0, deviation 0.05, from -0.1 to 0.1, Normal</c>; without the form if it is unknown.</summary>
    public override string ToString() =>
        Invariant($"mean {Mean:G4}, deviation {StandardDeviation:G4}, from {Smallest:G4} to {Largest:G4}")
        + (Distribution is null ? "" : $", {Distribution}");

    /// <summary>The prediction of an initializer; null if it has none.</summary>
    internal static WeightPrediction? Of(IWeightInitializer initializer, TensorShape shape) =>
        (Binding.Unbound(initializer) as IPredictableInitializer)?.Predict(shape);

    /// <summary>The prediction of the weights times a factor.</summary>
    internal WeightPrediction Times(double factor) =>
        new(
            Mean * factor, StandardDeviation * Math.Abs(factor),
            Math.Min(Smallest * factor, Largest * factor), Math.Max(Smallest * factor, Largest * factor))
        {
            Distribution = Distribution
        };

    /// <summary>The prediction of parts together, each so many times; null if one of them that is not empty has none.</summary>
    internal static WeightPrediction? OfParts(IEnumerable<(IWeightInitializer Initializer, TensorShape Shape, long Times)> parts)
    {
        WeightPrediction? all = null;
        double weights = 0;
        foreach ((IWeightInitializer initializer, TensorShape shape, long times) in parts)
        {
            if (shape.Count == 0) continue;
            if (Of(initializer, shape) is not { } part) return null;
            double added = (double)shape.Count * times;
            weights += added;
            all = all is { } before ? before.With(part, added / weights) : part;
        }
        return all;
    }

    /// <summary>The prediction of a mixture, of which the others make up a share.</summary>
    internal WeightPrediction With(WeightPrediction others, double share)
    {
        if (this == others) return this;
        double difference = others.Mean - Mean, mean = Mean + share * difference;
        double variance = (1 - share) * StandardDeviation * StandardDeviation
            + share * others.StandardDeviation * others.StandardDeviation
            + share * (1 - share) * difference * difference;
        return new(mean, Math.Sqrt(variance), Math.Min(Smallest, others.Smallest), Math.Max(Largest, others.Largest));
    }

    /// <summary>The prediction if half of the weights are negated.</summary>
    internal WeightPrediction Mirrored()
    {
        double largest = Math.Max(Math.Abs(Smallest), Math.Abs(Largest));
        return new(0, Math.Sqrt(StandardDeviation * StandardDeviation + Mean * Mean), -largest, largest)
        {
            Distribution = Mean == 0 ? Distribution : null
        };
    }

    /// <summary>The prediction if a share of the weights, chosen uniformly, is kept and the others are 0.</summary>
    internal WeightPrediction Kept(double share) => share == 1 ? this
        : new(
            share * Mean, Math.Sqrt(share * (StandardDeviation * StandardDeviation + (1 - share) * Mean * Mean)), Math.Min(0, Smallest),
            Math.Max(0, Largest));
}

/// <summary>Combines the predictions of a parameter's parts into that of the whole.</summary>
internal struct PredictionSum
{
    private double _elements, _sum, _squares, _smallest, _largest;

    /// <summary>Adds a part.</summary>
    /// <param name="elements">The number of its elements.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="square">The mean square.</param>
    /// <param name="smallest">The lower bound.</param>
    /// <param name="largest">The upper bound.</param>
    public void Add(double elements, double mean, double square, double smallest, double largest)
    {
        _smallest = _elements == 0 ? smallest : Math.Min(_smallest, smallest);
        _largest = _elements == 0 ? largest : Math.Max(_largest, largest);
        _elements += elements;
        _sum += elements * mean;
        _squares += elements * square;
    }

    /// <summary>Adds elements that all have the same value.</summary>
    public void Add(double elements, double value) => Add(elements, value, value * value, value, value);

    /// <summary>Returns the prediction for the given number of elements; those that were not added are 0.</summary>
    public WeightPrediction ToPrediction(double count)
    {
        if (_elements < count) Add(count - _elements, 0);
        double mean = _sum / count;
        return _smallest == _largest ? new(_smallest, 0, _smallest, _largest)
            : new(mean, Math.Sqrt(Math.Max(0, _squares / count - mean * mean)), _smallest, _largest);
    }
}
