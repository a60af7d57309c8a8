using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// Blocks in 64-bit lanes, as x86 multiplies: a product of 32-bit numbers takes a whole lane, whose upper half is then ignored, and the
/// results of two vectors narrow to one.
/// </summary>
internal readonly struct WideBlocks<TLanes, TVector> : IBlockLanes<TVector>
    where TLanes : struct, IWideLanes<TVector>
    where TVector : unmanaged
{
    public static int Count => TLanes.Count / 2;

    public static bool HasManyRegisters => TLanes.HasManyRegisters;

    public static int RoundsAtATime => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sequence(uint value) => TLanes.Sequence(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Broadcast(uint value) => TLanes.Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Xor(TVector a, TVector b) => TLanes.Xor(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector High, TVector Low) Multiply(TVector words, uint factor)
    {
        TVector product = TLanes.MultiplyWide(words, TLanes.BroadcastWide(factor));
        return (TLanes.UpperHalves(product), product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TVector first, TVector second, ref uint words) => TLanes.Store(TLanes.Narrow(first, second), ref words);
}
