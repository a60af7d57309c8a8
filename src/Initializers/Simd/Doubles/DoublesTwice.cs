using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>Two vectors side by side, so that a chain of dependent operations, such as a recurrence, waits half as often.</summary>
internal readonly struct DoublesTwice<T>(T a, T b) : IDoubles<DoublesTwice<T>> where T : unmanaged, IDoubles<T>
{
    private readonly T _a = a, _b = b;

    public static int Count => 2 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> operator +(DoublesTwice<T> x, DoublesTwice<T> y) => new(x._a + y._a, x._b + y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> operator -(DoublesTwice<T> x, DoublesTwice<T> y) => new(x._a - y._a, x._b - y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> operator *(DoublesTwice<T> x, DoublesTwice<T> y) => new(x._a * y._a, x._b * y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> operator /(DoublesTwice<T> x, DoublesTwice<T> y) => new(x._a / y._a, x._b / y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> Load(ref readonly double first) =>
        new(T.Load(in first), T.Load(in Unsafe.Add(ref Unsafe.AsRef(in first), T.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoublesTwice<T> value, ref double first)
    {
        T.Store(value._a, ref first);
        T.Store(value._b, ref Unsafe.Add(ref first, T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> Broadcast(double value) => new(T.Broadcast(value), T.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> MultiplyAdd(DoublesTwice<T> x, DoublesTwice<T> y, DoublesTwice<T> z) =>
        new(T.MultiplyAdd(x._a, y._a, z._a), T.MultiplyAdd(x._b, y._b, z._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> Sqrt(DoublesTwice<T> x) => new(T.Sqrt(x._a), T.Sqrt(x._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> Floor(DoublesTwice<T> x) => new(T.Floor(x._a), T.Floor(x._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> WhereAbove(DoublesTwice<T> x, double limit, DoublesTwice<T> one, DoublesTwice<T> other) =>
        new(T.WhereAbove(x._a, limit, one._a, other._a), T.WhereAbove(x._b, limit, one._b, other._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAbove(DoublesTwice<T> x, double limit) => T.AnyAbove(x._a, limit) || T.AnyAbove(x._b, limit);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (DoublesTwice<T> Exponent, DoublesTwice<T> Mantissa) Split(DoublesTwice<T> x)
    {
        (T exponentA, T mantissaA) = T.Split(x._a);
        (T exponentB, T mantissaB) = T.Split(x._b);
        return (new(exponentA, exponentB), new(mantissaA, mantissaB));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublesTwice<T> PowerOfTwo(DoublesTwice<T> k) => new(T.PowerOfTwo(k._a), T.PowerOfTwo(k._b));
}
