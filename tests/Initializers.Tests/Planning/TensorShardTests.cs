namespace Initializers.Tests.Planning;

public class TensorShardTests
{
    private static readonly TensorShape Shape = [12, 7];

    /// <summary>torch.chunk(torch.arange(n), parts): sizes of ceil(n / parts), and fewer or no elements at the end.</summary>
    [Theory]
    [InlineData(12, 4, new[] { 3, 3, 3, 3 })]
    [InlineData(7, 4, new[] { 2, 2, 2, 1 })]
    [InlineData(5, 4, new[] { 2, 2, 1, 0 })] // where numpy.array_split has 2, 1, 1, 1
    [InlineData(6, 4, new[] { 2, 2, 2, 0 })]
    [InlineData(1, 3, new[] { 1, 0, 0 })]
    [InlineData(0, 2, new[] { 0, 0 })]
    public void Split_HasTheSizesOfChunk(long extent, int parts, int[] sizes)
    {
        TensorShard whole = TensorShard.Whole([extent, 2]);
        TensorShard[] shards = [.. Enumerable.Range(0, parts).Select(part => whole.Split(0, part, parts))];
        shards.Select(shard => shard.Dimensions[0]).Should().Equal(sizes.Select(size => (long)size));
        shards.SelectMany(Rows).Should().Equal(Enumerable.Range(0, (int)extent).Select(row => (long)row));
        shards.Should().OnlyContain(shard => shard.Count == shard.Dimensions[0] * 2);
    }

    [Fact]
    public void Split_OfTheLargestAxis_DoesNotOverflow()
    {
        TensorShard shard = TensorShard.Whole([long.MaxValue]);
        shard.Split(0, int.MaxValue - 1, int.MaxValue).Count.Should().Be(long.MaxValue % ((long.MaxValue / int.MaxValue) + 1));
        shard.Deal(0, 1, 2).Count.Should().Be(long.MaxValue / 2);
    }

    [Fact]
    public void SplitBlocks_HasAPartOfEachBlock()
    {
        TensorShard whole = TensorShard.Whole(Shape);
        Rows(whole.SplitBlocks(0, [6, 6], 1, 2)).Should().Equal(3, 4, 5, 9, 10, 11);
        Rows(whole.SplitBlocks(0, [8, 3, 1], 0, 2)).Should().Equal(0, 1, 2, 3, 8, 9, 11);
        Rows(whole.SplitBlocks(0, [8, 3, 1], 1, 2)).Should().Equal(4, 5, 6, 7, 10);
    }

    [Fact]
    public void SplitHeads_HasWholeHeads()
    {
        TensorShard whole = TensorShard.Whole(Shape);
        Rows(whole.SplitHeads(0, [4], 1, 2)).Should().Equal(6, 7, 8, 9, 10, 11);
        Rows(whole.SplitHeads(0, [4, 1, 1], 0, 2)).Should().Equal(0, 1, 2, 3, 8, 9, 10, 11);
        Rows(whole.SplitHeads(0, [4, 1, 1], 1, 2)).Should().Equal(4, 5, 6, 7, 8, 9, 10, 11);
        // 8 parts of 2 key heads: parts 0 to 3 have the first
        TensorShard keys = TensorShard.Whole([2 * 16, 4]);
        Enumerable.Range(0, 8).Select(part => keys.SplitHeads(0, [2], part, 8).RangesOf(0)[0])
            .Should().Equal(Enumerable.Range(0, 8).Select(part => new ShardRange(part / 4 * 16, 16)));
    }

    [Fact]
    public void Deal_AndTake_CountWhatIsLeft()
    {
        TensorShard whole = TensorShard.Whole(Shape);
        Rows(whole.Deal(0, 1, 5)).Should().Equal(1, 6, 11);
        Rows(whole.Deal(0, 2, 5)).Should().Equal(2, 7);
        Rows(whole.Deal(0, 12, 13)).Should().BeEmpty();
        Rows(whole.Take(0, new(8, 2), new(0, 3, 2))).Should().Equal(8, 9, 0, 2, 4);
        Rows(whole.Take(0, new(8, 2), new(0, 3, 2)).Take(0, new ShardRange(1, 2, 2))).Should().Equal(9, 2);
        Rows(whole.SplitBlocks(0, [6, 6], 1, 2).Split(0, 1, 2)).Should().Equal(9, 10, 11);
        Rows(whole.Deal(0, 1, 2).Deal(0, 1, 3)).Should().Equal(3, 9);
        Rows(whole.Take(0)).Should().BeEmpty();
    }

    [Fact]
    public void ToString_SaysTheRangesOfEachAxis()
    {
        TensorShard whole = TensorShard.Whole(Shape);
        whole.ToString().Should().Be("[0..12, 0..7] of [12, 7]");
        whole.Split(0, 2, 3).Deal(1, 1, 3).ToString().Should().Be("[8..12, 1..5 by 3] of [12, 7]");
        whole.SplitBlocks(0, [6, 6], 0, 2).Take(1).ToString().Should().Be("[0..3 + 6..9, none] of [12, 7]");
        TensorShard.Whole(TensorShape.Create([])).ToString().Should().Be("[] of []");
        whole.Take(0, new(3, 2), new(5, 1), new(6, 1)).RangesOf(0).Should().Equal([new(3, 4)], "ranges that meet are one");
    }

    [Fact]
    public void WhatIsNoPart_IsRefused()
    {
        TensorShard whole = TensorShard.Whole(Shape);
        Refused(() => whole.Split(2, 0, 1), "axis", "axis must be one of the 2 axes of [12, 7] (out, in), but was 2.*");
        Refused(() => whole.RangesOf(-1), "axis", "axis must be one of the 2 axes *");
        Refused(() => whole.Split(0, 2, 2), "part", "part must be a whole number below parts, which is 2, but was 2.*");
        Refused(() => whole.Deal(0, -1, 2), "part", "part must be a whole number of at least 0, but was -1.*");
        Refused(() => whole.SplitHeads(0, [4], 0, 0), "parts", "parts must be a whole number of at least 1, but was 0.*");
        Refused(() => whole.SplitBlocks(0, [6, 5], 0, 2), "sizes", "sizes must have a sum of 12, the extent of axis 0, but *");
        Refused(() => whole.SplitBlocks(0, [13, -1], 0, 2), "sizes", "sizes must be at least 1 each, but were [13, -1].*");
        Refused(() => whole.SplitHeads(0, [], 0, 2), "heads", "*must have at least one element*");
        Refused(() => whole.SplitHeads(0, [5], 0, 1), "heads", "heads must have a sum that divides 12, the extent of axis 0, *");
        Refused(() => whole.SplitHeads(0, [4], 0, 3), "heads", "heads must be multiples of parts, which is 3, or divide it, *");
        foreach (ShardRange range in (ShardRange[])[new(-1, 1), new(0, 13), new(12, 1), new(0, 2, 12), new(0, 2, 0), new(0, -1), default,
            new(1, long.MaxValue, long.MaxValue)])
            Refused(() => whole.Take(0, range), "ranges", "ranges must lie within the 12 indices of axis 0, but one had start *");
        Refused(() => whole.Take(0, new(0, 12), new(0, 1)), "ranges", "ranges must have at most 12 indices, as many as axis 0 has left, *");

        static void Refused(Func<object> call, string name, string message) =>
            call.Should().Throw<ArgumentException>().WithParameterName(name).WithMessage(message);
    }

    private static IEnumerable<long> Rows(TensorShard shard) => shard.RangesOf(0)
        .SelectMany(range => Enumerable.Range(0, (int)range.Length).Select(i => range.Start + i * range.Stride));
}
