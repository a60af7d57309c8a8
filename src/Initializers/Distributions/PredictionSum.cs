namespace Initializers;

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
