using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The part of a tensor that a process holds in tensor or expert parallelism, or in FSDP2: some indices along each axis. The tensor of the
/// part has them in the order in which they were taken.
/// </summary>
/// <example>
/// <code>
/// TensorShape shape = [4096, 4096];
/// Console.WriteLine(TensorShard.Whole(shape).Split(axis: 1, part: 1, parts: 4)); // [0..4096, 1024..2048] of [4096, 4096]
/// // query, key and value of 32, 8 and 8 heads, one behind the other: of each its part
/// TensorShard heads = TensorShard.Whole([6144, 4096]).SplitHeads(axis: 0, heads: [32, 8, 8], part: 1, parts: 4);
/// Console.WriteLine(heads); // [1024..2048 + 4352..4608 + 5376..5632, 0..4096] of [6144, 4096]
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Each method takes a part of what is left, and counts positions among it: <c>Split(0, tensorRank, 8).Split(0, dataRank, 4)</c> is FSDP2
/// over tensor parallelism along the same axis. <see cref="ResolvedPlan.InitializeShard(string, Span{float}, TensorShard, PhiloxRandom)"/>
/// fills a part with the values that it has in the whole.
/// </para>
/// <para>Thread-safe: immutable.</para>
/// </remarks>
public sealed class TensorShard
{
    private readonly ShardRange[][] _ranges;

    private TensorShard(in TensorShape shape, ShardRange[][] ranges) =>
        (Shape, _ranges, Dimensions) =
            (shape, ranges, Array.AsReadOnly(Array.ConvertAll(ranges, axis => axis.Sum(range => range.Length))));

    /// <summary>The shape of the whole tensor.</summary>
    public TensorShape Shape { get; }

    /// <summary>The extent of the part along each axis.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>The number of elements of the part.</summary>
    public long Count => Dimensions.Aggregate(1L, (count, extent) => count * extent);

    /// <summary>All of a tensor.</summary>
    /// <param name="shape">Its shape.</param>
    public static TensorShard Whole(TensorShape shape) =>
        new(shape, Array.ConvertAll(shape.ToArray(), extent => extent == 0 ? [] : (ShardRange[])[new(0, extent)]));

    /// <summary>The indices of the part along an axis, in its order: ranges without empty ones.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public IReadOnlyList<ShardRange> RangesOf(int axis) => Array.AsReadOnly(_ranges[Checked(axis)]);

    /// <summary>
    /// One of several parts along an axis, of the sizes of <c>torch.chunk</c> and of DTensor's <c>Shard(axis)</c>: n indices are split into
    /// parts of ceil(n / parts), of which the last ones may be smaller or empty.
    /// </summary>
    /// <param name="axis">
    /// The axis, from 0. For weights stored as <c>[out, in]</c>, axis 0 is column parallel (outputs), axis 1 row parallel (inputs); stacked
    /// experts are split along axis 0.
    /// </param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">How many parts there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such axis, <paramref name="parts"/> is below 1, or <paramref name="part"/> is negative or not below it.
    /// </exception>
    public TensorShard Split(int axis, int part, int parts) => With(axis, [Chunk(Dimensions[Checked(axis)], part, parts)]);

    /// <summary>
    /// One of several parts of each block along an axis, such as gate and up projections that are stored one behind the other: the blocks
    /// of the part too. Each is split as <see cref="Split"/> does.
    /// </summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="sizes">The number of indices of each block.</param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">How many parts there are.</param>
    /// <exception cref="ArgumentException">
    /// There is no size, one is below 1, or their sum is not the extent of the axis; or as for <see cref="Split"/>.
    /// </exception>
    public TensorShard SplitBlocks(int axis, ReadOnlySpan<long> sizes, int part, int parts)
    {
        long extent = Dimensions[Checked(axis)], start = 0;
        var blocks = new PackedBlocks(sizes);
        if (blocks.Sum != extent)
            throw new ArgumentException(
                Invariant($"sizes must have a sum of {extent}, the extent of axis {axis}, but were {TensorShape.List(sizes)}."),
                nameof(sizes));
        var taken = new ShardRange[sizes.Length];
        for (int block = 0; block < taken.Length; start += sizes[block++])
            taken[block] = Moved(Chunk(sizes[block], part, parts), start);
        return With(axis, taken);
    }

    /// <summary>
    /// One of several parts of attention heads along an axis: whole heads of each block. A block with fewer heads than there are parts,
    /// the keys and values of grouped-query attention, has each of its heads in several successive parts.
    /// </summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="heads">
    /// The number of heads of each block: <c>[32]</c> for a projection of its own, also where the rows of query, key and value are
    /// interleaved by head; <c>[32, 8, 8]</c> for query, key and value one behind the other. All heads have the same size.
    /// </param>
    /// <param name="part">Which part, from 0.</param>
    /// <param name="parts">
    /// How many parts there are. For each block, either it divides the number of heads, or that divides it.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are no heads, a number of them is below 1, their sum does not divide the extent of the axis, or neither of the number of heads
    /// of a block and <paramref name="parts"/> divides the other; or as for <see cref="Split"/>.
    /// </exception>
    public TensorShard SplitHeads(int axis, ReadOnlySpan<long> heads, int part, int parts)
    {
        long extent = Dimensions[Checked(axis)], start = 0;
        Guard.Part(part, parts);
        long all = BlocksOf(heads).Sum;
        if (extent % all != 0)
            throw new ArgumentException(
                Invariant($"heads must have a sum that divides {extent}, the extent of axis {axis}, ")
                + $"but were {TensorShape.List(heads)}.",
                nameof(heads));
        long size = extent / all;
        var taken = new ShardRange[heads.Length];
        for (int block = 0; block < taken.Length; start += heads[block++] * size)
        {
            (long each, long of) = (heads[block] / parts, parts / heads[block]);
            if (heads[block] % parts != 0 && parts % heads[block] != 0)
                throw new ArgumentException(
                    Invariant($"heads must be multiples of parts, which is {parts}, or divide it, but were {TensorShape.List(heads)}."),
                    nameof(heads));
            taken[block] = each > 0 ? new(start + part * each * size, each * size) : new(start + part / of * size, size);
        }
        return With(axis, taken);
    }

    /// <summary>
    /// Every <paramref name="parts"/>-th index along an axis, from <paramref name="part"/> on: layers or experts that are dealt out in
    /// turn.
    /// </summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="part">Which part, from 0: its first index.</param>
    /// <param name="parts">How many parts there are: from one index to the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Split"/>.</exception>
    public TensorShard Deal(int axis, int part, int parts)
    {
        long extent = Dimensions[Checked(axis)];
        Guard.Part(part, parts);
        return With(axis, [new(part, extent <= part ? 0 : (extent - part - 1) / parts + 1, parts)]);
    }

    /// <summary>Any indices along an axis, by their positions in what is left of it.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="ranges">The positions, in the order in which the part has them.</param>
    /// <exception cref="ArgumentException">
    /// There is no such axis; a range has a negative start or length, a stride below 1, or does not lie within what is left of the axis; or
    /// there are more indices than the axis has left.
    /// </exception>
    public TensorShard Take(int axis, params ReadOnlySpan<ShardRange> ranges)
    {
        long extent = Dimensions[Checked(axis)];
        Int128 count = 0;
        foreach (ShardRange range in ranges)
        {
            if (!range.IsWithin(extent))
                throw new ArgumentException(
                    Invariant($"ranges must lie within the {extent} indices of axis {axis}, ")
                    + Invariant($"but one had start {range.Start}, length {range.Length} and stride {range.Stride}."),
                    nameof(ranges));
            count += range.Length;
        }
        if (count > extent)
            throw new ArgumentException(
                Invariant($"ranges must have at most {extent} indices, as many as axis {axis} has left, but had {count}."), nameof(ranges));
        return With(axis, ranges);
    }

    /// <summary><c>[0..4096, 1024..2048] of [4096, 4096]</c>.</summary>
    public override string ToString() =>
        $"[{string.Join(", ", _ranges.Select(axis => axis.Length == 0 ? "none" : string.Join(" + ", axis)))}] "
        + $"of {TensorShape.List(Shape.Dimensions)}";

    /// <summary>A rectangle of a tensor.</summary>
    /// <exception cref="ArgumentException">A range does not lie within its axis.</exception>
    internal static TensorShard Rectangle(in TensorShape shape, ReadOnlySpan<(long Start, long Length)> ranges)
    {
        if (ranges.Length != shape.Rank)
            throw new ArgumentException(
                Invariant($"ranges must have one for each of the {shape.Rank} axes of {shape}, but had {ranges.Length}."), nameof(ranges));
        var taken = new ShardRange[ranges.Length][];
        for (int axis = 0; axis < taken.Length; axis++)
        {
            var range = new ShardRange(ranges[axis].Start, ranges[axis].Length);
            if (!range.IsWithin(shape[axis]))
                throw new ArgumentException(
                    Invariant($"ranges must lie within the axes of {shape}, ")
                    + Invariant($"but ({range.Start}, {range.Length}) does not on axis {axis}, which has {shape[axis]}."),
                    nameof(ranges));
            taken[axis] = range.Length == 0 ? [] : [range];
        }
        return new(shape, taken);
    }

    /// <summary>The ranges along an axis, without copying them.</summary>
    internal ReadOnlySpan<ShardRange> Ranges(int axis) => _ranges[axis];

    private static ShardRange Chunk(long extent, int part, int parts)
    {
        Guard.Part(part, parts);
        long size = extent / parts + (extent % parts == 0 ? 0 : 1), start = (long)Int128.Min((Int128)part * size, extent);
        return new(start, Math.Min(size, extent - start));
    }

    private static ShardRange Moved(in ShardRange range, long by) => range with { Start = range.Start + by };

    private static PackedBlocks BlocksOf(ReadOnlySpan<long> heads)
    {
        try
        {
            return new(heads);
        }
        catch (ArgumentException refusal)
        {
            throw CallerNames.Rename(refusal, nameof(heads));
        }
    }

    private int Checked(int axis) => (uint)axis < (uint)Shape.Rank ? axis
        : throw new ArgumentOutOfRangeException(
            nameof(axis), axis, Invariant($"axis must be one of the {Shape.Rank} axes of {Shape}, but was {axis}."));

    /// <summary>The part in which an axis has the indices at some positions.</summary>
    private TensorShard With(int axis, ReadOnlySpan<ShardRange> positions)
    {
        var taken = new List<ShardRange>();
        foreach (ShardRange range in positions)
        {
            long before = 0;
            foreach (ShardRange of in _ranges[axis])
            {
                Append(taken, of.At(Moved(range, -before)));
                before += of.Length;
            }
        }
        return new(Shape, [.. _ranges[..axis], [.. taken], .. _ranges[(axis + 1)..]]);
    }

    /// <summary>Appends indices: to the last range where they are consecutive.</summary>
    private static void Append(List<ShardRange> ranges, in ShardRange range)
    {
        if (range.Length == 0) return;
        if (ranges is [.., { IsDense: true } last] && range.IsDense && last[last.Length] == range.Start)
            ranges[^1] = new(last.Start, last.Length + range.Length);
        else ranges.Add(range);
    }
}
