using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Benchmarks.Maps;

/// <summary>
/// The baseline for the octave quantile: two normal values from two words by the transform of Box and Muller (1958), "A Note on the
/// Generation of Random Normal Deviates", https://doi.org/10.1214/aoms/1177706645, with the polynomials of Cephes' logf, sinf and cosf
/// (accurate to about 1 ulp) for logarithm, sine and cosine, on the same vector operations.
/// </summary>
internal static class BoxMuller
{
    /// <summary>Replaces words by values; their number must be a multiple of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<TLanes, TVector>(Span<uint> words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (int i = 0; i < words.Length; i += 2 * TLanes.Count)
        {
            ref uint first = ref words[i], second = ref words[i + TLanes.Count];
            TVector radius = Radius<TLanes, TVector>(TLanes.Load(in first));
            (TVector cosine, TVector sine) = Direction<TLanes, TVector>(TLanes.Load(in second));
            TLanes.Store(TLanes.Multiply(radius, cosine), ref first);
            TLanes.Store(TLanes.Multiply(radius, sine), ref second);
        }
    }

    /// <summary>sqrt(-2 ln u), u = ((w >> 8) + 1) 2^-24 in (0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Radius<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector u = TLanes.Multiply(TLanes.ToFloat(TLanes.Add(TLanes.ShiftRight(words, 8), TLanes.Broadcast(1u))),
            TLanes.Broadcast(5.9604644775390625e-8f));
        return Sqrt(TLanes.Multiply(TLanes.Broadcast(-2f), Log<TLanes, TVector>(u)));
    }

    /// <summary>ln(2^e (1 + f)) = e ln 2 + f - f^2 / 2 + f^3 P(f), 1 + f between sqrt(1/2) and sqrt(2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        const uint RootOfHalf = 0x3F3504F3, One = 0x3F800000;
        TVector moved = TLanes.Add(x, TLanes.Broadcast(One - RootOfHalf));
        TVector e = TLanes.ToFloat(TLanes.Add(TLanes.ShiftRight(moved, 23), TLanes.Broadcast(unchecked((uint)-127))));
        TVector mantissa = TLanes.Add(TLanes.And(moved, TLanes.Broadcast(0x007FFFFFu)), TLanes.Broadcast(RootOfHalf));
        TVector f = TLanes.MultiplyAdd(mantissa, TLanes.Broadcast(1f), TLanes.Broadcast(-1f)), square = TLanes.Multiply(f, f);
        TVector p = Polynomial<TLanes, TVector>(f,
            [7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f, -1.6668057665e-1f,
                2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f]);
        TVector rest = TLanes.MultiplyAdd(square, TLanes.Broadcast(-0.5f), TLanes.Multiply(TLanes.Multiply(f, square), p));
        return TLanes.MultiplyAdd(e, TLanes.Broadcast(0.6931471806f), TLanes.MultiplyAdd(f, TLanes.Broadcast(1f), rest));
    }

    /// <summary>
    /// Cosine and sine of 2 pi w 2^-32: the upper two bits give the quadrant, the lower thirty an angle of at most pi / 4 from its middle
    /// axis.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Cosine, TVector Sine) Direction<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector doubled = TLanes.Add(words, words);
        TVector angle = TLanes.Multiply(TLanes.ToFloat(TLanes.Add(doubled, doubled)), TLanes.Broadcast(3.6572870e-10f)); // pi / 2 * 2^-32
        TVector square = TLanes.Multiply(angle, angle);
        TVector sine = TLanes.MultiplyAdd(TLanes.Multiply(angle, square),
            Polynomial<TLanes, TVector>(square, [-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f]), angle);
        TVector tail = Polynomial<TLanes, TVector>(square, [2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f]);
        TVector cosine = TLanes.MultiplyAdd(TLanes.Multiply(square, square), tail,
            TLanes.MultiplyAdd(square, TLanes.Broadcast(-0.5f), TLanes.Broadcast(1f)));

        TVector exchanged = TLanes.And(TLanes.Xor(cosine, sine), TLanes.SignMask(doubled)), sign = TLanes.Broadcast(0x80000000u);
        cosine = TLanes.Xor(TLanes.Xor(cosine, exchanged), TLanes.And(TLanes.Xor(words, doubled), sign));
        sine = TLanes.Xor(TLanes.Xor(sine, exchanged), TLanes.And(words, sign));
        return (cosine, sine);
    }

    /// <summary>Horner's rule, the coefficient of the highest power first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Polynomial<TLanes, TVector>(TVector x, ReadOnlySpan<float> coefficients)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector value = TLanes.Broadcast(coefficients[0]);
        for (int i = 1; i < coefficients.Length; i++) value = TLanes.MultiplyAdd(value, x, TLanes.Broadcast(coefficients[i]));
        return value;
    }

    private static TVector Sqrt<TVector>(TVector x) where TVector : unmanaged
    {
        if (typeof(TVector) == typeof(Vector512<uint>))
            return Unsafe.BitCast<Vector512<float>, TVector>(Vector512.Sqrt(Unsafe.BitCast<TVector, Vector512<float>>(x)));
        if (typeof(TVector) == typeof(Vector256<uint>))
            return Unsafe.BitCast<Vector256<float>, TVector>(Vector256.Sqrt(Unsafe.BitCast<TVector, Vector256<float>>(x)));
        return Unsafe.BitCast<Vector128<float>, TVector>(Vector128.Sqrt(Unsafe.BitCast<TVector, Vector128<float>>(x)));
    }
}
