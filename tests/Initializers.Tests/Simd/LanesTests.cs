using System.Runtime.Intrinsics;

namespace Initializers.Tests.Simd;

/// <summary>Every vector width of this processor gives the same bits as single words, in whole vectors and
/// in the remainder.</summary>
public class LanesTests
{
    private const ulong LastGroup = ulong.MaxValue / PhiloxGroups.Words;

    /// <summary>The ends of all octaves and their neighbours, then words of a stream; the count is not a
    /// multiple of any vector width.</summary>
    private static readonly uint[] Words = [.. Edges(), .. Random(100_000), 0, 1, 2];

    private static readonly PhiloxStream Stream = new(Key: 0x0123456789ABCDEF, Counter: 0xFEDCBA9876543210);

    private delegate void Filling(Span<uint> words);

    [Fact]
    public void Map_Normal_IsTheSameAtEveryWidth() => IsTheSameAtEveryWidth(new NormalMap(0.25, 0.02));

    [Fact]
    public void Map_Uniform_IsTheSameAtEveryWidth() => IsTheSameAtEveryWidth(new UniformMap(1000, 1001));

    [Fact]
    public void Map_PartOfTheWords_IsTheSameAtEveryWidth() =>
        IsTheSameAtEveryWidth(
            new WordIntervalMap(97_000_001, 4_100_000_011, mean: 0.25f, deviation: 0.02f, smallest: 0.22f, largest: 0.28f));

    [Fact]
    public void Map_AllWords_IsTheSameAtEveryWidth() =>
        IsTheSameAtEveryWidth(new WordIntervalMap(0, 1UL << 32, mean: 0, deviation: 1, smallest: -7, largest: 7));

    [Fact]
    public void Map_NarrowInterval_IsTheSameAtEveryWidth() =>
        IsTheSameAtEveryWidth(new NarrowIntervalMap(mean: 0, deviation: 1, lower: 6, upper: 7, smallest: 6, largest: 7));

    /// <summary>One to five groups, so that vectors cover pairs of groups and an odd one, at both ends of a run of blocks.</summary>
    public static TheoryData<ulong, int> GroupsOfOneRun
    {
        get
        {
            var data = new TheoryData<ulong, int>();
            foreach (ulong first in (ulong[])[0, (1UL << 28) - 5, 1UL << 28, LastGroup - 4])
            {
                for (int groups = 1; groups <= 5; groups++) data.Add(first, groups);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(GroupsOfOneRun))]
    public void PhiloxGroups_WithinARun_AreTheSameAtEveryWidth(ulong first, int groups)
    {
        foreach (Filling fill in Supported(
            words => PhiloxGroups.Fill<WideBlocks<Lanes512, Vector512<uint>>, Vector512<uint>>(Stream, 16 * first, words),
            words => PhiloxGroups.Fill<WideBlocks<Lanes256, Vector256<uint>>, Vector256<uint>>(Stream, 16 * first, words),
            words => FillBy128Bits(16 * first, words),
            words => PhiloxGroups.Fill(Stream, PhiloxGroups.Words * first, words)))
        {
            var words = new uint[PhiloxGroups.Words * groups];
            fill(words);
            words.Should().Equal(WordsFrom(PhiloxGroups.Words * first, words.Length));
        }
    }

    [Theory]
    [InlineData((1UL << 28) - 2)] // the upper halves of the block numbers change
    [InlineData(LastGroup - 1)] // the positions wrap around
    public void PhiloxGroups_AcrossTheEndOfARun_GoOn(ulong first)
    {
        var words = new uint[5 * PhiloxGroups.Words];

        PhiloxGroups.Fill(Stream, PhiloxGroups.Words * first, words);

        words.Should().Equal(WordsFrom(PhiloxGroups.Words * first, words.Length));
    }

    private static void FillBy128Bits(ulong block, Span<uint> words)
    {
        if (ArmBlocks.IsSupported) PhiloxGroups.Fill<ArmBlocks, Vector128<uint>>(Stream, block, words);
        else PhiloxGroups.Fill<WideBlocks<Lanes128, Vector128<uint>>, Vector128<uint>>(Stream, block, words);
    }

    private static void IsTheSameAtEveryWidth<TMap>(TMap map) where TMap : struct, IWordMap
    {
        uint[] expected = [.. Words.Select(word => BitConverter.SingleToUInt32Bits(map.Invoke(word)))];

        foreach (Filling fill in Supported(
            words => SamplingLoop.Map<Lanes512, Vector512<uint>, TMap>(words, ref map),
            words => SamplingLoop.Map<Lanes256, Vector256<uint>, TMap>(words, ref map),
            words => SamplingLoop.Map<Lanes128, Vector128<uint>, TMap>(words, ref map),
            words => SamplingLoop.Map<Lanes32, uint, TMap>(words, ref map)))
        {
            uint[] words = [.. Words];
            fill(words);
            words.AsSpan().SequenceEqual(expected).Should().BeTrue();
        }
    }

    /// <summary>The widths, of the four, that the processor supports; the last is always supported.</summary>
    private static IEnumerable<Filling> Supported(Filling with512, Filling with256, Filling with128, Filling always)
    {
        if (Lanes512.IsSupported) yield return with512;
        if (Lanes256.IsSupported) yield return with256;
        if (Lanes128.IsSupported) yield return with128;
        yield return always;
    }

    private static IEnumerable<uint> WordsFrom(ulong position, int count) =>
        Enumerable.Range(0, count).Select(i => unchecked(position + (uint)i))
            .Select(at => WordOf(at / 64 * 16 + at % 16, (int)(at % 64 / 16)));

    private static uint WordOf(ulong block, int index)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox4x32.Block(
            (uint)block, (uint)(block >> 32), (uint)Stream.Counter,
            (uint)(Stream.Counter >> 32), (uint)Stream.Key, (uint)(Stream.Key >> 32));
        return index switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
    }

    private static IEnumerable<uint> Edges() =>
        from bit in Enumerable.Range(0, 32)
        from near in new[] { -2, -1, 0, 1, 2 }
        from word in new[] { (1u << bit) + (uint)near, ~((1u << bit) + (uint)near) }
        select word;

    private static uint[] Random(int count)
    {
        var words = new uint[count];
        new PhiloxRandom(1).NextBits(words);
        return words;
    }
}
