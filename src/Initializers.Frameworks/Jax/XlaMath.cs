using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.Avx2Math;
using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>Functions of floats as XLA compiles them for a CPU with FMA (jaxlib 0.10.2), operation by operation.</summary>
/// <remarks>The inverse of the error function is Giles' (2012), "Approximating the erfinv function", <see href="https://doi.org/10.1016/B978-0-12-385963-1.00010-1"/>; logarithms are those of Cephes and Eigen.</remarks>
internal static class XlaMath
{
    private static readonly Vector256<float>[] LogA = Horner([0x3D9021BB, 0xBDEBD1B8, 0x3DEF251A]), LogB = Horner([0xBDFE5D4F, 0x3E11E9BF, 0xBE2AAE50]), LogC = Horner([0x3E4CCEAC, 0xBE7FFFFC, 0x3EAAAAAA]);

    private static readonly Vector256<float>[] Log1PNumerator = Horner([0x383DE04B, 0x3EFF40C5, 0x40D284FA, 0x41EF4B9C, 0x4273CC76, 0x426473AD, 0x41A05101]);

    private static readonly Vector256<float>[] Log1PDenominator = Horner([0x3F800000, 0x417101AD, 0x42A6185B, 0x435DC32D, 0x439A8CA3, 0x43586D8A, 0x42707982]);

    private static readonly Vector256<float>[] Centre = Horner([0x32F16588, 0x34B84B36, 0xB66C7357, 0xB6935AC1, 0x396532DB, 0xBAA45408, 0xBB88E4EF, 0x3E7C8F63, 0x3FC02E2F]);

    private static readonly Vector256<float>[] Tail = Horner([0xB951F09B, 0x38D3B56B, 0x3AB0DC72, 0xBB70BDE7, 0x3BBC127B, 0xBBF9C5D7, 0x3C1AA57E, 0x3F8036DB, 0x40354F7E]);

    private static readonly Vector256<float>[] ErfNumerator = Horner([0x39702D51, 0x3B5F5DA2, 0x3D50B6EB, 0x3E3DA740, 0x3F906EBA]);

    private static readonly Vector256<float>[] ErfDenominator = Horner([0xB3FD3906, 0x37C588DF, 0x3A856D28, 0x3C6687D4, 0x3DE34C21, 0x3EFEB44A, 0x3F800000]);

    private static readonly float RootHalf = Float(0x3F3504F3), Ln2High = Float(0x3F318000), Ln2Low = Float(0xB95E8083), Log1PBound = Float(0x3ED413CD), ErfBound = Float(0x406F9C68);

    /// <summary>The inverse of the error function, in place.</summary>
    public static void ErfInv(Span<float> values)
    {
        Span<float> lanes = stackalloc float[Vector256<float>.Count];
        for (; values.Length >= lanes.Length; values = values[lanes.Length..]) ErfInv(Vector256.Create<float>(values)).CopyTo(values);
        lanes.Clear();
        values.CopyTo(lanes);
        ErfInv(Vector256.Create<float>(lanes)).CopyTo(lanes);
        lanes[..values.Length].CopyTo(values);
    }

    /// <summary>The error function, in the scalar form that bounds go through.</summary>
    public static float Erf(float x)
    {
        if (MathF.Abs(x) >= ErfBound) return MathF.CopySign(1, x);
        Vector256<float> value = Vector256.Create(x), z = value * value;
        return (value * Polynomial(z, ErfNumerator) / Polynomial(z, ErfDenominator))[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ErfInv(Vector256<float> u)
    {
        Vector256<float> w = -Log1P(u * -u);
        Vector256<float> p = Vector256.ConditionalSelect(
            Vector256.LessThan(w, Vector256.Create(5f)), Polynomial(w - Vector256.Create(2.5f), Centre), Polynomial(Vector256.Sqrt(w) - Vector256.Create(3f), Tail));
        return Vector256.ConditionalSelect(Vector256.Equals(Vector256.Abs(u), Vector256<float>.One), u * Vector256.Create(float.PositiveInfinity), p * u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log1P(Vector256<float> x)
    {
        Vector256<float> square = x * x, t = x * square * (Polynomial(x, Log1PNumerator) / Polynomial(x, Log1PDenominator));
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(x), Vector256.Create(Log1PBound)), x + Fma(square, Vector256.Create(-0.5f), t), Log(x + Vector256<float>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log(Vector256<float> y)
    {
        Vector256<int> bits = Vector256.Max(y, Vector256.Create(BitConverter.UInt32BitsToSingle(0x00800000))).AsInt32();
        Vector256<float> exponent = Vector256.ConvertToSingle((bits >>> 23) - Vector256.Create(127)) + Vector256<float>.One;
        Vector256<float> m = ((bits & Vector256.Create(unchecked((int)0x807FFFFF))) | Vector256.Create(0x3F000000)).AsSingle(), low = Vector256.LessThan(m, Vector256.Create(RootHalf));
        exponent -= low & Vector256<float>.One;
        Vector256<float> x = (m - Vector256<float>.One) + (low & m), square = x * x, cube = square * x;
        Vector256<float> t = Fma(Fma(Polynomial(x, LogA), cube, Polynomial(x, LogB)), cube, Polynomial(x, LogC));
        t = Fma(t, cube, exponent * Vector256.Create(Ln2Low));
        return Fma(exponent, Vector256.Create(Ln2High), Fma(square, Vector256.Create(-0.5f), x) + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Polynomial(Vector256<float> x, Vector256<float>[] coefficients)
    {
        Vector256<float> sum = coefficients[0];
        for (int i = 1; i < coefficients.Length; i++) sum = Fma(sum, x, coefficients[i]);
        return sum;
    }

    /// <summary>Coefficients from the highest power down.</summary>
    private static Vector256<float>[] Horner(ReadOnlySpan<uint> words) => [.. Floats(words).Select(Vector256.Create)];

    private static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
