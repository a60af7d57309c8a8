using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>Maps the low bits of words to multiples of 2^-bits in [0, 1), exactly.</summary>
/// <param name="bits">The number of bits, at most 24.</param>
internal readonly struct LowBitsToUnit(int bits) : IVectorMap<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> words) =>
        Vector256.ConvertToSingle(words.AsInt32() & Vector256.Create((1 << bits) - 1)) * Vector256.Create(1f / (1 << bits));
}
