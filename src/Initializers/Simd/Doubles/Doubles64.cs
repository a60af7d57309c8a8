namespace Initializers;

/// <summary>A vector of one double.</summary>
internal readonly struct Doubles64(double value) : IDoubles<Doubles64>
{
    private const int MantissaBits = 52, Bias = 1023;

    /// <summary>The number.</summary>
    public double Value { get; } = value;

    public static int Count => 1;

    public static Doubles64 operator +(Doubles64 a, Doubles64 b) => new(a.Value + b.Value);

    public static Doubles64 operator -(Doubles64 a, Doubles64 b) => new(a.Value - b.Value);

    public static Doubles64 operator *(Doubles64 a, Doubles64 b) => new(a.Value * b.Value);

    public static Doubles64 operator /(Doubles64 a, Doubles64 b) => new(a.Value / b.Value);

    public static Doubles64 Load(ref readonly double first) => new(first);

    public static void Store(Doubles64 value, ref double first) => first = value.Value;

    public static Doubles64 Broadcast(double value) => new(value);

    public static Doubles64 MultiplyAdd(Doubles64 a, Doubles64 b, Doubles64 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Doubles64 Sqrt(Doubles64 x) => new(Math.Sqrt(x.Value));

    public static Doubles64 Floor(Doubles64 x) => new(Math.Floor(x.Value));

    public static Doubles64 WhereAbove(Doubles64 x, double limit, Doubles64 one, Doubles64 other) => x.Value > limit ? one : other;

    public static bool AnyAbove(Doubles64 x, double limit) => x.Value > limit;

    public static (Doubles64 Exponent, Doubles64 Mantissa) Split(Doubles64 x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x.Value);
        long mantissa = (bits & ((1L << MantissaBits) - 1)) | BitConverter.DoubleToInt64Bits(1);
        return (new((bits >>> MantissaBits) - Bias), new(BitConverter.Int64BitsToDouble(mantissa)));
    }

    public static Doubles64 PowerOfTwo(Doubles64 k) => new(BitConverter.Int64BitsToDouble(((long)k.Value + Bias) << MantissaBits));
}
