using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.Words;

namespace Initializers.Frameworks;

/// <summary>
/// What the logarithms of floats that come from Moshier's Cephes have in common, PyTorch's and XLA's: how they reduce their argument, and
/// their coefficients. Each goes on in an order of its own.
/// </summary>
internal static class CephesLog
{
    /// <summary>Of x^3 and on, from the highest power down, as bits.</summary>
    public const uint P0 = 0x3D9021BB, P1 = 0xBDEBD1B8, P2 = 0x3DEF251A, P3 = 0xBDFE5D4F, P4 = 0x3E11E9BF, P5 = 0xBE2AAE50, P6 = 0x3E4CCEAC,
        P7 = 0xBE7FFFFC, P8 = 0x3EAAAAAA;

    /// <summary>ln 2 in two parts, the first with zeros at its end, as bits.</summary>
    public const uint Ln2High = 0x3F318000, Ln2Low = 0xB95E8083;

    private const uint RootHalf = 0x3F3504F3;

    /// <summary>Of normal numbers 2^e (1 + x) the parts, with 1 + x from sqrt(1/2) to below sqrt(2).</summary>
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
