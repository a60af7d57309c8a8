using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>
/// The one loop from words to values. For each chunk of the destination it draws words into the chunk, then maps them to values in place,
/// while they are in the first-level cache.
/// </summary>
/// <remarks>
/// In place, memory is fetched while words are computed: with a separate buffer, or with stores past the caches, large fills were slower
/// (docs/performance.md).
/// </remarks>
internal static class SamplingLoop
{
    private const int Chunk = 4096;

    /// <summary>Fills a span with the values of the next words of a source.</summary>
    public static void Fill<TSource, TMap>(TSource source, Span<float> destination, TMap map)
        where TSource : IRandomBitSource
        where TMap : struct, IWordMap
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(destination);
        for (uint start = 0; start < (uint)words.Length; start += Chunk)
        {
            Span<uint> chunk = words.Slice((int)start, Math.Min(Chunk, words.Length - (int)start));
            source.NextBits(chunk);
            if (Lanes512.IsSupported) Map<Lanes512, Vector512<uint>, TMap>(chunk, ref map);
            else if (Lanes256.IsSupported) Map<Lanes256, Vector256<uint>, TMap>(chunk, ref map);
            else if (Lanes128.IsSupported) Map<Lanes128, Vector128<uint>, TMap>(chunk, ref map);
            else Map<Lanes32, uint, TMap>(chunk, ref map);
        }
    }

    /// <summary>Maps words to values in place: whole vectors first, then the remainder as part of one.</summary>
    /// <remarks>
    /// A method of its own, fully optimized at once, so that the formula has all of the compiler's inlining budget. It takes the map by
    /// reference: its numbers are then broadcast from memory, which leaves the unit for permutations free to look up coefficients.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<TLanes, TVector, TMap>(Span<uint> words, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, IWordMap
    {
        OctaveQuantile quantile = OctaveQuantile.Instance;
        int whole = words.Length - words.Length % TLanes.Count;
        for (int i = 0; i < whole; i += TLanes.Count)
        {
            ref uint lanes = ref Unsafe.Add(ref MemoryMarshal.GetReference(words), i);
            TLanes.Store(map.Invoke<TLanes, TVector>(TLanes.Load(in lanes), in quantile), ref lanes);
        }
        if (whole < words.Length) MapRemainder<TLanes, TVector, TMap>(words[whole..], ref map);
    }

    private static void MapRemainder<TLanes, TVector, TMap>(Span<uint> words, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, IWordMap
    {
        Span<uint> lanes = stackalloc uint[TLanes.Count];
        words.CopyTo(lanes);
        TLanes.Store(map.Invoke<TLanes, TVector>(TLanes.Load(in lanes[0]), OctaveQuantile.Instance), ref lanes[0]);
        lanes[..words.Length].CopyTo(words);
    }
}
