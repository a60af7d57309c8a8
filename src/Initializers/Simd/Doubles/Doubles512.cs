using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>A 512-bit vector of eight doubles.</summary>
internal readonly struct Doubles512(Vector512<double> value) : IDoubles<Doubles512>
{
    private const int MantissaBits = 52, Bias = 1023;

    private readonly Vector512<double> _value = value;

    public static int Count => Vector512<double>.Count;

    public static Doubles512 operator +(Doubles512 a, Doubles512 b) => new(a._value + b._value);

    public static Doubles512 operator -(Doubles512 a, Doubles512 b) => new(a._value - b._value);

    public static Doubles512 operator *(Doubles512 a, Doubles512 b) => new(a._value * b._value);

    public static Doubles512 operator /(Doubles512 a, Doubles512 b) => new(a._value / b._value);

    public static Doubles512 Load(ref readonly double first) => new(Vector512.LoadUnsafe(in first));

    public static void Store(Doubles512 value, ref double first) => value._value.StoreUnsafe(ref first);

    public static Doubles512 Broadcast(double value) => new(Vector512.Create(value));

    public static Doubles512 MultiplyAdd(Doubles512 a, Doubles512 b, Doubles512 c) =>
        new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Doubles512 Sqrt(Doubles512 x) => new(Vector512.Sqrt(x._value));

    public static Doubles512 Floor(Doubles512 x) => new(Vector512.Floor(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 WhereAbove(Doubles512 x, double limit, Doubles512 one, Doubles512 other) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(x._value, Vector512.Create(limit)), one._value, other._value));

    public static bool AnyAbove(Doubles512 x, double limit) => Vector512.GreaterThanAny(x._value, Vector512.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Doubles512 Exponent, Doubles512 Mantissa) Split(Doubles512 x)
    {
        Vector512<long> bits = x._value.AsInt64();
        Vector512<long> mantissa = (bits & Vector512.Create((1L << MantissaBits) - 1)) | Vector512.Create(1.0).AsInt64();
        return (new(Vector512.ConvertToDouble((bits >>> MantissaBits) - Vector512.Create((long)Bias))), new(mantissa.AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles512 PowerOfTwo(Doubles512 k) =>
        new(((Vector512.ConvertToInt64(k._value) + Vector512.Create((long)Bias)) << MantissaBits).AsDouble());
}
