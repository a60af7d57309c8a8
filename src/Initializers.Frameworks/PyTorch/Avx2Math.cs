using Initializers.Kernels;
using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>The logarithm and the sine and cosine of PyTorch's vector kernel for normals, operation by operation, with the fused multiply-adds that its compiler put in.</summary>
/// <remarks>Polynomials: Moshier's Cephes, <see href="https://www.netlib.org/cephes/"/>, by way of Pommier's avx_mathfun (zlib licence: see NOTICE.md).</remarks>
internal static class Avx2Math
{
    private static readonly float[] P = Floats([0x3D9021BB, 0xBDEBD1B8, 0x3DEF251A, 0xBDFE5D4F, 0x3E11E9BF, 0xBE2AAE50, 0x3E4CCEAC, 0xBE7FFFFC, 0x3EAAAAAA]);

    private static readonly float RootHalf = Float(0x3F3504F3), Ln2High = Float(0x3F318000), Ln2Low = Float(0xB95E8083), FourOverPi = Float(0x3FA2F983);

    /// <summary>-pi / 4 in three parts.</summary>
    private static readonly float First = Float(0xBF490000), Second = Float(0xB97DA000), Third = Float(0xB3222169);

    private static readonly float[] C = Floats([0x37CCF5CE, 0xBAB6061A, 0x3D2AAAA5]);

    private static readonly float[] S = Floats([0xB94CA1F9, 0x3C08839E, 0xBE2AAAA3]);

    /// <summary>ln x for a normal x up to 1.</summary>
    public static float Log(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        float exponent = (float)((int)(bits >> 23) - 127) + 1, m = BitConverter.UInt32BitsToSingle((bits & 0x807FFFFF) | 0x3F000000);
        bool small = m < RootHalf;
        if (small) exponent -= 1;
        x = (m - 1) + (small ? m : 0);
        float square = x * x, y = P[0];
        for (int i = 1; i < P.Length; i++) y = Fma(y, x, P[i]);
        y *= x;
        y = Fma(y, square, exponent * Ln2Low);
        y = Fma(-square, 0.5f, y);
        return Fma(exponent, Ln2High, x + y);
    }

    /// <summary>Sine and cosine of x from 0 to 2 pi.</summary>
    public static (float Sine, float Cosine) SinCos(float x)
    {
        int octant = ((int)(x * FourOverPi) + 1) & ~1;
        float y = octant;
        x = Fma(y, First, x);
        x = Fma(y, Second, x);
        x = Fma(y, Third, x);
        float square = x * x;
        float c = Fma(Fma(C[0], square, C[1]), square, C[2]) * square;
        c = Fma(c, square, -(square * 0.5f)) + 1;
        float s = Fma(Fma(S[0], square, S[1]), square, S[2]) * square;
        s = Fma(s, x, x);
        (float sine, float cosine) = (octant & 2) == 0 ? (s, c) : (c, s);
        return ((octant & 4) != 0 ? -sine : sine, (~(octant - 2) & 4) != 0 ? -cosine : cosine);
    }

    private static float Fma(float a, float b, float c) => ExactFma.Invoke(a, b, c);

    private static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
