using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// Loads and stores of vectors that may be cut off by the end of a span, so that a loop needs no separate code for its remainder.
/// </summary>
internal static class PartialVector
{
    /// <summary>The first elements; lanes beyond the end are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load<T>(ReadOnlySpan<T> source)
        where T : unmanaged =>
        source.Length >= Vector256<T>.Count ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source)) : LoadRest(source);

    /// <summary>Stores as many lanes as fit, and advances the span past them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTo<T>(this Vector256<T> lanes, ref Span<T> destination)
        where T : unmanaged
    {
        if (destination.Length >= Vector256<T>.Count)
        {
            lanes.StoreUnsafe(ref MemoryMarshal.GetReference(destination));
            destination = destination[Vector256<T>.Count..];
        }
        else
        {
            StoreRest(lanes, destination);
            destination = default;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<T> LoadRest<T>(ReadOnlySpan<T> source)
        where T : unmanaged
    {
        Vector256<T> lanes = default;
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector256<T>, T>(ref lanes), Vector256<T>.Count));
        return lanes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreRest<T>(Vector256<T> lanes, Span<T> destination)
        where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector256<T>, T>(ref lanes), destination.Length).CopyTo(destination);
}
