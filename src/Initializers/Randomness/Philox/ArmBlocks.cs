using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Initializers;

/// <summary>
/// Blocks in 32-bit lanes, as Arm's AdvSimd multiplies: the products of a vector's halves fill two vectors, whose odd and even words are
/// the upper and the lower halves.
/// </summary>
internal readonly struct ArmBlocks : IBlockLanes<Vector128<uint>>
{
    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static int Count => Vector128<uint>.Count;

    public static bool HasManyRegisters => true;

    public static int RoundsAtATime => 4;

    public static Vector128<uint> Sequence(uint value) => Vector128<uint>.Indices + Vector128.Create(value);

    public static Vector128<uint> Broadcast(uint value) => Vector128.Create(value);

    public static Vector128<uint> Xor(Vector128<uint> a, Vector128<uint> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<uint> High, Vector128<uint> Low) Multiply(Vector128<uint> words, uint factor)
    {
        Vector128<uint> second = AdvSimd.MultiplyWideningUpper(words, Vector128.Create(factor)).AsUInt32();
        Vector128<uint> first = AdvSimd.MultiplyWideningLower(words.GetLower(), Vector64.Create(factor)).AsUInt32();
        return (AdvSimd.Arm64.UnzipOdd(first, second), AdvSimd.Arm64.UnzipEven(first, second));
    }

    public static void Store(Vector128<uint> first, Vector128<uint> second, ref uint words)
    {
        first.StoreUnsafe(ref words);
        second.StoreUnsafe(ref words, (uint)Count);
    }
}
