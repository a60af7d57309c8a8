using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// Arithmetic on weights of the four number types: float, double, Half, and bfloat16 as its bits, <see cref="ushort"/>. Results are rounded
/// once; magnitudes beyond the largest number become it.
/// </summary>
internal static class Numbers
{
    /// <summary>Converts floats to doubles, halves or bfloat16, rounded once to nearest, ties to even.</summary>
    public static void Convert<T>(ReadOnlySpan<float> floats, Span<T> weights) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            TensorPrimitives.ConvertTruncating(floats, MemoryMarshal.Cast<T, double>(weights));
            return;
        }
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<float, uint>(floats);
        Span<ushort> bits = MemoryMarshal.Cast<T, ushort>(weights);
        bool isMapped = typeof(T) == typeof(Half)
            ? NarrowingLoop.Run(words, bits, new HalfMap()) <= HalfMap.Largest
            : NarrowingLoop.Run(words, bits, new BFloat16Map()) <= BFloat16Map.Largest;
        for (int i = 0; !isMapped && i < floats.Length; i++) weights[i] = Round<T>(floats[i]);
    }

    /// <summary>Multiplies each weight by a factor.</summary>
    public static void Multiply<T>(Span<T> weights, double factor) where T : unmanaged
    {
        foreach (ref T weight in weights) weight = Round<T>(Widen(weight) * factor);
    }

    /// <summary>Negates each weight.</summary>
    public static void Negate<T>(Span<T> weights) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Flip<uint>(MemoryMarshal.AsBytes(weights), 0x80000000u);
        else if (typeof(T) == typeof(double)) Flip<ulong>(MemoryMarshal.AsBytes(weights), 0x8000000000000000ul);
        else Flip<ushort>(MemoryMarshal.AsBytes(weights), 0x8000);
    }

    /// <summary>Returns the name of a number type.</summary>
    public static string NameOf<T>() where T : unmanaged => typeof(T) == typeof(ushort) ? "bfloat16" : typeof(T).Name;

    /// <summary>Rounds a double to a number type, to nearest, ties to even; NaN stays NaN.</summary>
    public static T Round<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>((float)Math.Clamp(value, -float.MaxValue, float.MaxValue));
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(Math.Clamp(value, -double.MaxValue, double.MaxValue));
        if (typeof(T) == typeof(Half))
            return Unsafe.BitCast<Half, T>((Half)Math.Clamp(value, (double)Half.MinValue, (double)Half.MaxValue));
        return Unsafe.BitCast<ushort, T>(BFloat16Bits.Round(value));
    }

    private static double Widen<T>(T weight) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(weight)
        : typeof(T) == typeof(double) ? Unsafe.BitCast<T, double>(weight)
        : typeof(T) == typeof(Half) ? (double)Unsafe.BitCast<T, Half>(weight)
        : BFloat16Bits.Widen(Unsafe.BitCast<T, ushort>(weight));

    private static void Flip<TBits>(Span<byte> bytes, TBits sign) where TBits : unmanaged, System.Numerics.IBinaryInteger<TBits>
    {
        foreach (ref TBits bits in MemoryMarshal.Cast<byte, TBits>(bytes)) bits ^= sign;
    }
}
