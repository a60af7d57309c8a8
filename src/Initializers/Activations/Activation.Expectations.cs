using static System.FormattableString;

namespace Initializers;

/// <content>Expectations for z ~ N(0, q): known constants, closed forms, or integrals.</content>
public sealed partial class Activation
{
    /// <summary>The largest error of the fixed rule.</summary>
    private const double Promised = 1e-9;

    /// <summary>The expectations in closed form, at any q; null if there are none.</summary>
    internal ClosedForm? Closed { get; private init; }

    /// <summary>E f(z)^2.</summary>
    internal Expectation MeanSquare(double variance) =>
        variance == 1 && KnownMoments is { } known ? known.Square
        : Closed is { } closed ? closed.Square(variance)
        : GaussianExpectation.Of(z => Squared(Function(z)), variance, Kinks, $"E {this}(z)^2");

    /// <summary>E f'(z)^2.</summary>
    internal Expectation SlopeMeanSquare(double variance) =>
        variance == 1 && KnownMoments is { } known ? known.DerivativeSquare
        : Closed is { } closed ? closed.DerivativeSquare(variance)
        : GaussianExpectation.Of(z => Squared(Derivative(z)), variance, Kinks, $"E {this}'(z)^2");

    /// <summary>E f(z) f'(z) z: q times the derivative of E f(z)^2 with respect to q.</summary>
    internal Expectation Growth(double variance) =>
        Closed is { } closed ? closed.Growth(variance)
        : GaussianExpectation.Of(z => Function(z) * Derivative(z) * z, variance, Kinks, $"E {this}(z) {this}'(z) z");

    /// <summary>
    /// E f(x) f(y) for x and y with mean square q and correlation c, to 1e-9 for functions that are smooth between kinks and grow no faster
    /// than a power.
    /// </summary>
    internal Expectation Product(double correlation, double variance)
    {
        if (Closed is { } closed) return closed.Product(correlation, variance);
        double deviation = Math.Sqrt(variance), rest = deviation * Math.Sqrt((1 - correlation) * (1 + correlation));
        Expectation square = MeanSquare(variance);
        double integral = GaussianExpectation.OfSmooth(z => Squared(Function(z)), 0, deviation, Kinks);
        if (!(Math.Abs(integral - square.OrNaN) <= Promised * square.Value))
        {
            return new(double.NaN, square.Fault ?? Invariant(
                $"{this} must be integrable by a fixed rule at q = {variance}, but the rule gave {integral} ")
                + Invariant($"where E {this}(z)^2 is {square.Value}."));
        }
        // The conditional expectation of f(y) bends where the mean of y is near a kink, within some deviations of y.
        const double Reach = 8;
        IEnumerable<double> bends = Kinks.SelectMany(kink => (double[])[kink - Reach * rest, kink, kink + Reach * rest])
            .Select(mean => mean / correlation).Where(double.IsFinite);
        return GaussianExpectation.OfSmooth(first => Function(first) * Second(correlation * first), 0, deviation, [.. Kinks, .. bends]);

        // Given x, y is normal with mean c x.
        double Second(double mean) => rest == 0 ? Function(mean) : GaussianExpectation.OfSmooth(Function, mean, rest, Kinks);
    }
}

/// <summary>
/// The expectations of a function f in closed form, for z ~ N(0, q) at any q: oscillating functions cannot be integrated at large q, where
/// a deviation spans thousands of waves.
/// </summary>
/// <param name="Square">E f(z)^2.</param>
/// <param name="DerivativeSquare">E f'(z)^2.</param>
/// <param name="Growth">E f(z) f'(z) z.</param>
/// <param name="Product">E f(x) f(y) for x and y with correlation c, the first argument, and mean square q.</param>
internal sealed record ClosedForm(
    Func<double, double> Square, Func<double, double> DerivativeSquare, Func<double, double> Growth, Func<double, double, double> Product);
