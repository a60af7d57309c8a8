using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>The loop from floats to 16-bit numbers, the upper halves of the lanes that a map returns.</summary>
internal static class NarrowingLoop
{
    private const uint Magnitude = 0x7FFFFFFF;

    /// <summary>Converts floats with the widest vectors that the processor supports.</summary>
    /// <returns>The bits of the largest magnitude, NaN above infinity, which tell whether the map was valid for all floats.</returns>
    public static uint Run<TMap>(ReadOnlySpan<uint> floats, Span<ushort> destination, TMap map) where TMap : struct, INarrowingMap
    {
        if (Lanes512.IsSupported) return Run<Lanes512, Vector512<uint>, TMap>(floats, destination, ref map);
        if (Lanes256.IsSupported) return Run<Lanes256, Vector256<uint>, TMap>(floats, destination, ref map);
        if (Lanes128.IsSupported) return Run<Lanes128, Vector128<uint>, TMap>(floats, destination, ref map);
        return Run<Lanes32, uint, TMap>(floats, destination, ref map);
    }

    /// <summary>
    /// Converts two vectors at a time, then the remainder as part of two; optimized in the same way as <see cref="SamplingLoop.Map"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static uint Run<TLanes, TVector, TMap>(ReadOnlySpan<uint> floats, Span<ushort> destination, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, INarrowingMap
    {
        ref uint from = ref MemoryMarshal.GetReference(floats);
        ref ushort to = ref MemoryMarshal.GetReference(destination);
        TVector largest = TLanes.Broadcast(0u);
        int whole = floats.Length - floats.Length % (2 * TLanes.Count);
        for (int i = 0; i < whole; i += 2 * TLanes.Count)
            largest = Convert<TLanes, TVector, TMap>(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i), ref map, largest);
        Span<uint> lanes = stackalloc uint[TLanes.Count];
        TLanes.Store(largest, ref lanes[0]);
        uint result = whole < floats.Length ? ConvertRemainder<TLanes, TVector, TMap>(floats[whole..], destination[whole..], ref map) : 0;
        foreach (uint lane in lanes) result = Math.Max(result, lane);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Convert<TLanes, TVector, TMap>(ref uint from, ref ushort to, ref TMap map, TVector largest)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, INarrowingMap
    {
        TVector lower = TLanes.Load(in from), upper = TLanes.Load(in Unsafe.Add(ref from, TLanes.Count));
        TLanes.StoreUpperHalves(map.Invoke<TLanes, TVector>(lower), map.Invoke<TLanes, TVector>(upper), ref to);
        largest = TLanes.Max(largest, TLanes.And(lower, TLanes.Broadcast(Magnitude)));
        return TLanes.Max(largest, TLanes.And(upper, TLanes.Broadcast(Magnitude)));
    }

    private static uint ConvertRemainder<TLanes, TVector, TMap>(ReadOnlySpan<uint> floats, Span<ushort> destination, ref TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, INarrowingMap
    {
        Span<uint> from = stackalloc uint[2 * TLanes.Count];
        Span<ushort> to = stackalloc ushort[2 * TLanes.Count];
        from.Clear();
        floats.CopyTo(from);
        Convert<TLanes, TVector, TMap>(ref from[0], ref to[0], ref map, TLanes.Broadcast(0u));
        to[..floats.Length].CopyTo(destination);
        uint result = 0;
        foreach (uint one in floats) result = Math.Max(result, one & Magnitude);
        return result;
    }
}
