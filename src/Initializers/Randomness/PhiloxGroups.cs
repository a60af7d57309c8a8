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
    [SkipLocalsInit]
    public static void Fill<TLanes, TVector>(PhiloxStream stream, ulong group, Span<uint> destination)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        Span<ulong> keys = stackalloc ulong[2 * Rounds];
        for (uint round = 0; round < Rounds; round++)
        {
            keys[2 * (int)round] = (uint)stream.Key + round * Philox4x32.Weyl0;
            keys[2 * (int)round + 1] = (uint)(stream.Key >> 32) + round * Philox4x32.Weyl1;
        }
        for (int start = 0; start < destination.Length; start += Words, group++)
        {
            ulong block = group * Blocks;
            for (int lane = 0; lane < Blocks; lane += TLanes.Count)
            {
                Chain<TLanes, TVector> a = new(block + (uint)lane, stream.Counter), b = new(block + (uint)(lane + TLanes.Count / 2), stream.Counter);
                a.Round(in keys[0]);
                b.Round(in keys[0]);
                a.Round(in keys[2]);
                b.Round(in keys[2]);
                a.Round(in keys[4]);
                b.Round(in keys[4]);
                a.Round(in keys[6]);
                b.Round(in keys[6]);
                a.Round(in keys[8]);
                b.Round(in keys[8]);
                a.Round(in keys[10]);
                b.Round(in keys[10]);
                a.Round(in keys[12]);
                b.Round(in keys[12]);
                a.Round(in keys[14]);
                b.Round(in keys[14]);
                a.Round(in keys[16]);
                b.Round(in keys[16]);
                a.Round(in keys[18]);
                b.Round(in keys[18]);
                ref uint words = ref destination[start + lane];
                TLanes.Store(TLanes.Narrow(a.C0, b.C0), ref words);
                TLanes.Store(TLanes.Narrow(a.C1, b.C1), ref Unsafe.Add(ref words, Blocks));
                TLanes.Store(TLanes.Narrow(a.C2, b.C2), ref Unsafe.Add(ref words, 2 * Blocks));
                TLanes.Store(TLanes.Narrow(a.C3, b.C3), ref Unsafe.Add(ref words, 3 * Blocks));
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

    /// <summary>The counters of as many blocks as a vector has 64-bit lanes, on their way through the rounds.</summary>
    private struct Chain<TLanes, TVector>
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        public TVector C0, C1, C2, C3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Chain(ulong block, ulong upper)
        {
            C0 = TLanes.Sequence((uint)block);
            C1 = TLanes.BroadcastWide((uint)(block >> 32));
            C2 = TLanes.BroadcastWide((uint)upper);
            C3 = TLanes.BroadcastWide((uint)(upper >> 32));
        }

        /// <summary>One round of <see cref="Philox4x32.Block"/>, with the two words of its key.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(ref readonly ulong key)
        {
            TVector product0 = TLanes.MultiplyWide(C0, TLanes.BroadcastWide(Philox4x32.Multiplier0));
            TVector product1 = TLanes.MultiplyWide(C2, TLanes.BroadcastWide(Philox4x32.Multiplier1));
            C0 = TLanes.Xor(TLanes.Xor(TLanes.UpperHalves(product1), C1), TLanes.BroadcastWide(key));
            C1 = product1;
            C2 = TLanes.Xor(TLanes.Xor(TLanes.UpperHalves(product0), C3), TLanes.BroadcastWide(Unsafe.Add(ref Unsafe.AsRef(in key), 1)));
            C3 = product0;
        }
    }
}
