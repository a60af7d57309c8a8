namespace Initializers.Frameworks;

/// <summary>A number type of tensors: how it is rounded to.</summary>
internal interface ITensorType<T>
    where T : unmanaged
{
    /// <summary>Whether values are computed in double, from 53 bits, rather than in float, from 24.</summary>
    static virtual bool IsDouble => false;

    /// <summary>Whether the tail of a normal fill draws words of its own that its last uniforms have drawn too.</summary>
    static virtual bool FillsWholly => true;

    static abstract T Round(float value);

    /// <summary>A double reaches a 16-bit type through float.</summary>
    static virtual T Round(double value) => throw new NotSupportedException();

    static abstract double Widen(T value);
}

internal readonly struct Float32 : ITensorType<float>
{
    public static float Round(float value) => value;

    public static float Round(double value) => (float)value;

    public static double Widen(float value) => value;
}

internal readonly struct Float64 : ITensorType<double>
{
    public static bool IsDouble => true;

    public static double Round(float value) => value;

    public static double Round(double value) => value;

    public static double Widen(double value) => value;
}

internal readonly struct Float16 : ITensorType<Half>
{
    public static bool FillsWholly => false;

    public static Half Round(float value) => (Half)value;

    public static Half Round(double value) => (Half)(float)value;

    public static double Widen(Half value) => (double)value;
}

/// <summary>The upper half of a float, for which .NET has no type.</summary>
internal readonly struct BFloat16 : ITensorType<ushort>
{
    public static bool FillsWholly => false;

    /// <summary>To the nearest, ties to even; NaN stays one.</summary>
    public static ushort Round(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)0x7FC0 : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    public static ushort Round(double value) => Round((float)value);

    public static double Widen(ushort value) => BitConverter.UInt32BitsToSingle((uint)value << 16);
}
