using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>Maps the low 53 bits of two words in memory, the high one first, to multiples of 2^-53 in [0, 1), exactly.</summary>
internal readonly struct WordPairsToUnit : IVectorMap<double>
{
    private const int Bits = 53;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Invoke(Vector256<double> words)
    {
        Vector256<ulong> pairs = BitConverter.IsLittleEndian ? (words.AsUInt64() << 32) | (words.AsUInt64() >>> 32) : words.AsUInt64();
        return Vector256.ConvertToDouble(pairs & Vector256.Create((1ul << Bits) - 1)) * Vector256.Create(1.0 / (1ul << Bits));
    }
}
