using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;
using static Initializers.Frameworks.VectorFma;

namespace Initializers.Frameworks;

/// <summary>
/// Horner's rule for floats with fused multiply-adds; coefficients are given as bits, from the highest power down. The steps are written
/// out, since the compiler does not unroll loops over coefficients.
/// </summary>
internal static class Polynomials
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Horner(Vector256<float> x, uint a, uint b, uint c) => Fma(Fma(Floats(a), x, Floats(b)), x, Floats(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Horner(Vector256<float> x, uint a, uint b, uint c, uint d, uint e) =>
        Fma(Fma(Horner(x, a, b, c), x, Floats(d)), x, Floats(e));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Horner(Vector256<float> x, uint a, uint b, uint c, uint d, uint e, uint f, uint g) =>
        Fma(Fma(Horner(x, a, b, c, d, e), x, Floats(f)), x, Floats(g));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Horner(Vector256<float> x, uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h, uint i) =>
        Fma(Fma(Horner(x, a, b, c, d, e, f, g), x, Floats(h)), x, Floats(i));
}
