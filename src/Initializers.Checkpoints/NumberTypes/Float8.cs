using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers.Checkpoints;

/// <summary>Rounds floats to 8 bits.</summary>
internal static class Float8
{
    /// <summary>The floats that are rounded at a time, whose 16-bit halves stay in the cache.</summary>
    private const int Chunk = 1024;

    private const uint InfinityBits = 0x7F800000;

    /// <summary>Rounds each float once, to nearest, ties to even; NaN stays NaN.</summary>
    /// <param name="floats">The floats.</param>
    /// <param name="bytes">Where they go, as many.</param>
    /// <param name="format">The format.</param>
    /// <param name="saturates">Whether magnitudes beyond the largest number become it; see <see cref="Float8Map"/>.</param>
    [SkipLocalsInit]
    public static void Round(ReadOnlySpan<float> floats, Span<byte> bytes, Float8Format format, bool saturates)
    {
        var map = new Float8Map(format, saturates);
        Span<ushort> halves = stackalloc ushort[Chunk];
        for (int done = 0, count; done < floats.Length; done += count)
        {
            count = Math.Min(Chunk, floats.Length - done);
            ReadOnlySpan<float> part = floats.Slice(done, count);
            Span<byte> rounded = bytes.Slice(done, count);
            uint largest = NarrowingLoop.Run(MemoryMarshal.Cast<float, uint>(part), halves, map);
            TensorPrimitives.ConvertTruncating<ushort, byte>(halves[..count], rounded);
            if (largest > InfinityBits) KeepNaN(part, rounded);
        }
    }

    private static void KeepNaN(ReadOnlySpan<float> floats, Span<byte> bytes)
    {
        for (int i = 0; i < floats.Length; i++)
        {
            if (float.IsNaN(floats[i])) bytes[i] = Float8Format.NaN;
        }
    }
}
