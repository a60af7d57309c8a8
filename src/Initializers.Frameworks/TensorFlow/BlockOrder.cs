using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// Converts words from the groups of sixteen blocks that <see cref="PhiloxGroups"/> draws, in which the four words of a block are sixteen
/// positions apart, to TensorFlow's order, block by block.
/// </summary>
internal static class BlockOrder
{
    /// <summary>The number of words in a block, and of blocks in a group.</summary>
    public const int Words = 4, Blocks = PhiloxGroups.Words / Words;

    /// <summary>A number of words, rounded up to whole groups.</summary>
    public static int Whole(int words) => (words + PhiloxGroups.Words - 1) / PhiloxGroups.Words * PhiloxGroups.Words;

    /// <summary>The position of a block's word within groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Position(int block, int word) => block / Blocks * PhiloxGroups.Words + word * Blocks + block % Blocks;

    /// <summary>Copies the words of whole groups block by block, four blocks at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Arrange(ReadOnlySpan<uint> groups, Span<uint> blocks)
    {
        for (int block = 0; block < groups.Length / Words; block += 4)
        {
            Vector128<uint> x0 = Row(groups, block, 0), x1 = Row(groups, block, 1), x2 = Row(groups, block, 2), x3 = Row(groups, block, 3);
            Span<uint> four = blocks.Slice(Words * block, 4 * Words);
            Put(Paired(Vector128.WidenLower(x0), Vector128.WidenLower(x1)), Paired(Vector128.WidenLower(x2), Vector128.WidenLower(x3)),
                four[..8]);
            Put(Paired(Vector128.WidenUpper(x0), Vector128.WidenUpper(x1)), Paired(Vector128.WidenUpper(x2), Vector128.WidenUpper(x3)),
                four[8..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Row(ReadOnlySpan<uint> groups, int block, int word) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(groups), (nuint)Position(block, word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Paired(Vector128<ulong> low, Vector128<ulong> high) => low | (high << 32);

    /// <summary>Stores two blocks, given the first half of each and the second half of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<ulong> first, Vector128<ulong> second, Span<uint> blocks)
    {
        Vector128<ulong> lower = Vector128.Create(ulong.MaxValue, 0);
        ref uint start = ref MemoryMarshal.GetReference(blocks);
        Vector128.ConditionalSelect(lower, first, Vector128.Shuffle(second, Vector128.Create(0UL, 0))).AsUInt32().StoreUnsafe(ref start);
        Vector128.ConditionalSelect(lower, Vector128.Shuffle(first, Vector128.Create(1UL, 1)), second).AsUInt32()
            .StoreUnsafe(ref start, Words);
    }
}
