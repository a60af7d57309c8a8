using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>The expected results of the vector code, value by value: the functions as scalar code.</summary>
internal static class ScalarRecipes
{
    private const double TwoPi = 6.283185307179586476925;

    private static readonly double[] Reciprocals = BitPatterns.Doubles(
    [
        0x3FF661EC79F8F3BE, 0x3FF571ED4AAF883D, 0x3FF49539F0F010B0, 0x3FF3C995B0B80385,
        0x3FF30D190C8864A5, 0x3FF25E227B0B8EA0, 0x3FF1BB4A4A1A343F, 0x3FF12358F08AE5BA,
        0x3FF0953F419900A7, 0x3FF0000000000000, 0x3FEE608CFD9A47AC, 0x3FECA4B31F026AA0,
        0x3FEB2036576AFCE6, 0x3FE9C2D163A1AA2D, 0x3FE886E6037841ED, 0x3FE767DCF5534862,
    ]);

    private static readonly double[] Logarithms = BitPatterns.Doubles(
    [
        0xBFD57BF7808CAADE, 0xBFD2BEF0A7C06DDB, 0xBFD01EAE7F513A67, 0xBFCB31D8A68224E9,
        0xBFC6574F0AC07758, 0xBFC1AA2BC79C8100, 0xBFBA4E76CE8C0E5E, 0xBFB1973C5A611CCC,
        0xBFA252F438E10C1E, 0, 0x3FAAA5AA5DF25984, 0x3FBC5E53AA362EB4,
        0x3FC526E57720DB08, 0x3FCBC2860D224770, 0x3FD1058BC8A07EE1, 0x3FD4043057B6EE09,
    ]);

    private static readonly double[] A = BitPatterns.Doubles([0xBFD00EA348B88334, 0x3FD5575B0BE00B6A, 0xBFDFFFFEF20A4123]);

    private static readonly double[] S = BitPatterns.Doubles([0xBFC555545995A603, 0x3F81107605230BC4, 0xBF2994EB3774CF24]);

    private static readonly double[] C =
        BitPatterns.Doubles([0xBFDFFFFFFD0C621C, 0x3FA55553E1068F19, 0xBF56C087E89A359D, 0x3EF99343027BF8C3]);

    private static readonly double QuartersScaled = BitConverter.UInt64BitsToDouble(0x41645F306DC9C883),
        HalfPi = BitConverter.UInt64BitsToDouble(0x3FF921FB54442D18);

    /// <summary>glibc's logf.</summary>
    public static float GnuLog(float x)
    {
        if (x == 1) return 0;
        uint bits = BitConverter.SingleToUInt32Bits(x), shifted = bits - 0x3F330000;
        int i = (int)(shifted >> 19) & 15, k = (int)shifted >> 23;
        double z = BitConverter.UInt32BitsToSingle(bits - (shifted & 0xFF800000)), r = z * Reciprocals[i] - 1;
        double start = Logarithms[i] + k * 0.69314718055994530942, square = r * r;
        double p = A[1] * r + A[2];
        p = A[0] * square + p;
        return (float)(p * square + (start + r));
    }

    /// <summary>glibc's sinf and cosf, with its branches for small arguments.</summary>
    public static (float Sine, float Cosine) GnuSinCos(float value)
    {
        uint top = BitConverter.SingleToUInt32Bits(value) >> 20;
        if (top < 0x398) return (value, 1);
        int quarter = 0;
        double x = value;
        if (top >= 0x3F4)
        {
            quarter = ((int)(x * QuartersScaled) + 0x800000) >> 24;
            x -= quarter * HalfPi;
        }
        double square = x * x, fourth = square * square, signed = (quarter & 3) is 1 or 2 ? -x : x, cube = square * signed;
        double sine = signed + cube * S[0] + cube * square * (S[1] + square * S[2]);
        double cosine = 1 + square * C[0] + fourth * C[1] + fourth * square * (C[2] + square * C[3]);
        if ((quarter & 2) != 0) cosine = -cosine;
        return (quarter & 1) != 0 ? ((float)cosine, (float)sine) : ((float)sine, (float)cosine);
    }

    /// <summary>TensorFlow's normals from two words, sine first.</summary>
    public static (float First, float Second) TensorFlowNormals(uint first, uint second)
    {
        float radius = MathF.Sqrt(-2 * GnuLog(Math.Max(Unit(first), 1e-7f)));
        (float sine, float cosine) = GnuSinCos((float)(TwoPi * Unit(second)));
        return (sine * radius, cosine * radius);

        static float Unit(uint word) => (word & 0x7FFFFF) * (1f / 8388608);
    }

    /// <summary>XLA's inverse error function.</summary>
    public static float ErfInv(float u)
    {
        if (Math.Abs(u) == 1) return u * float.PositiveInfinity;
        float w = -Log1P(u * -u);
        return u * (w < 5
            ? Horner(w - 2.5f, 0x32F16588, 0x34B84B36, 0xB66C7357, 0xB6935AC1, 0x396532DB, 0xBAA45408, 0xBB88E4EF, 0x3E7C8F63, 0x3FC02E2F)
            : Horner(MathF.Sqrt(w) - 3, 0xB951F09B, 0x38D3B56B, 0x3AB0DC72, 0xBB70BDE7, 0x3BBC127B, 0xBBF9C5D7, 0x3C1AA57E, 0x3F8036DB,
                0x40354F7E));
    }

    private static float Log1P(float x)
    {
        if (!(MathF.Abs(x) < BitConverter.UInt32BitsToSingle(0x3ED413CD))) return Log(x + 1);
        float numerator = Horner(x, 0x383DE04B, 0x3EFF40C5, 0x40D284FA, 0x41EF4B9C, 0x4273CC76, 0x426473AD, 0x41A05101);
        float denominator = Horner(x, 0x3F800000, 0x417101AD, 0x42A6185B, 0x435DC32D, 0x439A8CA3, 0x43586D8A, 0x42707982), square = x * x;
        return x + ExactFma.Invoke(square, -0.5f, x * square * (numerator / denominator));
    }

    private static float Log(float y)
    {
        uint bits = BitConverter.SingleToUInt32Bits(y);
        float e = (int)(bits >> 23) - 127 + 1, m = BitConverter.UInt32BitsToSingle((bits & 0x807FFFFF) | 0x3F000000), x = m - 1;
        if (m < BitConverter.UInt32BitsToSingle(0x3F3504F3)) (e, x) = (e - 1, m - 1 + m);
        float square = x * x, cube = square * x;
        float t = ExactFma.Invoke(Horner(x, 0x3D9021BB, 0xBDEBD1B8, 0x3DEF251A), cube, Horner(x, 0xBDFE5D4F, 0x3E11E9BF, 0xBE2AAE50));
        t = ExactFma.Invoke(t, cube, Horner(x, 0x3E4CCEAC, 0xBE7FFFFC, 0x3EAAAAAA));
        t = ExactFma.Invoke(t, cube, e * BitConverter.UInt32BitsToSingle(0xB95E8083));
        return ExactFma.Invoke(e, BitConverter.UInt32BitsToSingle(0x3F318000), ExactFma.Invoke(square, -0.5f, x) + t);
    }

    private static float Horner(float x, params ReadOnlySpan<uint> coefficients)
    {
        float sum = BitConverter.UInt32BitsToSingle(coefficients[0]);
        foreach (uint coefficient in coefficients[1..]) sum = ExactFma.Invoke(sum, x, BitConverter.UInt32BitsToSingle(coefficient));
        return sum;
    }
}
