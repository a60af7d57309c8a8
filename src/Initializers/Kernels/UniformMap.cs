namespace Initializers.Kernels;

/// <summary>x = low + u (high - low) with u = (w >> 8) 2^-24 in [0, 1), by one rounding, then kept within [low, high).</summary>
/// <remarks>Without the last step 1 + u would be 2 once in 2^24 words, and 1000 + u would be 1001 512 times as often.</remarks>
internal readonly struct UniformMap : IWordMap
{
    private readonly float _low, _width, _smallest, _largest;

    /// <exception cref="ArgumentException">A bound is not finite, low is not below high, their distance is not finite, or no float lies between.</exception>
    public UniformMap(double low, double high)
    {
        Guard.Finite(low);
        Guard.Finite(high);
        Guard.Ordered(low, high);
        _low = (float)low;
        _width = (float)Guard.Finite(high - low, "high - low");
        _smallest = FloatBounds.AtLeast(low);
        _largest = FloatBounds.Below(high);
        if (!(_smallest <= _largest))
            throw new ArgumentException(Guard.Text($"low is {low} and high is {high}; accepted are bounds with a float between them, low included."), nameof(low));
    }

    public float Invoke(uint word)
    {
        float x = ExactFma.Invoke((word >> 8) * 5.9604644775390625e-8f, _width, _low);
        return x < _smallest ? _smallest : x > _largest ? _largest : x;
    }
}
