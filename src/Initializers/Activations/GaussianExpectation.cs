using MathNet.Numerics.Integration;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Expectations over z ~ N(0, q), by Gauss-Kronrod rules from kink to kink: the piece with the greatest error is halved until all are
/// accurate, or until it has been done as often as it may be.
/// </summary>
internal static class GaussianExpectation
{
    /// <summary>Where the normal's density leaves the doubles, in deviations.</summary>
    private const double Farthest = 38;

    /// <summary>What a whole step may add at the end of the doubles, relative to all, for the expectation to count as finite.</summary>
    private const double Negligible = 1e-13;

    /// <summary>
    /// What the rules aim at, what is promised, and from where on their own estimate of the error, which is a cautious one, is not believed
    /// to be rounding, all relative to the expectation of |g|. Of derivatives by differences the rounding is
    /// about 1e-13, and of functions in float 1e-8.
    /// </summary>
    private const double Accuracy = 1e-12, Promised = 1e-10, Suspicious = 1e-7;

    /// <summary>
    /// How often a piece is halved, which bounds the work: about 40 times next to a singularity; 500 times resolve some hundred waves.
    /// </summary>
    private const int Halvings = 500;

    /// <summary>Below this, squares of what are still normal doubles lose digits.</summary>
    private const double Smallest = 1e-290;

    /// <summary>What the fixed rule leaves out next to 0, in deviations: too little to count.</summary>
    private const double Fine = 1e-13;

    private const string Advice =
        "say the kinks of the function, and ask for a smaller variance where it oscillates";

    /// <summary>E g(z).</summary>
    /// <param name="g">The function, of z.</param>
    /// <param name="variance">q, above 0.</param>
    /// <param name="kinks">Where g or its derivative jumps, rising.</param>
    /// <param name="what">What messages call the expectation.</param>
    /// <returns>The expectation; null where it is infinite, where g returns NaN, and where g varies too fast.</returns>
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
            if (last <= 1e-18 * size && from >= 12) break; // of a function that grows no faster than a power nothing is left
        }
        if (!(double.IsFinite(size) && last <= Negligible * size))
        {
            return new(double.NaN, Invariant($"{what} must be finite for z ~ N(0, {variance}), but was not: ")
                + Invariant($"the function must grow more slowly than exp(z^2 / {4 * variance})."));
        }
        if (size is > 0 and < Smallest)
        {
            return new(double.NaN, Invariant(
                $"{what} must be 0 or at least {Smallest} for z ~ N(0, {variance}), where doubles have all their digits, but was {size}."));
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
        // Halving takes errors away from what is not yet resolved, and none from rounding.
        double limit = after < 0.75 * before ? Promised : Suspicious;
        return new(sum, double.IsFinite(sum) && uncertain <= limit * size ? null
            : Invariant($"{what} must be an integral that can be computed for z ~ N(0, {variance}), but was {sum}, ")
                + Invariant($"give or take {uncertain}: {Advice}."));

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
    /// E f(mean + z) by a fixed rule, to 1e-12 for functions that are smooth between their kinks and grow no faster than
    /// a power: for integrals within integrals.
    /// </summary>
    public static double OfSmooth(Func<double, double> f, double mean, double deviation, IReadOnlyList<double> kinks)
    {
        double sum = 0;
        foreach ((double x, double weight) in Points(mean, deviation, kinks)) sum += weight * f(mean + deviation * x);
        return sum;
    }

    /// <summary>The points of the fixed rule, in deviations from the mean, and their weights, whose sum is 1.</summary>
    public static IEnumerable<(double X, double Weight)> Points(double mean, double deviation, IReadOnlyList<double> kinks) =>
        new NormalIntervals(kinks, mean, deviation, Fine).Points();

    /// <summary>The integral over a part, with its error and the integral of the absolute values.</summary>
    private readonly record struct Piece(double From, double To, double Value, double Error, double Size);
}

/// <summary>An expectation, or why there is none.</summary>
/// <param name="Value">The expectation; of no meaning where there is a fault.</param>
/// <param name="Fault">Why there is none, as a sentence for a message; null where there is one.</param>
internal readonly record struct Expectation(double Value, string? Fault)
{
    /// <summary>The expectation, or NaN where there is none.</summary>
    public double OrNaN => Fault is null ? Value : double.NaN;

    /// <summary>The expectation.</summary>
    /// <param name="parameter">The parameter of the public method that is at fault where there is none.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public double OrRefused(string parameter) => Fault is null ? Value : throw new ArgumentException(Fault, parameter);

    public static implicit operator Expectation(double value) => new(value, null);
}

/// <summary>Expectations of f(z)^2 and f'(z)^2.</summary>
internal readonly record struct ActivationMoments(double Square, double DerivativeSquare);
