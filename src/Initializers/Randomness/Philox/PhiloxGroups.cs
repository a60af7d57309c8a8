using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Initializers;

/// <summary>
/// Philox4x32-10 in bulk. Sixteen blocks make a group of 64 consecutive words, with word j of block b at 16 j + b, so that vectors of any
/// width hold one block per lane and store their words without a permutation.
/// </summary>
internal static class PhiloxGroups
{
    /// <summary>The number of words in a group.</summary>
    public const int Words = 64;

    private const int Blocks = 16, BlockWords = Words / Blocks, Rounds = 10;

    /// <summary>The number of words in a run: the blocks that have the upper half of their number in common.</summary>
    private const ulong RunOfWords = (1ul << 32) * BlockWords;

    /// <summary>Fills whole groups, beginning at the position of one. Positions count modulo 2^64.</summary>
    public static void Fill(PhiloxStream stream, ulong position, Span<uint> destination)
    {
        ulong left = RunOfWords - position % RunOfWords;
        if ((ulong)destination.Length > left)
        {
            Fill(stream, position, destination[..(int)left]);
            Fill(stream, position + left, destination[(int)left..]);
            return;
        }
        FillRun(stream, position / Words * Blocks, destination);
    }

    /// <summary>Fills whole groups of one run, beginning at any of its blocks.</summary>
    public static void FillRun(PhiloxStream stream, ulong block, Span<uint> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, Vector512<uint>>(stream, block, destination);
        else if (Lanes256.IsSupported) Fill<Lanes256, Vector256<uint>>(stream, block, destination);
        else if (Lanes128.IsSupported) Fill<Lanes128, Vector128<uint>>(stream, block, destination);
        else FillBlockByBlock(stream, block, destination);
    }

    /// <summary>
    /// Fills groups of one run by vectors: four chains of blocks at a time if there are registers for them, since each round waits for its
    /// products, and the remainder two chains at a time.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fill<TLanes, TVector>(PhiloxStream stream, ulong block, Span<uint> destination)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        Span<ulong> schedule = stackalloc ulong[2 * Rounds];
        Schedule(stream, (uint)(block >> 32), schedule);
        uint blocks = BlocksIn(destination), byFours = TLanes.HasManyRegisters ? blocks - blocks % (2 * (uint)TLanes.Count) : 0;
        FillBlocks<TLanes, TVector>((uint)block, schedule, destination, 0, byFours, four: true);
        FillBlocks<TLanes, TVector>((uint)block, schedule, destination, byFours, blocks, four: false);
    }

    /// <summary>
    /// Fills blocks, one per 64-bit lane, since a product of 32-bit numbers takes 64 bits; the results of two chains narrow to a vector of
    /// words.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillBlocks<TLanes, TVector>(
        uint c0, ReadOnlySpan<ulong> schedule, Span<uint> destination, uint from, uint to, bool four)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        uint chain = (uint)TLanes.Count / 2, step = four ? 4 * chain : 2 * chain;
        for (uint i = from; i < to; i += step)
        {
            Prefetch(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i * BlockWords), step);
            Chain<TLanes, TVector> a = new(c0 + i, schedule), b = new(c0 + i + chain, schedule), c = default, d = default;
            if (four) (c, d) = (new(c0 + i + 2 * chain, schedule), new(c0 + i + 3 * chain, schedule));
            for (int round = 2; round < Rounds; round++)
            {
                TVector key0 = TLanes.BroadcastWide(schedule[2 * round]), key1 = TLanes.BroadcastWide(schedule[2 * round + 1]);
                a.Round(key0, key1);
                b.Round(key0, key1);
                if (four) c.Round(key0, key1);
                if (four) d.Round(key0, key1);
            }
            Chain<TLanes, TVector>.Store(in a, in b, ref destination[Index(i)]);
            if (four) Chain<TLanes, TVector>.Store(in c, in d, ref destination[Index(i + 2 * chain)]);
        }
    }

    /// <summary>
    /// Prefetches the memory one page ahead of these blocks, so that it is in the cache when it is written. Beyond the destination's end a
    /// prefetch does nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref uint words, uint blocks)
    {
        if (!Sse.IsSupported) return;
        const uint Page = 4096, Line = 64;
        byte* ahead = (byte*)Unsafe.AsPointer(ref words) + Page;
        for (uint i = 0; i < blocks * BlockWords * sizeof(uint); i += Line) Sse.Prefetch0(ahead + i);
    }

    /// <summary>Fills groups without vectors, by the block function itself.</summary>
    private static void FillBlockByBlock(PhiloxStream stream, ulong block, Span<uint> destination)
    {
        for (uint i = 0; i < BlocksIn(destination); i++, block++)
        {
            Span<uint> words = destination[Index(i)..];
            (words[0], words[Blocks], words[2 * Blocks], words[3 * Blocks]) = Philox4x32.Block(
                (uint)block, (uint)(block >> 32), (uint)stream.Counter, (uint)(stream.Counter >> 32), (uint)stream.Key,
                (uint)(stream.Key >> 32));
        }
    }

    private static uint BlocksIn(Span<uint> words) => (uint)words.Length / BlockWords;

    /// <summary>Returns the index of a block's first word; blocks count from the beginning of a group.</summary>
    private static int Index(uint block) => (int)(block / Blocks * Words + block % Blocks);

    /// <summary>
    /// Computes two numbers for each round of a run's blocks, which differ in c0 only. From the third round on they are the round's key.
    /// For the first two rounds, (c0, c1, c2, c3) to x to y, they are the part that does not depend on c0, computed once for all blocks:
    /// x2 = high(M0 c0) ^ [0], x3 = low(M0 c0); y0 = high(M1 x2) ^ [1], y1 = low(M1 x2), y2 = x3 ^ [2], y3 = [3].
    /// </summary>
    private static void Schedule(PhiloxStream stream, uint c1, Span<ulong> schedule)
    {
        uint k0 = (uint)stream.Key, k1 = (uint)(stream.Key >> 32), c2 = (uint)stream.Counter, c3 = (uint)(stream.Counter >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            (schedule[2 * round], schedule[2 * round + 1]) = (k0, k1);
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }
        ulong product1 = (ulong)c2 * Philox4x32.Multiplier1;
        uint x0 = (uint)(product1 >> 32) ^ c1 ^ (uint)schedule[0], x1 = (uint)product1;
        ulong product0 = (ulong)x0 * Philox4x32.Multiplier0;
        (schedule[0], schedule[1], schedule[2], schedule[3]) =
            (c3 ^ schedule[1], x1 ^ schedule[2], (product0 >> 32) ^ schedule[3], (uint)product0);
    }

    /// <summary>The counters of as many blocks as a vector has 64-bit lanes, as they pass through the rounds.</summary>
    private struct Chain<TLanes, TVector>
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        private TVector _c0, _c1, _c2, _c3;

        /// <summary>Consecutive blocks of a run after the first two rounds, see <see cref="Schedule"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Chain(uint c0, ReadOnlySpan<ulong> schedule)
        {
            TVector product0 = TLanes.MultiplyWide(TLanes.Sequence(c0), TLanes.BroadcastWide(Philox4x32.Multiplier0));
            TVector x2 = TLanes.Xor(TLanes.UpperHalves(product0), TLanes.BroadcastWide(schedule[0]));
            TVector product1 = TLanes.MultiplyWide(x2, TLanes.BroadcastWide(Philox4x32.Multiplier1));
            _c0 = TLanes.Xor(TLanes.UpperHalves(product1), TLanes.BroadcastWide(schedule[1]));
            _c1 = product1;
            _c2 = TLanes.Xor(product0, TLanes.BroadcastWide(schedule[2]));
            _c3 = TLanes.BroadcastWide(schedule[3]);
        }

        /// <summary>Does one round of <see cref="Philox4x32.Block"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(TVector key0, TVector key1)
        {
            TVector product0 = TLanes.MultiplyWide(_c0, TLanes.BroadcastWide(Philox4x32.Multiplier0));
            TVector product1 = TLanes.MultiplyWide(_c2, TLanes.BroadcastWide(Philox4x32.Multiplier1));
            _c0 = TLanes.Xor(TLanes.Xor(_c1, key0), TLanes.UpperHalves(product1));
            _c1 = product1;
            _c2 = TLanes.Xor(TLanes.Xor(_c3, key1), TLanes.UpperHalves(product0));
            _c3 = product0;
        }

        /// <summary>Stores the four words of the blocks of two chains, word j of all blocks in row j of the group.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(ref readonly Chain<TLanes, TVector> a, ref readonly Chain<TLanes, TVector> b, ref uint words)
        {
            TLanes.Store(TLanes.Narrow(a._c0, b._c0), ref words);
            TLanes.Store(TLanes.Narrow(a._c1, b._c1), ref Unsafe.Add(ref words, Blocks));
            TLanes.Store(TLanes.Narrow(a._c2, b._c2), ref Unsafe.Add(ref words, 2 * Blocks));
            TLanes.Store(TLanes.Narrow(a._c3, b._c3), ref Unsafe.Add(ref words, 3 * Blocks));
        }
    }
}
