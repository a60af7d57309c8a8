using System.Runtime.InteropServices;

namespace Initializers.Kernels;

/// <summary>Words in bulk, in order.</summary>
internal interface IWordSource
{
    void NextBits(Span<uint> destination);
}

/// <summary>The one sampling loop: words, chunk by chunk while they are in the nearest cache, turned into values in their place.</summary>
internal static class SamplingLoop
{
    private const int Chunk = 2048;

    public static void Fill<TSource, TMap>(TSource source, Span<float> destination, TMap map)
        where TSource : IWordSource
        where TMap : struct, IWordMap
    {
        while (!destination.IsEmpty)
        {
            Span<float> values = destination[..Math.Min(Chunk, destination.Length)];
            Span<uint> words = MemoryMarshal.Cast<float, uint>(values);
            source.NextBits(words);
            for (int i = 0; i < words.Length; i++) values[i] = map.Invoke(words[i]);
            destination = destination[values.Length..];
        }
    }
}
