using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>The one sampling loop: words, chunk by chunk while they are in the nearest cache, turned into values in their place.</summary>
/// <remarks>
/// In their place, so that the memory is fetched while words are computed; from a buffer to the side, or with stores past the caches, large
/// fills were slower (docs/performance.md).
/// </remarks>
internal static class SamplingLoop
{
    private const int Chunk = 4096;

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

    /// <summary>Maps words in their place: whole vectors, then the rest as a part of one.</summary>
    /// <remarks>
    /// A method of its own, compiled in full at once, so that the formula has all of the compiler's budget for inlining. It takes the map
    /// by reference: its numbers are then broadcast from memory, which takes nothing from the unit that looks up coefficients.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<TLanes, TVector, TMap>(Span<uint> words, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, IWordMap
    {
        int whole = words.Length - words.Length % TLanes.Count;
        for (int i = 0; i < whole; i += TLanes.Count)
        {
            ref uint lanes = ref Unsafe.Add(ref MemoryMarshal.GetReference(words), i);
            TLanes.Store(map.Invoke<TLanes, TVector>(TLanes.Load(in lanes)), ref lanes);
        }
        if (whole < words.Length) MapRest<TLanes, TVector, TMap>(words[whole..], ref map);
    }

    private static void MapRest<TLanes, TVector, TMap>(Span<uint> words, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, IWordMap
    {
        Span<uint> lanes = stackalloc uint[TLanes.Count];
        words.CopyTo(lanes);
        TLanes.Store(map.Invoke<TLanes, TVector>(TLanes.Load(in lanes[0])), ref lanes[0]);
        lanes[..words.Length].CopyTo(words);
    }
}
