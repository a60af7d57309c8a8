namespace Initializers.Tests.Fills;

/// <summary>The loop gives element i the value of word i, whatever the length.</summary>
public class SamplingLoopTests
{
    private const int Chunk = 4096;

    public static TheoryData<int> Lengths =>
        [.. Enumerable.Range(0, 257), Chunk - 1, Chunk, Chunk + 1, 2 * Chunk - 1, 2 * Chunk, 2 * Chunk + 1, 10 * Chunk + 7];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Fill_AnyLength_MapsTheWordsInOrder(int length)
    {
        const float Untouched = -1;
        float[] values = [.. Enumerable.Repeat(Untouched, length + 1)];

        SamplingLoop.Fill(new Counting(), values.AsSpan(0, length), new Doubling());

        values[..length].Should().Equal(Enumerable.Range(0, length).Select(i => 2f * i));
        values[length].Should().Be(Untouched, "it lies beyond the span");
    }

    /// <summary>The words 0, 1, 2 and so on.</summary>
    private sealed class Counting : IRandomBitSource
    {
        private uint _next;

        public void NextBits(Span<uint> destination)
        {
            foreach (ref uint word in destination) word = _next++;
        }
    }

    private readonly struct Doubling : IWordMap
    {
        public TVector Invoke<TLanes, TVector>(TVector words, in OctaveQuantile quantile)
            where TLanes : struct, ILanes<TVector>
            where TVector : unmanaged =>
            TLanes.ToFloat(TLanes.Add(words, words));
    }
}
