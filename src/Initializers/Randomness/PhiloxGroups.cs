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

    /// <summary>Words whose blocks have the upper halves of their numbers in common.</summary>
    private const ulong RunOfWords = (1ul << 32) * Words / Blocks;

    /// <summary>Fills whole groups from the position of one on. Positions count modulo 2^64.</summary>
    public static void Fill(PhiloxStream stream, ulong position, Span<uint> destination)
    {
        ulong left = RunOfWords - position % RunOfWords;
        if ((ulong)destination.Length > left)
        {
            Fill(stream, position, destination[..(int)left]);
            Fill(stream, position + left, destination[(int)left..]);
            return;
        }
        ulong block = position / Words * Blocks;
        if (Lanes512.IsSupported) Fill<Lanes512, Vector512<uint>>(stream, block, destination);
        else if (Lanes256.IsSupported) Fill<Lanes256, Vector256<uint>>(stream, block, destination);
        else if (Lanes128.IsSupported) Fill<Lanes128, Vector128<uint>>(stream, block, destination);
        else FillBlockByBlock(stream, block, destination);
    }

    /// <summary>
    /// Fills groups of one run by vectors: four chains of blocks at a time where the registers hold them, since each round waits for its products,
    /// and the rest two at a time.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Fill<TLanes, TVector>(PhiloxStream stream, ulong block, Span<uint> destination)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        Span<ulong> keys = stackalloc ulong[2 * Rounds];
        ScheduleKeys(stream.Key, keys);
        var opening = new Opening(stream.Counter, (uint)(block >> 32), keys);

        uint blocks = BlocksIn(destination), byFours = TLanes.HasManyRegisters ? blocks - blocks % (2 * (uint)TLanes.Count) : 0;
        FillBlocks<TLanes, TVector>((uint)block, keys, in opening, destination, 0, byFours, four: true);
        FillBlocks<TLanes, TVector>((uint)block, keys, in opening, destination, byFours, blocks, four: false);
    }

    /// <summary>A block in each 64-bit lane, which a product of 32-bit numbers fills; two chains of blocks narrow to vectors of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FillBlocks<TLanes, TVector>(uint c0, Span<ulong> keys, ref readonly Opening opening, Span<uint> destination, uint from, uint to, bool four)
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        uint chain = (uint)TLanes.Count / 2;
        for (uint i = from; i < to; i += four ? 4 * chain : 2 * chain)
        {
            Chain<TLanes, TVector> a = new(c0 + i, in opening), b = new(c0 + i + chain, in opening), c = default, d = default;
            if (four) (c, d) = (new(c0 + i + 2 * chain, in opening), new(c0 + i + 3 * chain, in opening));
            for (int round = 2; round < Rounds; round++)
            {
                ref ulong key = ref keys[2 * round];
                a.Round(in key);
                b.Round(in key);
                if (four) c.Round(in key);
                if (four) d.Round(in key);
            }
            Chain<TLanes, TVector>.Store(in a, in b, ref destination[Index(i)]);
            if (four) Chain<TLanes, TVector>.Store(in c, in d, ref destination[Index(i + 2 * chain)]);
        }
    }

    /// <summary>Without vectors: the block function itself.</summary>
    private static void FillBlockByBlock(PhiloxStream stream, ulong block, Span<uint> destination)
    {
        for (uint i = 0; i < BlocksIn(destination); i++, block++)
        {
            Span<uint> words = destination[Index(i)..];
            (words[0], words[Blocks], words[2 * Blocks], words[3 * Blocks]) = Philox4x32.Block(
                (uint)block, (uint)(block >> 32), (uint)stream.Counter, (uint)(stream.Counter >> 32), (uint)stream.Key, (uint)(stream.Key >> 32));
        }
    }

    private static uint BlocksIn(Span<uint> words) => (uint)words.Length / (Words / Blocks);

    /// <summary>Where the first word of a block is, counted from the beginning of a group.</summary>
    private static int Index(uint block) => (int)(block / Blocks * Words + block % Blocks);

    /// <summary>The two words of each round's key.</summary>
    private static void ScheduleKeys(ulong key, Span<ulong> keys)
    {
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int i = 0; i < keys.Length; i += 2)
        {
            (keys[i], keys[i + 1]) = (k0, k1);
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }
    }

    /// <summary>
    /// The first two rounds of a run, (c0, c1, c2, c3) to x to y, as far as they do not depend on c0, in which alone its blocks differ:
    /// x2 = high(M0 c0) ^ X2, x3 = low(M0 c0); y0 = high(M1 x2) ^ Y0, y1 = low(M1 x2), y2 = x3 ^ Y2, y3 = Y3.
    /// </summary>
    private readonly struct Opening
    {
        public readonly ulong X2, Y0, Y2, Y3;

        public Opening(ulong counter, uint c1, ReadOnlySpan<ulong> keys)
        {
            ulong product1 = (ulong)(uint)counter * Philox4x32.Multiplier1;
            uint x0 = (uint)(product1 >> 32) ^ c1 ^ (uint)keys[0], x1 = (uint)product1;
            ulong product0 = (ulong)x0 * Philox4x32.Multiplier0;
            (X2, Y0, Y2, Y3) = ((counter >> 32) ^ keys[1], x1 ^ keys[2], (product0 >> 32) ^ keys[3], (uint)product0);
        }
    }

    /// <summary>The counters of as many blocks as a vector has 64-bit lanes, on their way through the rounds.</summary>
    private struct Chain<TLanes, TVector>
        where TLanes : struct, IWideLanes<TVector>
        where TVector : unmanaged
    {
        private TVector _c0, _c1, _c2, _c3;

        /// <summary>Consecutive blocks of a run after two rounds.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Chain(uint c0, ref readonly Opening opening)
        {
            TVector product0 = TLanes.MultiplyWide(TLanes.Sequence(c0), TLanes.BroadcastWide(Philox4x32.Multiplier0));
            TVector x2 = TLanes.Xor(TLanes.UpperHalves(product0), TLanes.BroadcastWide(opening.X2));
            TVector product1 = TLanes.MultiplyWide(x2, TLanes.BroadcastWide(Philox4x32.Multiplier1));
            _c0 = TLanes.Xor(TLanes.UpperHalves(product1), TLanes.BroadcastWide(opening.Y0));
            _c1 = product1;
            _c2 = TLanes.Xor(product0, TLanes.BroadcastWide(opening.Y2));
            _c3 = TLanes.BroadcastWide(opening.Y3);
        }

        /// <summary>One round of <see cref="Philox4x32.Block"/>, with the two words of its key.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Round(ref readonly ulong key)
        {
            TVector product0 = TLanes.MultiplyWide(_c0, TLanes.BroadcastWide(Philox4x32.Multiplier0));
            TVector product1 = TLanes.MultiplyWide(_c2, TLanes.BroadcastWide(Philox4x32.Multiplier1));
            TVector key0 = TLanes.BroadcastWide(key), key1 = TLanes.BroadcastWide(Unsafe.Add(ref Unsafe.AsRef(in key), 1));
            _c0 = TLanes.Xor(TLanes.Xor(_c1, key0), TLanes.UpperHalves(product1));
            _c1 = product1;
            _c2 = TLanes.Xor(TLanes.Xor(_c3, key1), TLanes.UpperHalves(product0));
            _c3 = product0;
        }

        /// <summary>The four words of the blocks of two chains, a row each.</summary>
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
