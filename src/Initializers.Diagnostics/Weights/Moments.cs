namespace Initializers.Diagnostics;

/// <summary>Mean, standard deviation, skewness and kurtosis of a set of values, computed in two passes.</summary>
internal readonly record struct Moments(double Mean, double Deviation, double Skewness, double Kurtosis)
{
    public static Moments Of(IReadOnlyCollection<double> values)
    {
        var sums = new Sums(values.Sum() / values.Count);
        foreach (double value in values) sums.Add(value);
        return sums.ToMoments(values.Count);
    }

    /// <summary>The moments of values that lie apart.</summary>
    public static Moments Of(params IReadOnlyList<ReadOnlyMemory<float>> parts) => Of(parts, static _ => true);

    /// <summary>The moments of those of them that are finite.</summary>
    public static Moments OfFinite(IReadOnlyList<ReadOnlyMemory<float>> parts) => Of(parts, float.IsFinite);

    private static Moments Of(IReadOnlyList<ReadOnlyMemory<float>> parts, Func<float, bool> counts)
    {
        double sum = 0;
        long count = 0;
        foreach (ReadOnlyMemory<float> part in parts)
        {
            foreach (float value in part.Span)
            {
                if (!counts(value)) continue;
                sum += value;
                count++;
            }
        }
        var sums = new Sums(sum / count);
        foreach (ReadOnlyMemory<float> part in parts)
        {
            foreach (float value in part.Span)
            {
                if (counts(value)) sums.Add(value);
            }
        }
        return sums.ToMoments(count);
    }

    /// <summary>Sums of powers of distances from the mean.</summary>
    private struct Sums(double mean)
    {
        private double _second, _third, _fourth;

        public void Add(double value)
        {
            double distance = value - mean, square = distance * distance;
            _second += square;
            _third += square * distance;
            _fourth += square * square;
        }

        public readonly Moments ToMoments(long count)
        {
            if (count == 0) return new(double.NaN, double.NaN, double.NaN, double.NaN);
            double second = _second / count, third = _third / count, fourth = _fourth / count;
            return new(mean, Math.Sqrt(second), third / Math.Pow(second, 1.5), fourth / (second * second));
        }
    }
}
