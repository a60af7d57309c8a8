using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Documents;

/// <summary>Values that were drawn, and their statistics with standard errors from the spread of a hundred parts.</summary>
internal sealed class Sample(double[] values)
{
    private const int Parts = 100;

    /// <summary>The values of a tensor, in the order of its indices.</summary>
    public static Sample Of(Tensor weights)
    {
        using Tensor wide = weights.detach().to(float64).contiguous();
        return new(wide.data<double>().ToArray());
    }

    public Measured Mean => Estimate(part => part.Average());

    public Measured Deviation => Estimate(part => Math.Sqrt(Moment(part, 2)));

    public Measured Kurtosis => Estimate(part => Moment(part, 4) / Math.Pow(Moment(part, 2), 2));

    public Measured Different => new(values.Distinct().Count());

    public Measured NotNumbers => new(values.Count(double.IsNaN));

    /// <summary>The share of values that are NaN, with the standard error of a binomial count.</summary>
    public Measured ShareOfNotNumbers
    {
        get
        {
            double share = NotNumbers.Value / values.Length;
            return new(share, 6 * Math.Sqrt(share * (1 - share) / values.Length));
        }
    }

    /// <summary>The smallest value. The bound that the values may reach is nearer than ten times the mean distance of neighbours.</summary>
    public Measured Smallest => new(values.Min(), 10 * (values.Max() - values.Min()) / values.Length);

    public Measured Largest => new(values.Max(), 10 * (values.Max() - values.Min()) / values.Length);

    /// <summary>The largest magnitude that was drawn.</summary>
    public Measured LargestMagnitude => new(values.Max(Math.Abs));

    /// <summary>The one value that all have which are numbers.</summary>
    public Measured Only => new(values.Where(value => !double.IsNaN(value)).Distinct().Should().ContainSingle().Subject);

    private Measured Estimate(Func<ArraySegment<double>, double> statistic)
    {
        int length = values.Length / Parts;
        double[] parts = [.. Enumerable.Range(0, Parts).Select(part => statistic(new(values, part * length, length)))];
        double mean = parts.Average(), variance = parts.Sum(part => (part - mean) * (part - mean)) / (Parts - 1);
        return new(statistic(values), 6 * Math.Sqrt(variance / Parts));
    }

    private static double Moment(ArraySegment<double> part, int power)
    {
        double mean = part.Average();
        return part.Average(value => Math.Pow(value - mean, power));
    }
}
