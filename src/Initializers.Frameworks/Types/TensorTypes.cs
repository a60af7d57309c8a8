using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>A number type of tensors, with its rounding.</summary>
internal interface ITensorType<T>
    where T : unmanaged
{
    /// <summary>Whether values are computed in double from 53 random bits, rather than in float from 24.</summary>
    static virtual bool IsDouble => false;

    /// <summary>Whether PyTorch's normal fill draws uniforms for an incomplete last block before it draws that block anew.</summary>
    static virtual bool DrawsTailTwice => true;

    static abstract T Round(float value);

    /// <summary>Rounds to the type, to float first for a 16-bit one.</summary>
    static virtual T Round(double value) => throw new NotSupportedException();

    /// <summary>Rounds a constant to the type directly, except to bfloat16, which is reached through float.</summary>
    static virtual T RoundOnce(double value) => throw new NotSupportedException();

    /// <summary>The number of stored bits of the significand.</summary>
    static abstract int Fraction { get; }

    static abstract double Widen(T value);

    /// <summary>Rounds floats to the type, and widens them again.</summary>
    static virtual Vector256<float> Rounded(Vector256<float> values) => values;

    /// <summary>The next number up or down. For 0 it is 0, since subnormal numbers are flushed.</summary>
    static abstract T Next(T value, bool up);
}

/// <summary>Operations that follow for every type.</summary>
internal static class TensorType<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>Rounds to the type, and widens again.</summary>
    public static double Rounded(double value) => TType.Widen(TType.Round(value));

    /// <summary>A constant, rounded to the type.</summary>
    public static double Constant(double value) => TType.Widen(TType.RoundOnce(value));

    /// <summary>Rounds floats to the type.</summary>
    public static void Round(ReadOnlySpan<float> values, Span<T> destination)
    {
        if (typeof(T) == typeof(float)) MemoryMarshal.Cast<float, T>(values).CopyTo(destination);
        else for (int i = 0; i < values.Length; i++) destination[i] = TType.Round(values[i]);
    }
}

internal readonly struct Float32 : ITensorType<float>
{
    public static float Round(float value) => value;

    public static float Round(double value) => (float)value;

    public static double Widen(float value) => value;

    public static float RoundOnce(double value) => (float)value;

    public static int Fraction => 23;

    public static float Next(float value, bool up) =>
        value == 0 ? 0
        : (up ? float.IsPositiveInfinity(value) : float.IsNegativeInfinity(value)) ? value
        : up ? MathF.BitIncrement(value) : MathF.BitDecrement(value);
}

internal readonly struct Float64 : ITensorType<double>
{
    public static bool IsDouble => true;

    public static double Round(float value) => value;

    public static double Round(double value) => value;

    public static double Widen(double value) => value;

    public static double RoundOnce(double value) => value;

    public static int Fraction => 52;

    public static double Next(double value, bool up) =>
        value == 0 ? 0
        : (up ? double.IsPositiveInfinity(value) : double.IsNegativeInfinity(value)) ? value
        : up ? Math.BitIncrement(value) : Math.BitDecrement(value);
}

internal readonly struct Float16 : ITensorType<Half>
{
    public static bool DrawsTailTwice => false;

    public static Half Round(float value) => (Half)value;

    public static Half Round(double value) => (Half)(float)value;

    public static double Widen(Half value) => (double)value;

    /// <summary>Rounds to 10 fraction bits, ties to even: below 2^-14 to multiples of 2^-24, from 65520 on to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Rounded(Vector256<float> values)
    {
        Vector256<uint> bits = values.AsUInt32(), half = Vector256.Create(0xFFFu) + ((bits >>> 13) & Vector256<uint>.One);
        Vector256<float> size = Vector256.Abs(values), normal = ((bits + half) & Vector256.Create(~0x1FFFu)).AsSingle();
        Vector256<float> small = Vector256.CopySign((size + Vector256.Create(0.5f)) - Vector256.Create(0.5f), values),
            infinite = Vector256.CopySign(Vector256.Create(float.PositiveInfinity), values);
        Vector256<float> finite = Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(6.103515625e-5f)), small, normal);
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(size, Vector256.Create(65520f)), infinite, finite);
    }

    public static Half RoundOnce(double value) => (Half)value;

    public static int Fraction => 10;

    public static Half Next(Half value, bool up) =>
        value == Half.Zero ? Half.Zero
        : (up ? Half.IsPositiveInfinity(value) : Half.IsNegativeInfinity(value)) ? value
        : up ? Half.BitIncrement(value) : Half.BitDecrement(value);
}

/// <summary>The upper half of a float, as its bits.</summary>
internal readonly struct BFloat16 : ITensorType<ushort>
{
    public static bool DrawsTailTwice => false;

    /// <summary>Rounds to the nearest, ties to even; NaN stays NaN.</summary>
    public static ushort Round(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    public static ushort Round(double value) => Round((float)value);

    public static double Widen(ushort value) => BitConverter.UInt32BitsToSingle((uint)value << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Rounded(Vector256<float> values)
    {
        Vector256<uint> bits = values.AsUInt32();
        return ((bits + Vector256.Create(0x7FFFu) + ((bits >>> 16) & Vector256<uint>.One)) & Vector256.Create(0xFFFF0000u)).AsSingle();
    }

    public static ushort RoundOnce(double value) => Round((float)value);

    public static int Fraction => 7;

    /// <summary>Numbers of one sign are ordered as their bits are.</summary>
    public static ushort Next(ushort value, bool up)
    {
        bool isNegative = (value & 0x8000) != 0;
        if ((value & 0x7FFF) == 0) return 0;
        if ((value & 0x7FFF) == 0x7F80 && isNegative != up) return value;
        return (ushort)(isNegative == up ? value - 1 : value + 1);
    }
}
