namespace Initializers.Kernels;

/// <summary>x = mean + sd z(w) by one rounding, z the octave quantile.</summary>
internal readonly struct NormalMap : IWordMap
{
    private readonly float _mean, _deviation;

    /// <exception cref="ArgumentException">The mean is not finite, the deviation is negative or not finite, or the largest value would overflow.</exception>
    public NormalMap(double mean, double standardDeviation)
    {
        _mean = (float)Guard.Finite(mean);
        _deviation = (float)Guard.NotNegative(standardDeviation);
        Guard.Reach(mean, standardDeviation, OctaveQuantile.Largest);
    }

    public float Invoke(uint word) => ExactFma.Invoke(OctaveQuantile.Of(word), _deviation, _mean);
}
