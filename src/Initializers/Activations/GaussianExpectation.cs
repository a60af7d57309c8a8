using MathNet.Numerics.Integration;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Expectations over z ~ N(0, q) by Gauss-Kronrod rules between kinks: the piece with the largest error is halved until all are accurate or
/// the limit of halvings is reached.
/// </summary>
internal static class GaussianExpectation
{
    /// <summary>The number of deviations at which the density of the normal underflows.</summary>
    private const double Farthest = 38;

    /// <summary>The largest relative share of the last step for the expectation to count as finite.</summary>
    private const double Negligible = 1e-13;

    /// <summary>The error that the rules aim at, like the next two relative to the expectation of |g|.</summary>
    private const double Accuracy = 1e-12;

    /// <summary>The error that is promised.</summary>
    private const double Promised = 1e-10;

    /// <summary>
    /// The estimated error, a cautious one, above which it cannot be due to rounding: differences as derivatives round to about 1e-13,
    /// functions in float to 1e-8.
    /// </summary>
    private const double Suspicious = 1e-7;

    /// <summary>
    /// The limit of halvings, which bounds the work: a singularity takes about 40; 500 resolve a few hundred waves.
    /// </summary>
    private const int Halvings = 500;

    /// <summary>The size below which squares of normal doubles lose digits.</summary>
    private const double Smallest = 1e-290;

    /// <summary>The distance from 0, in deviations, below which the fixed rule makes no more cuts.</summary>
    private const double Fine = 1e-13;

    private const string Advice = "Give the kinks of the function, or a smaller variance if it oscillates.";

    /// <summary>E g(z).</summary>
    /// <param name="g">The function, of z.</param>
    /// <param name="variance">q, above 0.</param>
    /// <param name="kinks">The points at which g or its derivative jumps, in ascending order.</param>
    /// <param name="what">The name of the expectation in messages.</param>
    /// <returns>The expectation, or a fault if it is infinite, if g returns NaN, or if g varies too fast.</returns>
    public static Expectation Of(Func<double, double> g, double variance, IReadOnlyList<double> kinks, string what)
    {
        double deviation = Math.Sqrt(variance), size = 0, last = 0;
        var intervals = new NormalIntervals(kinks, 0, deviation, finest: 0);
        var pieces = new PriorityQueue<Piece, double>();
        for (double from = 0; from < Farthest; from += NormalIntervals.Step)
        {
            last = 0;
            double to = from + NormalIntervals.Step;
            foreach ((double a, double b) in intervals.Between(from, to).Concat(intervals.Between(-to, -from))) last += Add(a, b).Size;
            size += last;
            if (!double.IsFinite(size)) break;
            if (last <= 1e-18 * size && from >= 12) break; // a function that grows no faster than a power contributes nothing beyond
        }
        if (!(double.IsFinite(size) && last <= Negligible * size))
        {
            return new(double.NaN, Invariant($"{what} must be finite for z ~ N(0, {variance}), but was not. ")
                + Invariant($"The function must not return NaN, and must grow more slowly than exp(z^2 / {4 * variance})."));
        }
        if (size is > 0 and < Smallest)
        {
            return new(double.NaN, Invariant(
                $"{what} must be 0 or at least {Smallest} for z ~ N(0, {variance}), to keep all digits of a double, but was {size}."));
        }

        double before = 0, after = 0;
        for (int i = 0; i < Halvings && pieces.Peek() is var worst && worst.Error > Accuracy * size / pieces.Count; i++)
        {
            pieces.Dequeue();
            double middle = worst.From + (worst.To - worst.From) / 2;
            Piece left = Add(worst.From, middle), right = Add(middle, worst.To);
            size += left.Size + right.Size - worst.Size;
            if (i >= Halvings / 2) (before, after) = (before + worst.Error, after + left.Error + right.Error);
        }
        double sum = pieces.UnorderedItems.Sum(item => item.Element.Value);
        double uncertain = pieces.UnorderedItems.Sum(item => item.Element.Error);
        // Halving reduces the errors of unresolved pieces, but not those of rounding.
        double limit = after < 0.75 * before ? Promised : Suspicious;
        return new(sum, double.IsFinite(sum) && uncertain <= limit * size ? null
            : Invariant($"{what} must be computable for z ~ N(0, {variance}), but was {sum} with an error of {uncertain}. ")
                + Advice);

        Piece Add(double a, double b)
        {
            double value = GaussKronrodRule.Integrate(
                Weighted, a, b, out double error, out double absolute, Accuracy, maximumDepth: 0, order: 31);
            var piece = new Piece(a, b, value, error, absolute);
            pieces.Enqueue(piece, -error);
            return piece;
        }

        double Weighted(double x) => g(deviation * x) * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>
    /// E f(mean + z) by a fixed rule, to 1e-12 for functions that are smooth between kinks and grow no faster than a power: for nested
    /// integrals.
    /// </summary>
    public static double OfSmooth(Func<double, double> f, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        double sum = 0;
        foreach ((double x, double weight) in Points(mean, deviation, kinks)) sum += weight * f(mean + deviation * x);
        return sum;
    }

    /// <summary>The points of the fixed rule, in deviations from the mean, and their weights, which add up to 1.</summary>
    public static IEnumerable<(double X, double Weight)> Points(double mean, double deviation, IReadOnlyList<double> kinks) =>
        new NormalIntervals(kinks, mean, deviation, Fine).Points();

    /// <summary>The integral over an interval, with its estimated error and the integral of the absolute values.</summary>
    private readonly record struct Piece(double From, double To, double Value, double Error, double Size);
}

/// <summary>Expectations of f(z)^2 and f'(z)^2.</summary>
internal readonly record struct ActivationMoments(double Square, double DerivativeSquare);
