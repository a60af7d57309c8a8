using System.Numerics;

namespace Initializers.Tests.Numerics;

/// <summary>Exponential and logarithm as whole numbers of 2^-160, by their series: 30 digits more than a double has.</summary>
internal static class FixedPoint
{
    public const int Digits = 160;

    private static readonly BigInteger One = BigInteger.One << Digits;
    private static readonly BigInteger Ln2 = 2 * ArTanh(One / 3); // artanh(1/3) = ln(2) / 2

    /// <summary>e^x as Mantissa * 2^(Exponent - 160).</summary>
    public static (BigInteger Mantissa, int Exponent) Exp(double x)
    {
        BigInteger scaled = Scaled(x);
        var exponent = (int)Math.Round(x / Math.Log(2));
        BigInteger rest = scaled - exponent * Ln2, term = One, sum = One;
        for (int n = 1; !term.IsZero; n++)
        {
            term = term * rest / n >> Digits;
            sum += term;
            if (BigInteger.Abs(term) <= 1) break;
        }
        return (sum, exponent);
    }

    /// <summary>2^160 ln x for a normal or subnormal x above 0.</summary>
    public static BigInteger Log(double x)
    {
        int exponent = Math.ILogB(x);
        BigInteger m = Scaled(Math.ScaleB(x, -exponent));
        return exponent * Ln2 + 2 * ArTanh(((m - One) << Digits) / (m + One));
    }

    /// <summary>2^160 x; digits below 2^-160 are cut off.</summary>
    public static BigInteger Scaled(double x)
    {
        (BigInteger mantissa, int exponent) = Dyadic.Of(x);
        int shift = exponent + Digits;
        return shift >= 0 ? mantissa << shift : mantissa >> -shift;
    }

    private static BigInteger ArTanh(BigInteger s)
    {
        BigInteger square = s * s >> Digits, power = s, sum = s;
        for (int odd = 3; !power.IsZero; odd += 2)
        {
            power = power * square >> Digits;
            if (BigInteger.Abs(power) <= 1) break;
            sum += power / odd;
        }
        return sum;
    }
}
