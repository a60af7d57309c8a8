using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>
/// Fixed-point arithmetic in units of 2^-256, from which the tables of functions are computed: the same digits on every machine, and far
/// more than a table keeps.
/// </summary>
internal static class FixedPoint
{
    private const int Bits = 256;

    public static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>ln 2 = -ln(1 - 1/2) = 1/2 + 1/(2 4) + 1/(3 8) + ...</summary>
    public static BigInteger Ln2 { get; } = Enumerable.Range(1, Bits).Aggregate(BigInteger.Zero, (sum, n) => sum + (One >> n) / n);

    public static BigInteger Exp(BigInteger x) => Series(One, x, 0, 1);

    public static BigInteger Sin(BigInteger x) => Series(x, -x * x / One, 1, 2);

    public static BigInteger Cos(BigInteger x) => Series(One, -x * x / One, 0, 2);

    /// <summary>The nearest double, and the remainder. No number in our tables lies halfway between two doubles.</summary>
    public static (double Value, BigInteger Remainder) Nearest(BigInteger number)
    {
        int spare = Math.Max(0, (int)BigInteger.Abs(number).GetBitLength() - 53);
        BigInteger significand = (number + (BigInteger.One << spare >> 1)) >> spare;
        return (Math.ScaleB((double)significand, spare - Bits), number - (significand << spare));
    }

    /// <summary>A Taylor series starting at the power n: each term is the previous one times a factor, over the next integers.</summary>
    private static BigInteger Series(BigInteger term, BigInteger factor, int n, int step)
    {
        BigInteger sum = 0;
        while (!term.IsZero)
        {
            sum += term;
            term = term * factor / One;
            for (int i = 0; i < step; i++) term /= ++n;
        }
        return sum;
    }
}
