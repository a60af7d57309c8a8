using System.Numerics;

namespace Initializers.Tests.Support;

/// <summary>Mantissa * 2^exponent, exactly: floats, doubles, their sums and their products.</summary>
internal readonly record struct Dyadic(BigInteger Mantissa, int Exponent) : IComparable<Dyadic>
{
    private const int FloatDigits = 24, SmallestFloatExponent = -149, DoubleDigits = 53, SmallestDoubleExponent = -1074;

    public static Dyadic Of(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Not a dyadic number.");
        long bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        long mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        return new(bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static Dyadic operator *(Dyadic a, Dyadic b) => new(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

    public static Dyadic operator +(Dyadic a, Dyadic b) =>
        a.Exponent < b.Exponent ? b + a : new((a.Mantissa << (a.Exponent - b.Exponent)) + b.Mantissa, b.Exponent);

    public static Dyadic operator -(Dyadic a, Dyadic b) => a + new Dyadic(-b.Mantissa, b.Exponent);

    public int CompareTo(Dyadic other) => (this - other).Mantissa.Sign;

    /// <summary>The nearest float, ties to even.</summary>
    public float ToFloat() => (float)Rounded(FloatDigits, SmallestFloatExponent);

    /// <summary>The nearest double, ties to even.</summary>
    public double ToDouble() => Rounded(DoubleDigits, SmallestDoubleExponent);

    private double Rounded(int significant, int smallestExponent)
    {
        BigInteger magnitude = BigInteger.Abs(Mantissa);
        int quantum = Math.Max(Exponent + (int)magnitude.GetBitLength() - significant, smallestExponent), shift = quantum - Exponent;
        BigInteger digits = shift <= 0 ? magnitude << -shift : magnitude >> shift;
        if (shift > 0)
        {
            int half = ((magnitude - (digits << shift)) << 1).CompareTo(BigInteger.One << shift);
            if (half > 0 || (half == 0 && !digits.IsEven)) digits += 1;
        }
        return Math.CopySign(Math.ScaleB((double)digits, quantum), Mantissa.Sign);
    }
}
