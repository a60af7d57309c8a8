using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Initializers.Kernels;

namespace Initializers;

/// <summary>
/// Philox4x32-10 in bulk: sixteen blocks side by side make a group of 64 consecutive words, word j of block b at 16 j + b, so that vectors of
/// any width hold blocks in their lanes and store words without exchanging any.
/// </summary>
internal static class PhiloxGroups
{
    /// <summary>The words of a group.</summary>
    public const int Words = 64;

    private const int Blocks = 16, Rounds = 10;

    /// <summary>Fills whole groups from an index on.</summary>
    public static void Fill(PhiloxStream stream, ulong group, Span<uint> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, Vector512<uint>>(stream, group, destination);
        else if (Lanes256.IsSupported) Fill<Lanes256, Vector256<uint>>(stream, group, destination);
        else if (Lanes128.IsSupported) Fill<Lanes128, Vector128<uint>>(stream, group, destination);
        else FillBlockByBlock(stream, group, destination);
    }

    /// <summary>
    /// A block in each 64-bit lane, which a product of 32-bit numbers fills, and two vectors at a time, which narrow to one of words.
    /// </summary>
    public static void Fill<TLanes, TVector>(PhiloxStream stream, ulong group, Span<uint> destination)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        Span<TVector> keys = stackalloc TVector[2 * Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            keys[2 * round] = TLanes.BroadcastWide((uint)stream.Key + (uint)round * Philox4x32.Weyl0);
            keys[2 * round + 1] = TLanes.BroadcastWide((uint)(stream.Key >> 32) + (uint)round * Philox4x32.Weyl1);
        }
        TVector multiplier0 = TLanes.BroadcastWide(Philox4x32.Multiplier0), multiplier1 = TLanes.BroadcastWide(Philox4x32.Multiplier1);
        TVector stream0 = TLanes.BroadcastWide((uint)stream.Counter), stream1 = TLanes.BroadcastWide((uint)(stream.Counter >> 32));

        for (int start = 0; start < destination.Length; start += Words, group++)
        {
            ulong block = group * Blocks;
            TVector upper = TLanes.BroadcastWide((uint)(block >> 32));
            for (int lane = 0; lane < Blocks; lane += TLanes.Count)
            {
                TVector a0 = TLanes.Sequence((uint)block + (uint)lane), a1 = upper, a2 = stream0, a3 = stream1;
                TVector b0 = TLanes.Sequence((uint)block + (uint)(lane + TLanes.Count / 2)), b1 = upper, b2 = stream0, b3 = stream1;
                for (int round = 0; round < 2 * Rounds; round += 2)
                {
                    Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, keys[round], keys[round + 1], multiplier0, multiplier1);
                    Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, keys[round], keys[round + 1], multiplier0, multiplier1);
                }
                ref uint words = ref destination[start + lane];
                TLanes.Store(TLanes.Narrow(a0, b0), ref words);
                TLanes.Store(TLanes.Narrow(a1, b1), ref Unsafe.Add(ref words, Blocks));
                TLanes.Store(TLanes.Narrow(a2, b2), ref Unsafe.Add(ref words, 2 * Blocks));
                TLanes.Store(TLanes.Narrow(a3, b3), ref Unsafe.Add(ref words, 3 * Blocks));
            }
        }
    }

    /// <summary>Without vectors: the block function itself.</summary>
    private static void FillBlockByBlock(PhiloxStream stream, ulong group, Span<uint> destination)
    {
        for (int start = 0; start < destination.Length; start += Words, group++)
        {
            Span<uint> words = destination.Slice(start, Words);
            for (int lane = 0; lane < Blocks; lane++)
            {
                ulong block = group * Blocks + (uint)lane;
                (words[lane], words[lane + Blocks], words[lane + 2 * Blocks], words[lane + 3 * Blocks]) = Philox4x32.Block(
                    (uint)block, (uint)(block >> 32), (uint)stream.Counter, (uint)(stream.Counter >> 32), (uint)stream.Key, (uint)(stream.Key >> 32));
            }
        }
    }

    /// <summary>One round of <see cref="Philox4x32.Block"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TLanes, TVector>(
        ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3, TVector key0, TVector key1, TVector multiplier0, TVector multiplier1)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        TVector product0 = TLanes.MultiplyWide(c0, multiplier0), product1 = TLanes.MultiplyWide(c2, multiplier1);
        c0 = TLanes.Xor(TLanes.Xor(TLanes.UpperHalves(product1), c1), key0);
        c1 = product1;
        c2 = TLanes.Xor(TLanes.Xor(TLanes.UpperHalves(product0), c3), key1);
        c3 = product0;
    }
}
