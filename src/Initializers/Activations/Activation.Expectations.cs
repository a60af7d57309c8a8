using static System.FormattableString;

namespace Initializers;

/// <content>Expectations for z ~ N(0, q): known ones where there are any, and integrals where there are none.</content>
public sealed partial class Activation
{
    /// <summary>How far the fixed rule may be off.</summary>
    private const double Promised = 1e-9;

    /// <summary>Expectations at any q, where they are known in closed form.</summary>
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

    /// <summary>E f(z) f'(z) z: q times the slope of E f(z)^2 over q.</summary>
    internal Expectation Growth(double variance) =>
        Closed is { } closed ? closed.Growth(variance)
        : GaussianExpectation.Of(z => Function(z) * Derivative(z) * z, variance, Kinks, $"E {this}(z) {this}'(z) z");

    /// <summary>
    /// E f(x) f(y) for x and y of mean square q and correlation c, to 1e-9 for functions that are smooth between kinks and grow no faster
    /// than a power.
    /// </summary>
    internal Expectation Product(double correlation, double variance)
    {
        if (Closed is { } closed) return closed.Product(correlation, variance);
        double deviation = Math.Sqrt(variance), rest = deviation * Math.Sqrt((1 - correlation) * (1 + correlation));
        Expectation square = MeanSquare(variance);
        double seen = GaussianExpectation.OfSmooth(z => Squared(Function(z)), 0, deviation, Kinks);
        if (!(Math.Abs(seen - square.OrNaN) <= Promised * square.Value))
        {
            return new(double.NaN, square.Fault ?? Invariant(
                $"{this} must be integrable by a fixed rule at q = {variance}, but of E {this}(z)^2 = {square.Value} that sees {seen}."));
        }
        // What the second is expected to be bends where its mean is at a kink, within some deviations of the second.
        const double Reach = 8;
        IEnumerable<double> bends = Kinks.SelectMany(kink => (double[])[kink - Reach * rest, kink, kink + Reach * rest])
            .Select(mean => mean / correlation).Where(double.IsFinite);
        return GaussianExpectation.OfSmooth(first => Function(first) * Second(correlation * first), 0, deviation, [.. Kinks, .. bends]);

        // Given the first, the second is normal around c times it.
        double Second(double mean) => rest == 0 ? Function(mean) : GaussianExpectation.OfSmooth(Function, mean, rest, Kinks);
    }
}

/// <summary>
/// The expectations of a function f that has them in closed form at any q, for z ~ N(0, q): a function that oscillates is not integrated
/// where a deviation holds thousands of its waves.
/// </summary>
/// <param name="Square">E f(z)^2.</param>
/// <param name="DerivativeSquare">E f'(z)^2.</param>
/// <param name="Growth">E f(z) f'(z) z.</param>
/// <param name="Product">E f(x) f(y) for x and y of mean square q and correlation c, which comes first.</param>
internal sealed record ClosedForm(
    Func<double, double> Square, Func<double, double> DerivativeSquare, Func<double, double> Growth, Func<double, double, double> Product);
