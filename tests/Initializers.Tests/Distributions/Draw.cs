namespace Initializers.Tests.Distributions;

/// <summary>Values drawn from a source.</summary>
internal static class Draw
{
    public static float[] TruncatedNormal(int count, IRandomSource random, double mean, double deviation, double lower, double upper)
    {
        var values = new float[count];
        random.NextTruncatedNormal(values, mean, deviation, lower, upper);
        return values;
    }

    /// <summary>Whether no value is below the one before it.</summary>
    public static bool IsRising(ReadOnlySpan<float> values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (!(values[i] >= values[i - 1])) return false;
        }
        return true;
    }
}
