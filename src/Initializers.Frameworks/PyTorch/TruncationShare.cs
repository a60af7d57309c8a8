using System.Numerics;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// Of the draws of <c>trunc_normal_</c> the share that is kept. PyTorch draws a whole tensor again until all are; what takes more than
/// 100,000 rounds is refused here.
/// </summary>
internal static class TruncationShare<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const double MostRounds = 1e5;

    /// <summary>Distances from the mode that are looked at: the last one is a share of 2^-24.</summary>
    private const int Halvings = 24;

    /// <summary>
    /// How often u is 0, which keeps any candidate: in 16 bits what is rounded to 1 becomes 0, and in others it is seldom.
    /// </summary>
    private static readonly double Always = Math.ScaleB(1, -2 - TType.Fraction);

    /// <summary>Refuses bounds that hardly a normal lies within, once it is rounded to the type.</summary>
    /// <exception cref="ArgumentException">They are such.</exception>
    public static void OfNormals(double mean, double deviation, long count, double a, double b, string parameter)
    {
        double low = Halfway(TType.Round(a), up: false), high = Halfway(TType.Round(b), up: true);
        Refuse(NormalDistribution.Between((low - mean) / deviation, (high - mean) / deviation), count, a, b, "normals", parameter);
    }

    /// <summary>Refuses bounds between which hardly a uniform is kept. The share is an upper sum, up to twice as large.</summary>
    /// <exception cref="ArgumentException">They are such.</exception>
    public static void OfUniforms(TruncatedRejection<T, TType> rejection, long count, double a, double b, string parameter)
    {
        T first = TType.Round(a), end = TType.Round(b);
        double low = TType.Widen(first), high = TType.Widen(end), last = low < high ? TType.Widen(TType.Next(end, up: false)) : high,
            mode = Math.Clamp(rejection.Mean, low, last);
        // What is rounded to the upper bound becomes the lower one.
        double share = low < high ? (KeptUpTo(low) + KeptUpTo(last) + (high - last) * Math.Max(Chance(low), Chance(last))) / (high - low)
            : Chance(low);
        Refuse(share, count, a, b, "uniforms", parameter);

        // From the mode to a bound the density falls: in each half of what is left its nearer end has the most.
        double KeptUpTo(double bound)
        {
            double sum = 0, distance = bound - mode;
            for (int i = 0; i < Halvings; i++)
            {
                distance /= 2;
                sum += Math.Abs(distance) * Chance(mode + distance);
            }
            return sum + Math.Abs(distance) * Chance(mode);
        }

        double Chance(double candidate) =>
            rejection.LogDensity(TType.Round(candidate)) is var logarithm && logarithm < 0 ? Math.Max(PortableMath.Exp(logarithm), Always)
            : 1;
    }

    /// <summary>Where numbers begin to be rounded to the one beyond.</summary>
    private static double Halfway(T bound, bool up) => (TType.Widen(bound) + TType.Widen(TType.Next(bound, up))) / 2;

    /// <summary>Of n values that are pending, the last one is kept after about (1 + ln n) / share rounds.</summary>
    private static void Refuse(double share, long count, double a, double b, string draws, string parameter)
    {
        const double NaturalOfTwo = 0.6931471805599453;
        double values = 1 + NaturalOfTwo * BitOperations.Log2((ulong)Math.Max(count, 1)), least = values / MostRounds;
        if (!(share < least)) return; // not a number where both bounds round to the mean, which every draw is then
        string kept = Invariant($"fewer than {least:0.#e-0} of all {draws} would be kept as {TypeRange<T, TType>.Name}");
        throw new ArgumentException(
            Invariant(
                $"a and b must be bounds that end the drawing within {MostRounds} rounds, but were {a} and {b}, between which {kept}."),
            parameter);
    }
}
