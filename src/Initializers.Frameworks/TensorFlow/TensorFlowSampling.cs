namespace Initializers.Frameworks;

/// <summary>TensorFlow's distributions over a stream of Philox: uniforms, and Box and Muller's normals, sine first. Every step is rounded to the type.</summary>
internal static class TensorFlowSampling<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const double TwoPi = 6.283185307179586476925;

    /// <summary>Uniforms are kept from 0, for their logarithm.</summary>
    private const double Smallest = 1e-7;

    /// <summary>Words of a uniform, and values of a block.</summary>
    private static int WordsOfOne => TType.IsDouble ? 2 : 1;

    /// <summary>Truncated normals come in groups, each with a stream of its own so many blocks from the one before.</summary>
    private static (int Size, ulong Stride) Group => TType.IsDouble ? (2, 128UL) : (4, 256UL);

    public static void Uniform(PhiloxCounter stream, Span<T> destination, double low, double high)
    {
        double from = Constant(low), width = R(Constant(high) - from);
        int perBlock = 4 / WordsOfOne;
        Span<double> units = stackalloc double[4];
        for (int start = 0; start < destination.Length; start += perBlock)
        {
            (uint x0, uint x1, uint x2, uint x3) = stream.Block((ulong)(start / perBlock));
            if (TType.IsDouble) (units[0], units[1]) = (Unit(x0, x1), Unit(x2, x3));
            else (units[0], units[1], units[2], units[3]) = (Unit(x0), Unit(x1), Unit(x2), Unit(x3));
            for (int i = 0; i < Math.Min(perBlock, destination.Length - start); i++) destination[start + i] = Affine(units[i], width, from);
        }
    }

    public static void Normal(PhiloxCounter stream, Span<T> destination, double mean, double deviation)
    {
        double shift = Constant(mean), factor = Constant(deviation);
        (int perBlock, _) = Group;
        Span<double> values = stackalloc double[4];
        for (int start = 0; start < destination.Length; start += perBlock)
        {
            Normals(stream.Block((ulong)(start / perBlock)), values);
            for (int i = 0; i < Math.Min(perBlock, destination.Length - start); i++) destination[start + i] = Affine(R(values[i]), factor, shift);
        }
    }

    /// <summary>Normals within two deviations.</summary>
    public static void TruncatedNormal(PhiloxCounter stream, Span<T> destination, double mean, double deviation)
    {
        double shift = Constant(mean), factor = Constant(deviation);
        (int size, ulong stride) = Group;
        Span<double> values = stackalloc double[4];
        for (int start = 0; start < destination.Length; start += size)
        {
            ulong block = (ulong)(start / size) * stride;
            int kept = 0, wanted = Math.Min(size, destination.Length - start);
            while (kept < wanted)
            {
                Normals(stream.Block(block++), values);
                foreach (double value in values[..size])
                {
                    if (kept < wanted && Math.Abs(value) < 2) destination[start + kept++] = Affine(R(value), factor, shift);
                }
            }
        }
    }

    /// <summary>The normals of a block: two pairs of floats, or one of doubles.</summary>
    private static void Normals((uint X0, uint X1, uint X2, uint X3) words, Span<double> values)
    {
        if (TType.IsDouble)
        {
            (double sine, double cosine) = GnuSinCos.Invoke(TwoPi * Unit(words.X2, words.X3));
            double radius = Math.Sqrt(-2 * GnuLog.Invoke(Math.Max(Unit(words.X0, words.X1), Smallest)));
            (values[0], values[1]) = (sine * radius, cosine * radius);
            return;
        }
        (values[0], values[1]) = Pair(words.X0, words.X1);
        (values[2], values[3]) = Pair(words.X2, words.X3);
    }

    private static (double, double) Pair(uint first, uint second)
    {
        float u = Math.Max(Unit23(first), (float)Smallest), radius = MathF.Sqrt(-2 * GnuLogSingle.Invoke(u));
        (float sine, float cosine) = GnuSinCosSingle.Invoke((float)(TwoPi * Unit23(second)));
        return (sine * radius, cosine * radius);
    }

    /// <summary>As many low bits of a word as the type has behind the point.</summary>
    private static double Unit(uint word) => (word & ((1u << TType.Fraction) - 1)) * (1.0 / (1 << TType.Fraction));

    private static double Unit(uint high, uint low) => (((ulong)(high & 0xFFFFF) << 32) | low) * (1.0 / 4503599627370496);

    private static float Unit23(uint word) => (word & 0x7FFFFF) * (1f / 8388608);

    private static T Affine(double value, double factor, double addend) => TType.Round(R(value * factor) + addend);

    private static double Constant(double value) => TType.Widen(TType.RoundOnce(value));

    private static double R(double value) => TType.Widen(TType.Round(value));
}
