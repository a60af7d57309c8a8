namespace Initializers;

/// <summary>Words of a stream from a position on.</summary>
internal readonly struct PhiloxWords(PhiloxStream stream, ulong position) : IPartFill<uint>
{
    public void Invoke(Span<uint> part, int start) => stream.Fill(position + (uint)start, part);
}

/// <summary>Values of a map over the words of a stream from a position on.</summary>
internal readonly struct PhiloxValues<TMap>(PhiloxStream stream, ulong position, TMap map) : IPartFill<float>
    where TMap : struct, IWordMap
{
    public void Invoke(Span<float> part, int start) => SamplingLoop.Fill(new Cursor(stream, position + (uint)start), part, map);

    private struct Cursor(PhiloxStream stream, ulong position) : IWordSource
    {
        public void NextBits(Span<uint> destination)
        {
            stream.Fill(position, destination);
            position += (uint)destination.Length;
        }
    }
}
