using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace Initializers.Tests.Statistics;

/// <summary>A distribution as the field defines it: computed by MathNet and quadrature here, not by the library.</summary>
internal abstract record Law(double Mean, double StandardDeviation, double Smallest, double Largest)
{
    /// <summary>The probability of at most x.</summary>
    public abstract double Below(double x);

    /// <summary>The expectation of ((x - mean) / deviation)^power.</summary>
    public abstract double Moment(int power);

    /// <summary>Values in the tails, with the probability of lying beyond them.</summary>
    public virtual IEnumerable<(double Beyond, double Probability)> Tails => [];
}

/// <summary>U[low, high).</summary>
internal sealed record UniformLaw(double Low, double High) : Law((Low + High) / 2, (High - Low) / Math.Sqrt(12), Low, High)
{
    public override double Below(double x) => Math.Clamp((x - Low) / (High - Low), 0, 1);

    public override double Moment(int power) => power % 2 == 1 ? 0 : Math.Pow(3, power / 2) / (power + 1);
}

/// <summary>N(mean, deviation^2).</summary>
internal sealed record NormalLaw(double Mean, double StandardDeviation)
    : Law(Mean, StandardDeviation, double.NegativeInfinity, double.PositiveInfinity)
{
    public override IEnumerable<(double Beyond, double Probability)> Tails =>
        from deviations in new[] { -5, -4, -3, 3, 4, 5 }
        select (Mean + deviations * StandardDeviation, Normal.CDF(0, 1, -Math.Abs(deviations)));

    public override double Below(double x) => Normal.CDF(Mean, StandardDeviation, x);

    /// <summary>(power - 1)!!</summary>
    public override double Moment(int power) => power % 2 == 1 ? 0 : power == 0 ? 1 : (power - 1) * Moment(power - 2);
}

/// <summary>N(mean, deviation^2), truncated to bounds given in deviations from the mean.</summary>
internal sealed record TruncatedLaw : Law
{
    // The mass beyond 12 deviations is negligible, and so is that of a one-sided tail 12 deviations beyond its bound.
    private const double Far = 12;

    private readonly double _parentMean, _parentDeviation, _lower, _upper, _mass, _centre, _spread;

    public TruncatedLaw(double parentMean, double parentDeviation, double lower, double upper)
        : base(0, 0, parentMean + lower * parentDeviation, parentMean + upper * parentDeviation)
    {
        (_parentMean, _parentDeviation, _lower, _upper) = (parentMean, parentDeviation, lower, upper);
        _mass = Between(lower, upper);
        _centre = Expectation(z => z);
        _spread = Math.Sqrt(Expectation(z => (z - _centre) * (z - _centre)));
        (Mean, StandardDeviation) = (parentMean + parentDeviation * _centre, parentDeviation * _spread);
    }

    public override IEnumerable<(double Beyond, double Probability)> Tails =>
        from deviations in new[] { -5, -4, -3, 3, 4, 5 }
        where deviations > _lower && deviations < _upper
        select (_parentMean + deviations * _parentDeviation,
            (deviations > 0 ? Between(deviations, _upper) : Between(_lower, deviations)) / _mass);

    public override double Below(double x) => Between(_lower, Math.Clamp((x - _parentMean) / _parentDeviation, _lower, _upper)) / _mass;

    public override double Moment(int power) => Expectation(z => Math.Pow((z - _centre) / _spread, power));

    /// <summary>The normal mass of an interval, computed from the nearer tail.</summary>
    private static double Between(double from, double to) =>
        from > 0 ? Normal.CDF(0, 1, -from) - Normal.CDF(0, 1, -to) : Normal.CDF(0, 1, to) - Normal.CDF(0, 1, from);

    private double Expectation(Func<double, double> f)
    {
        double nearest = Math.Clamp(0, _lower, _upper), from = Math.Max(_lower, nearest - Far), to = Math.Min(_upper, nearest + Far);
        double Density(double z) => Math.Exp((nearest - z) * (nearest + z) / 2);
        return GaussLegendreRule.Integrate(z => f(z) * Density(z), from, to, 256) / GaussLegendreRule.Integrate(Density, from, to, 256);
    }
}
