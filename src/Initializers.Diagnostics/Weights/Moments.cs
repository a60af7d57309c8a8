namespace Initializers.Diagnostics;

/// <summary>Mean, standard deviation, skewness and kurtosis of a set of values, computed in two passes.</summary>
internal readonly record struct Moments(double Mean, double Deviation, double Skewness, double Kurtosis)
{
    public static Moments Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0) return new(double.NaN, double.NaN, double.NaN, double.NaN);
        double mean = values.Sum() / values.Count, second = 0, third = 0, fourth = 0;
        foreach (double value in values)
        {
            double distance = value - mean, square = distance * distance;
            second += square;
            third += square * distance;
            fourth += square * square;
        }
        (second, third, fourth) = (second / values.Count, third / values.Count, fourth / values.Count);
        return new(mean, Math.Sqrt(second), third / Math.Pow(second, 1.5), fourth / (second * second));
    }
}
