using System.Numerics;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The acceptance rate of <c>trunc_normal_</c>. PyTorch draws a whole tensor again until every element is accepted; bounds that would take
/// more than 100,000 rounds are refused here.
/// </summary>
internal static class TruncNormalAcceptance<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const double MostRounds = 1e5;

    /// <summary>The number of halvings of the distance from the mode in the upper sum: down to a share of 2^-24.</summary>
    private const int Halvings = 24;

    /// <summary>
    /// The probability of u = 0, which accepts any candidate: in 16-bit types a u that rounds to 1 becomes 0; in the others 0 is rare.
    /// </summary>
    private static readonly double ZeroProbability = Math.ScaleB(1, -2 - TType.Fraction);

    /// <summary>Refuses bounds between which hardly any normals lie, once rounded to the type.</summary>
    /// <exception cref="ArgumentException">Too few normals lie between the bounds.</exception>
    public static void CheckNormals(double mean, double deviation, long count, double a, double b, string parameter)
    {
        double low = Halfway(TType.Round(a), up: false), high = Halfway(TType.Round(b), up: true);
        Refuse(NormalDistribution.Between((low - mean) / deviation, (high - mean) / deviation), count, a, b, "normals", parameter);
    }

    /// <summary>Refuses bounds between which hardly any uniforms are accepted, by an upper sum of at most twice the rate.</summary>
    /// <exception cref="ArgumentException">Too few uniforms are accepted.</exception>
    public static void CheckUniforms(TruncNormalRejection<T, TType> rejection, long count, double a, double b, string parameter)
    {
        T first = TType.Round(a), end = TType.Round(b);
        double low = TType.Widen(first), high = TType.Widen(end), last = low < high ? TType.Widen(TType.Next(end, up: false)) : high,
            mode = Math.Clamp(rejection.Mean, low, last);
        // A value that rounds to the upper bound becomes the lower one.
        double atHigh = (high - last) * Math.Max(Probability(low), Probability(last)),
            rate = low < high ? (AcceptedUpTo(low) + AcceptedUpTo(last) + atHigh) / (high - low) : Probability(low);
        Refuse(rate, count, a, b, "uniforms", parameter);

        // The density falls from the mode to a bound, so that the nearer end of an interval bounds it from above.
        double AcceptedUpTo(double bound)
        {
            double sum = 0, distance = bound - mode;
            for (int i = 0; i < Halvings; i++)
            {
                distance /= 2;
                sum += Math.Abs(distance) * Probability(mode + distance);
            }
            return sum + Math.Abs(distance) * Probability(mode);
        }

        double Probability(double candidate) =>
            rejection.LogDensity(TType.Round(candidate)) is var logarithm && logarithm < 0
                ? Math.Max(PortableMath.Exp(logarithm), ZeroProbability)
                : 1;
    }

    /// <summary>The midpoint between a bound and the next number.</summary>
    private static double Halfway(T bound, bool up) => (TType.Widen(bound) + TType.Widen(TType.Next(bound, up))) / 2;

    /// <summary>Refuses a low rate: the last of n values is accepted after about (1 + ln n) / rate rounds.</summary>
    private static void Refuse(double rate, long count, double a, double b, string draws, string parameter)
    {
        const double NaturalOfTwo = 0.6931471805599453;
        double values = 1 + NaturalOfTwo * BitOperations.Log2((ulong)Math.Max(count, 1)), least = values / MostRounds;
        if (!(rate < least)) return; // NaN where both bounds round to the mean, as every draw does then
        string kept = Invariant($"fewer than {least:0.#e-0} of all {draws} would be kept as {TypeRange<T, TType>.Name}");
        throw new ArgumentException(
            Invariant($"a and b must enclose enough of the distribution to finish within {MostRounds} rounds, but were {a} and {b}, ")
            + Invariant($"between which {kept}."),
            parameter);
    }
}
