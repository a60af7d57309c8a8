using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>A 256-bit vector of four doubles.</summary>
internal readonly struct Doubles256(Vector256<double> value) : IDoubles<Doubles256>
{
    private const int MantissaBits = 52, Bias = 1023;

    private readonly Vector256<double> _value = value;

    public static int Count => Vector256<double>.Count;

    public static Doubles256 operator +(Doubles256 a, Doubles256 b) => new(a._value + b._value);

    public static Doubles256 operator -(Doubles256 a, Doubles256 b) => new(a._value - b._value);

    public static Doubles256 operator *(Doubles256 a, Doubles256 b) => new(a._value * b._value);

    public static Doubles256 operator /(Doubles256 a, Doubles256 b) => new(a._value / b._value);

    public static Doubles256 Load(ref readonly double first) => new(Vector256.LoadUnsafe(in first));

    public static void Store(Doubles256 value, ref double first) => value._value.StoreUnsafe(ref first);

    public static Doubles256 Broadcast(double value) => new(Vector256.Create(value));

    public static Doubles256 MultiplyAdd(Doubles256 a, Doubles256 b, Doubles256 c) =>
        new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Doubles256 Sqrt(Doubles256 x) => new(Vector256.Sqrt(x._value));

    public static Doubles256 Floor(Doubles256 x) => new(Vector256.Floor(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles256 WhereAbove(Doubles256 x, double limit, Doubles256 one, Doubles256 other) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(x._value, Vector256.Create(limit)), one._value, other._value));

    public static bool AnyAbove(Doubles256 x, double limit) => Vector256.GreaterThanAny(x._value, Vector256.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Doubles256 Exponent, Doubles256 Mantissa) Split(Doubles256 x)
    {
        Vector256<long> bits = x._value.AsInt64();
        Vector256<long> mantissa = (bits & Vector256.Create((1L << MantissaBits) - 1)) | Vector256.Create(1.0).AsInt64();
        return (new(Vector256.ConvertToDouble((bits >>> MantissaBits) - Vector256.Create((long)Bias))), new(mantissa.AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles256 PowerOfTwo(Doubles256 k) =>
        new(((Vector256.ConvertToInt64(k._value) + Vector256.Create((long)Bias)) << MantissaBits).AsDouble());
}
