using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;
using static Initializers.Frameworks.CephesLog;
using static Initializers.Frameworks.Polynomials;
using static Initializers.Frameworks.VectorFma;

namespace Initializers.Frameworks;

/// <summary>
/// Logarithm, sine and cosine of PyTorch's AVX2 kernel for normals, operation by operation, with the fused multiply-adds of its compiler.
/// </summary>
/// <remarks>
/// Polynomials: Moshier's Cephes, <see href="https://www.netlib.org/cephes/"/>, by way of Pommier's avx_mathfun (zlib licence: see
/// THIRD-PARTY-NOTICES.txt).
/// </remarks>
internal static class Avx2Math
{
    // Static readonly fields become constants in compiled code; elements of arrays do not.
    private static readonly float
        C0 = Float(0x37CCF5CE), C1 = Float(0xBAB6061A), C2 = Float(0x3D2AAAA5), S0 = Float(0xB94CA1F9), S1 = Float(0x3C08839E),
            S2 = Float(0xBE2AAAA3), FourOverPi = Float(0x3FA2F983);

    /// <summary>-pi / 4 as a sum of three floats.</summary>
    private static readonly float First = Float(0xBF490000), Second = Float(0xB97DA000), Third = Float(0xB3222169);

    /// <summary>ln x for normal numbers x up to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        (Vector256<float> exponent, x) = CephesLog.Split(x);
        Vector256<float> square = x * x, y = Horner(x, P0, P1, P2, P3, P4, P5, P6, P7, P8) * x;
        y = Fma(y, square, exponent * Floats(Ln2Low));
        y = Fma(-square, Vector256.Create(0.5f), y);
        return Fma(exponent, Floats(Ln2High), x + y);
    }

    /// <summary>Sine and cosine for x from 0 to 2 pi.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sine, Vector256<float> Cosine) SinCos(Vector256<float> x)
    {
        Vector256<int> two = Vector256.Create(2), four = Vector256.Create(4),
            octant = (Vector256.ConvertToInt32Native(x * Vector256.Create(FourOverPi)) + Vector256<int>.One) & Vector256.Create(~1);
        Vector256<float> y = Vector256.ConvertToSingle(octant);
        x = Fma(y, Vector256.Create(First), x);
        x = Fma(y, Vector256.Create(Second), x);
        x = Fma(y, Vector256.Create(Third), x);
        Vector256<float> square = x * x;
        Vector256<float> c = Fma(Fma(Vector256.Create(C0), square, Vector256.Create(C1)), square, Vector256.Create(C2)) * square;
        c = Fma(c, square, -(square * Vector256.Create(0.5f))) + Vector256<float>.One;
        Vector256<float> s = Fma(Fma(Vector256.Create(S0), square, Vector256.Create(S1)), square, Vector256.Create(S2)) * square;
        s = Fma(s, x, x);
        Vector256<float> plain = Vector256.Equals(octant & two, Vector256<int>.Zero).AsSingle();
        // Shifted by 29, bit 2 of an octant becomes the sign bit.
        Vector256<float> sign = ((octant & four) << 29).AsSingle(), signOfCosine = ((~(octant - two) & four) << 29).AsSingle();
        return (Vector256.ConditionalSelect(plain, s, c) ^ sign, Vector256.ConditionalSelect(plain, c, s) ^ signOfCosine);
    }
}
