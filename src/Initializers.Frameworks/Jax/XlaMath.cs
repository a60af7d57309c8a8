using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;
using static Initializers.Frameworks.CephesLog;
using static Initializers.Frameworks.Polynomials;
using static Initializers.Frameworks.VectorFma;

namespace Initializers.Frameworks;

/// <summary>Functions of floats, operation by operation as XLA compiles them for a CPU with FMA (jaxlib 0.10.2).</summary>
/// <remarks>
/// The inverse error function is from Giles (2012), "Approximating the erfinv function",
/// <see href="https://doi.org/10.1016/B978-0-12-385963-1.00010-1"/>; the logarithms are those of Cephes and Eigen.
/// </remarks>
internal static class XlaMath
{
    private const uint Log1PBound = 0x3ED413CD, ErfBound = 0x406F9C68;

    /// <summary>The inverse error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ErfInv(Vector256<float> u)
    {
        Vector256<float> w = -Log1P(u * -u), five = Vector256.Create(5f);
        Vector256<float> p = Horner(w - Vector256.Create(2.5f), 0x32F16588, 0x34B84B36, 0xB66C7357, 0xB6935AC1, 0x396532DB, 0xBAA45408,
            0xBB88E4EF, 0x3E7C8F63, 0x3FC02E2F);
        if (Vector256.LessThanAll(w, five)) return p * u; // true for 97 vectors of 100
        Vector256<float> tail = Horner(Vector256.Sqrt(w) - Vector256.Create(3f), 0xB951F09B, 0x38D3B56B, 0x3AB0DC72, 0xBB70BDE7, 0x3BBC127B,
            0xBBF9C5D7, 0x3C1AA57E, 0x3F8036DB, 0x40354F7E);
        p = Vector256.ConditionalSelect(Vector256.LessThan(w, five), p, tail);
        return Vector256.ConditionalSelect(Vector256.Equals(Vector256.Abs(u), Vector256<float>.One),
            u * Vector256.Create(float.PositiveInfinity), p * u);
    }

    /// <summary>The error function, in the scalar form used for bounds.</summary>
    public static float Erf(float x)
    {
        if (MathF.Abs(x) >= Float(ErfBound)) return MathF.CopySign(1, x);
        Vector256<float> value = Vector256.Create(x), z = value * value;
        Vector256<float> numerator = Horner(z, 0x39702D51, 0x3B5F5DA2, 0x3D50B6EB, 0x3E3DA740, 0x3F906EBA);
        return (value * numerator / Horner(z, 0xB3FD3906, 0x37C588DF, 0x3A856D28, 0x3C6687D4, 0x3DE34C21, 0x3EFEB44A, 0x3F800000))[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log1P(Vector256<float> x)
    {
        Vector256<float> numerator = Horner(x, 0x383DE04B, 0x3EFF40C5, 0x40D284FA, 0x41EF4B9C, 0x4273CC76, 0x426473AD, 0x41A05101);
        Vector256<float> denominator = Horner(x, 0x3F800000, 0x417101AD, 0x42A6185B, 0x435DC32D, 0x439A8CA3, 0x43586D8A, 0x42707982);
        Vector256<float> square = x * x, near = x + Fma(square, Vector256.Create(-0.5f), x * square * (numerator / denominator));
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Floats(Log1PBound)), near, Log(x + Vector256<float>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log(Vector256<float> y)
    {
        (Vector256<float> exponent, Vector256<float> x) = Split(Vector256.MaxNative(y, Floats(0x00800000)));
        Vector256<float> square = x * x, cube = square * x;
        Vector256<float> t = Fma(Fma(Horner(x, P0, P1, P2), cube, Horner(x, P3, P4, P5)), cube, Horner(x, P6, P7, P8));
        t = Fma(t, cube, exponent * Floats(Ln2Low));
        return Fma(exponent, Floats(Ln2High), Fma(square, Vector256.Create(-0.5f), x) + t);
    }
}
