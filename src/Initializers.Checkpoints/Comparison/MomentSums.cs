namespace Initializers.Checkpoints;

/// <summary>Adds up moments part by part: each part in two passes, and parts by the formula of Chan, Golub and LeVeque.</summary>
/// <remarks>
/// Chan, Golub and LeVeque (1983), "Algorithms for Computing the Sample Variance: Analysis and Recommendations", equation 2.1,
/// <see href="https://doi.org/10.1080/00031305.1983.10483115"/>.
/// </remarks>
internal struct MomentSums()
{
    private long _count, _nonFinite;
    private double _mean, _squares, _smallest = double.NaN, _largest = double.NaN;

    /// <summary>The moments of all parts.</summary>
    public readonly TensorMoments Moments => _count == 0
        ? new(double.NaN, double.NaN, double.NaN, double.NaN, _nonFinite)
        : new(_mean, Math.Sqrt(_squares / _count), _smallest, _largest, _nonFinite);

    /// <summary>Adds a part.</summary>
    public void Add(ReadOnlySpan<float> part)
    {
        double sum = 0, squares = 0;
        long count = 0;
        foreach (float value in part)
        {
            if (!float.IsFinite(value)) continue;
            count++;
            sum += value;
            if (!(value >= _smallest)) _smallest = value;
            if (!(value <= _largest)) _largest = value;
        }
        _nonFinite += part.Length - count;
        if (count == 0) return;
        double mean = sum / count;
        foreach (float value in part)
        {
            if (float.IsFinite(value)) squares += (value - mean) * (value - mean);
        }
        double distance = mean - _mean;
        long all = _count + count;
        _squares += squares + distance * distance * ((double)_count / all * count);
        _mean += distance * ((double)count / all);
        _count = all;
    }
}
