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
        if (Lanes512.IsSupported) Fill<WideBlocks<Lanes512, Vector512<uint>>, Vector512<uint>>(stream, block, destination);
        else if (Lanes256.IsSupported) Fill<WideBlocks<Lanes256, Vector256<uint>>, Vector256<uint>>(stream, block, destination);
        else if (ArmBlocks.IsSupported) Fill<ArmBlocks, Vector128<uint>>(stream, block, destination);
        else if (Lanes128.IsSupported) Fill<WideBlocks<Lanes128, Vector128<uint>>, Vector128<uint>>(stream, block, destination);
        else FillBlockByBlock(stream, block, destination);
    }

    /// <summary>
    /// Fills groups of one run by vectors: four chains of blocks at a time if there are registers for them, since each round waits for its
    /// products, and the remainder two chains at a time.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fill<TBlocks, TVector>(PhiloxStream stream, ulong block, Span<uint> destination)
        where TBlocks : struct, IBlockLanes<TVector>
        where TVector : unmanaged
    {
        Span<uint> schedule = stackalloc uint[2 * Rounds];
        Schedule(stream, (uint)(block >> 32), schedule);
        uint blocks = BlocksIn(destination), byFours = TBlocks.HasManyRegisters ? blocks - blocks % (4 * (uint)TBlocks.Count) : 0;
        if (byFours > 0) FillByFours<TBlocks, TVector>((uint)block, schedule, destination, byFours);
        FillBlocks<TBlocks, TVector>((uint)block, schedule, destination, byFours, blocks, four: false);
    }

    /// <summary>A method of its own, so that both loops have all of the compiler's inlining budget.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FillByFours<TBlocks, TVector>(uint c0, ReadOnlySpan<uint> schedule, Span<uint> destination, uint to)
        where TBlocks : struct, IBlockLanes<TVector>
        where TVector : unmanaged => FillBlocks<TBlocks, TVector>(c0, schedule, destination, 0, to, four: true);

    /// <summary>Fills blocks, one per lane, by two or four chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillBlocks<TBlocks, TVector>(
        uint c0, ReadOnlySpan<uint> schedule, Span<uint> destination, uint from, uint to, bool four)
        where TBlocks : struct, IBlockLanes<TVector>
        where TVector : unmanaged
    {
        uint chain = (uint)TBlocks.Count, step = four ? 4 * chain : 2 * chain;
        for (uint i = from; i < to; i += step)
        {
            Prefetch(ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i * BlockWords), step);
            Chain<TBlocks, TVector> a = new(c0 + i, schedule), b = new(c0 + i + chain, schedule), c = default, d = default;
            if (four) (c, d) = (new(c0 + i + 2 * chain, schedule), new(c0 + i + 3 * chain, schedule));
            for (int round = 2; round < Rounds; round += TBlocks.RoundsAtATime)
            {
                Round(schedule, round, ref a, ref b, ref c, ref d, four);
                if (TBlocks.RoundsAtATime == 1) continue;
                Round(schedule, round + 1, ref a, ref b, ref c, ref d, four);
                Round(schedule, round + 2, ref a, ref b, ref c, ref d, four);
                Round(schedule, round + 3, ref a, ref b, ref c, ref d, four);
            }
            Chain<TBlocks, TVector>.Store(in a, in b, ref destination[Index(i)]);
            if (four) Chain<TBlocks, TVector>.Store(in c, in d, ref destination[Index(i + 2 * chain)]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TBlocks, TVector>(
        ReadOnlySpan<uint> schedule, int round, ref Chain<TBlocks, TVector> a, ref Chain<TBlocks, TVector> b,
        ref Chain<TBlocks, TVector> c, ref Chain<TBlocks, TVector> d, bool four)
        where TBlocks : struct, IBlockLanes<TVector>
        where TVector : unmanaged
    {
        ref uint keys = ref Unsafe.Add(ref MemoryMarshal.GetReference(schedule), 2 * round);
        TVector key0 = TBlocks.Broadcast(keys), key1 = TBlocks.Broadcast(Unsafe.Add(ref keys, 1));
        a.Round(key0, key1);
        b.Round(key0, key1);
        if (four) c.Round(key0, key1);
        if (four) d.Round(key0, key1);
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
    private static void Schedule(PhiloxStream stream, uint c1, Span<uint> schedule)
    {
        uint k0 = (uint)stream.Key, k1 = (uint)(stream.Key >> 32), c2 = (uint)stream.Counter, c3 = (uint)(stream.Counter >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            (schedule[2 * round], schedule[2 * round + 1]) = (k0, k1);
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }
        ulong product1 = (ulong)c2 * Philox4x32.Multiplier1;
        uint x0 = (uint)(product1 >> 32) ^ c1 ^ schedule[0], x1 = (uint)product1;
        ulong product0 = (ulong)x0 * Philox4x32.Multiplier0;
        (schedule[0], schedule[1], schedule[2], schedule[3]) =
            (c3 ^ schedule[1], x1 ^ schedule[2], (uint)(product0 >> 32) ^ schedule[3], (uint)product0);
    }

    /// <summary>The counters of as many blocks as a vector has, as they pass through the rounds.</summary>
    private struct Chain<TBlocks, TVector>
        where TBlocks : struct, IBlockLanes<TVector>
        where TVector : unmanaged
    {
        private TVector _c0, _c1, _c2, _c3;

        /// <summary>Consecutive blocks of a run after the first two rounds, see <see cref="Schedule"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Chain(uint c0, ReadOnlySpan<uint> schedule)
        {
            (TVector high0, TVector low0) = TBlocks.Multiply(TBlocks.Sequence(c0), Philox4x32.Multiplier0);
            TVector x2 = TBlocks.Xor(high0, TBlocks.Broadcast(schedule[0]));
            (TVector high1, TVector low1) = TBlocks.Multiply(x2, Philox4x32.Multiplier1);
            _c0 = TBlocks.Xor(high1, TBlocks.Broadcast(schedule[1]));
            _c1 = low1;
            _c2 = TBlocks.Xor(low0, TBlocks.Broadcast(schedule[2]));
            _c3 = TBlocks.Broadcast(schedule[3]);
        }

        /// <summary>Does one round of <see cref="Philox4x32.Block"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(TVector key0, TVector key1)
        {
            (TVector high0, TVector low0) = TBlocks.Multiply(_c0, Philox4x32.Multiplier0);
            (TVector high1, TVector low1) = TBlocks.Multiply(_c2, Philox4x32.Multiplier1);
            _c0 = TBlocks.Xor(TBlocks.Xor(_c1, key0), high1);
            _c1 = low1;
            _c2 = TBlocks.Xor(TBlocks.Xor(_c3, key1), high0);
            _c3 = low0;
        }

        /// <summary>Stores the four words of the blocks of two chains, word j of all blocks in row j of the group.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(ref readonly Chain<TBlocks, TVector> a, ref readonly Chain<TBlocks, TVector> b, ref uint words)
        {
            TBlocks.Store(a._c0, b._c0, ref words);
            TBlocks.Store(a._c1, b._c1, ref Unsafe.Add(ref words, Blocks));
            TBlocks.Store(a._c2, b._c2, ref Unsafe.Add(ref words, 2 * Blocks));
            TBlocks.Store(a._c3, b._c3, ref Unsafe.Add(ref words, 3 * Blocks));
        }
    }
}
