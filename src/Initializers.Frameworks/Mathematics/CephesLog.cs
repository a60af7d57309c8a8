using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;

namespace Initializers.Frameworks;

/// <summary>
/// The argument reduction and the coefficients that PyTorch's and XLA's logarithms of floats share, both from Moshier's Cephes. Each
/// evaluates the polynomial in its own order.
/// </summary>
internal static class CephesLog
{
    /// <summary>The coefficients from x^11 down to x^3, as bits.</summary>
    public const uint P0 = 0x3D9021BB, P1 = 0xBDEBD1B8, P2 = 0x3DEF251A, P3 = 0xBDFE5D4F, P4 = 0x3E11E9BF, P5 = 0xBE2AAE50, P6 = 0x3E4CCEAC,
        P7 = 0xBE7FFFFC, P8 = 0x3EAAAAAA;

    /// <summary>ln 2 as a sum of two floats, the first with trailing zeros, as bits.</summary>
    public const uint Ln2High = 0x3F318000, Ln2Low = 0xB95E8083;

    private const uint RootHalf = 0x3F3504F3;

    /// <summary>Splits normal numbers 2^e (1 + x) into e and x, with 1 + x from sqrt(1/2) to below sqrt(2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Exponent, Vector256<float> X) Split(Vector256<float> values)
    {
        Vector256<int> bits = values.AsInt32();
        Vector256<float> exponent = Vector256.ConvertToSingle((bits >>> 23) - Vector256.Create(126));
        Vector256<float> half = ((bits & Vector256.Create(unchecked((int)0x807FFFFF))) | Vector256.Create(0x3F000000)).AsSingle(),
            small = Vector256.LessThan(half, Floats(RootHalf));
        return (exponent - (small & Vector256<float>.One), (half - Vector256<float>.One) + (small & half));
    }
}
