namespace Initializers;

/// <summary>Values that depend on the channel alone, the position along the last axis.</summary>
internal static class Channels
{
    /// <summary>The most channels whose values are added up for a prediction.</summary>
    private const long Most = 1 << 16;

    /// <summary>Requires a last axis of some channels.</summary>
    public static void Check(in TensorShape shape, long least)
    {
        if (shape.Rank < 1 || shape[^1] < least)
            throw new ArgumentException(
                $"shape must have the channels as its last axis, at least {least}, but was {shape}.", nameof(shape));
    }

    /// <summary>The prediction over the channels, which are the same along all other axes; null for too many.</summary>
    public static WeightPrediction? Predict(long channels, Func<long, long, double> value)
    {
        if (channels > Most) return null;
        var sum = new PredictionSum();
        for (long channel = 0; channel < channels; channel++) sum.Add(1, value(channel, channels));
        return sum.ToPrediction(channels);
    }

    public static void Fill(Span<float> slice, long start, long channels, Func<long, long, double> value)
    {
        for (int i = 0; i < slice.Length; i++) slice[i] = (float)value((start + i) % channels, channels);
    }

    /// <summary>x^p for x from 0 to 1 and p above 0.</summary>
    public static double Power(double x, double exponent) => PortableMath.Exp(exponent * PortableMath.Log(x));
}
