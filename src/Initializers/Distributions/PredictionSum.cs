namespace Initializers;

/// <summary>Adds up parts of a parameter whose values are known, to what the whole promises.</summary>
internal struct PredictionSum
{
    private double _elements, _sum, _squares, _smallest, _largest;

    /// <summary>Adds elements.</summary>
    /// <param name="elements">How many.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="square">The mean of their squares.</param>
    /// <param name="smallest">What none is below.</param>
    /// <param name="largest">What none is above.</param>
    public void Add(double elements, double mean, double square, double smallest, double largest)
    {
        _smallest = _elements == 0 ? smallest : Math.Min(_smallest, smallest);
        _largest = _elements == 0 ? largest : Math.Max(_largest, largest);
        _elements += elements;
        _sum += elements * mean;
        _squares += elements * square;
    }

    /// <summary>Adds elements that are one number.</summary>
    public void Add(double elements, double value) => Add(elements, value, value * value, value, value);

    /// <summary>The promise of a parameter of so many elements, of which those that were not added are 0.</summary>
    public WeightPrediction Of(double count)
    {
        if (_elements < count) Add(count - _elements, 0);
        double mean = _sum / count;
        return _smallest == _largest ? new(_smallest, 0, _smallest, _largest)
            : new(mean, Math.Sqrt(Math.Max(0, _squares / count - mean * mean)), _smallest, _largest);
    }
}
