using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Kernels;

/// <summary>Maps words to numbers of 16 bits.</summary>
internal static class NarrowingLoop
{
    /// <summary>Maps words by the widest vectors that the processor has.</summary>
    public static void Run<TMap>(ReadOnlySpan<uint> words, Span<ushort> destination, TMap map) where TMap : struct, IWordMap
    {
        if (Lanes512.IsSupported) Run<Lanes512, Vector512<uint>, TMap>(words, destination, ref map);
        else if (Lanes256.IsSupported) Run<Lanes256, Vector256<uint>, TMap>(words, destination, ref map);
        else if (Lanes128.IsSupported) Run<Lanes128, Vector128<uint>, TMap>(words, destination, ref map);
        else Run<Lanes32, uint, TMap>(words, destination, ref map);
    }

    /// <summary>Maps whole vectors, then the rest as a part of one; compiled as <see cref="SamplingLoop.Map"/> is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TLanes, TVector, TMap>(ReadOnlySpan<uint> words, Span<ushort> destination, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, IWordMap
    {
        ref uint from = ref MemoryMarshal.GetReference(words);
        ref ushort to = ref MemoryMarshal.GetReference(destination);
        int whole = words.Length - words.Length % TLanes.Count;
        for (int i = 0; i < whole; i += TLanes.Count)
            TLanes.StoreNarrowed(map.Invoke<TLanes, TVector>(TLanes.Load(in Unsafe.Add(ref from, i))), ref Unsafe.Add(ref to, i));
        if (whole < words.Length) MapRest<TLanes, TVector, TMap>(words[whole..], destination[whole..], ref map);
    }

    private static void MapRest<TLanes, TVector, TMap>(ReadOnlySpan<uint> words, Span<ushort> destination, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, IWordMap
    {
        Span<uint> lanes = stackalloc uint[TLanes.Count];
        Span<ushort> mapped = stackalloc ushort[TLanes.Count];
        words.CopyTo(lanes);
        TLanes.StoreNarrowed(map.Invoke<TLanes, TVector>(TLanes.Load(in lanes[0])), ref mapped[0]);
        mapped[..words.Length].CopyTo(destination);
    }
}
