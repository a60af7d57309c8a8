namespace Initializers.Diagnostics;

/// <summary>The weights of a parameter of a model, as histograms need them.</summary>
internal sealed class ParameterWeights
{
    private readonly IReadOnlyList<ReadOnlyMemory<float>> _parts;

    /// <summary>The weights, of which those that are not finite are counted alone.</summary>
    public ParameterWeights(string name, in TensorShape shape, IReadOnlyList<ReadOnlyMemory<float>> parts, WeightPrediction? prediction)
    {
        (Name, Shape, _parts, Prediction) = (name, shape, parts, prediction);
        foreach (ReadOnlyMemory<float> part in parts)
        {
            foreach (float weight in part.Span)
            {
                if (!float.IsFinite(weight))
                {
                    NonFinite++;
                    continue;
                }
                Count++;
                (Smallest, Largest) = (Math.Min(Smallest, weight), Math.Max(Largest, weight));
            }
        }
        Deviation = Smallest == Largest ? 0 : Moments.OfFinite(parts).Deviation;
    }

    public string Name { get; }

    public TensorShape Shape { get; }

    /// <summary>What is promised of the weights; null if nothing is.</summary>
    public WeightPrediction? Prediction { get; }

    /// <summary>The number of finite weights.</summary>
    public long Count { get; }

    /// <summary>The number of others.</summary>
    public long NonFinite { get; }

    /// <summary>The smallest finite weight; infinite if there is none.</summary>
    public double Smallest { get; } = double.PositiveInfinity;

    /// <summary>The largest finite weight; infinite if there is none.</summary>
    public double Largest { get; } = double.NegativeInfinity;

    /// <summary>The standard deviation of the finite weights; NaN if there is none.</summary>
    public double Deviation { get; }

    /// <summary>Whether all weights are the constant that is promised.</summary>
    public bool IsConstantAsPredicted => Prediction is { StandardDeviation: 0 } promised && NonFinite == 0
        && Smallest == promised.Mean && Largest == promised.Mean;

    /// <summary>The histogram of the finite weights over equal bins between two bounds, which enclose them.</summary>
    public IReadOnlyList<HistogramBar> Bars(double smallest, double largest, int bins)
    {
        var counted = new EqualBins(smallest, (largest - smallest) / bins, bins);
        foreach (ReadOnlyMemory<float> part in _parts)
        {
            foreach (float weight in part.Span)
            {
                if (float.IsFinite(weight)) counted.Add(weight);
            }
        }
        return counted.Bars;
    }
}
