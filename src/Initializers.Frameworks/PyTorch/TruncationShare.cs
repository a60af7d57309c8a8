using Initializers.Kernels;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>Of the draws of <c>trunc_normal_</c> the share that is kept. PyTorch draws again for as long as it takes; what keeps fewer than one of a million is refused here.</summary>
internal static class TruncationShare<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const double Least = 1e-6;

    /// <summary>Distances from the mode that are looked at: the last one is a share of 2^-24.</summary>
    private const int Halvings = 24;

    /// <summary>How often u is 0, which keeps any candidate: in 16 bits what is rounded to 1 becomes 0, and in others it is seldom.</summary>
    private static readonly double Always = Math.ScaleB(1, -2 - TType.Fraction);

    /// <summary>Refuses bounds that hardly a normal lies within, once it is rounded to the type.</summary>
    /// <exception cref="ArgumentException">They are such.</exception>
    public static void OfNormals(double mean, double deviation, double a, double b)
    {
        double low = Halfway(TType.Round(a), up: false), high = Halfway(TType.Round(b), up: true);
        Refuse(NormalDistribution.Between((low - mean) / deviation, (high - mean) / deviation), a, b, "normals");
    }

    /// <summary>Refuses bounds between which hardly a uniform is kept. The share is an upper sum, up to twice as large.</summary>
    /// <exception cref="ArgumentException">They are such.</exception>
    public static void OfUniforms(TruncatedRejection<T, TType> rejection, double a, double b)
    {
        T first = TType.Round(a), end = TType.Round(b);
        double low = TType.Widen(first), high = TType.Widen(end), last = low < high ? TType.Widen(TType.Next(end, up: false)) : high, mode = Math.Clamp(rejection.Mean, low, last);
        // What is rounded to the upper bound becomes the lower one.
        double share = low < high ? (KeptUpTo(low) + KeptUpTo(last) + (high - last) * Math.Max(Chance(low), Chance(last))) / (high - low) : Chance(low);
        Refuse(share, a, b, "uniforms");

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

        double Chance(double candidate) => rejection.LogDensity(TType.Round(candidate)) is var logarithm && logarithm < 0 ? Math.Max(PortableMath.Exp(logarithm), Always) : 1;
    }

    /// <summary>Where numbers begin to be rounded to the one beyond.</summary>
    private static double Halfway(T bound, bool up) => (TType.Widen(bound) + TType.Widen(TType.Next(bound, up))) / 2;

    private static void Refuse(double share, double a, double b, string draws)
    {
        if (share < Least) throw new ArgumentException(Invariant($"a is {a} and b {b}, between which fewer than {Least} of all {draws} would be kept as {TypeRange<T, TType>.Name}; accepted are bounds that end the drawing."), nameof(a));
    }
}
