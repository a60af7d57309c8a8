using Initializers.Kernels;
using MathNet.Numerics;

namespace Initializers.Frameworks;

/// <summary><c>jax.random.uniform</c>, <c>normal</c> and <c>truncated_normal</c>: every element by itself. Each operation is rounded to the type; those of float and double that XLA fuses are.</summary>
internal static class JaxSampling<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const int Chunk = 512;

    private static readonly double RootTwo = R(Math.Sqrt(2)), InverseRootTwo = R(1 / RootTwo);

    /// <summary>Whether products are added in one rounding, as those of 16 bits are not.</summary>
    private static bool IsFused => TType.IsDouble || TType.Fraction == 23;

    /// <summary>Uniform from low to below high.</summary>
    public static void Uniform(JaxKey key, Span<T> destination, double low, double high) => Draw(key, destination, Argument(low), Argument(high), new Identity());

    /// <summary>Standard normals times a factor, in one product as a jitted program has it, or without one.</summary>
    public static void Normal(JaxKey key, Span<T> destination, double? factor = null) =>
        Draw(key, destination, TType.Widen(TType.Next(TType.Round(-1f), up: true)), 1, new Quantile(factor is { } times ? R(RootTwo * times) : RootTwo));

    /// <summary>Standard normals between two bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">Where the values go.</param>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    /// <param name="isFolded">Whether the bounds were known when the program was compiled, which then has the C library's error function of a quotient.</param>
    public static void TruncatedNormal(JaxKey key, Span<T> destination, double lower, double upper, bool isFolded)
    {
        double low = Argument(lower), high = Argument(upper);
        Draw(key, destination, Below(low), Below(high), new Clipped(TType.Widen(TType.Next(TType.Round(low), up: true)), TType.Widen(TType.Next(TType.Round(high), up: false))));

        double Below(double bound) => isFolded && !TType.IsDouble && TType.Fraction == 23 ? R(SpecialFunctions.Erf(R(bound / RootTwo))) : Erf(R(bound * InverseRootTwo));
    }

    /// <summary>A number rounded to the type.</summary>
    public static double R(double value) => TType.Widen(TType.Round(value));

    /// <summary>Units, stretched from low to high, and what becomes of them.</summary>
    private static void Draw<TMap>(JaxKey key, Span<T> destination, double low, double high, TMap map)
        where TMap : struct, IMap
    {
        double width = R(high - low);
        if (TType.IsDouble)
        {
            var words = new ulong[destination.Length];
            key.Bits(words);
            for (int i = 0; i < words.Length; i++)
            {
                double u = (words[i] >> 12) * (1.0 / 4503599627370496), value = Math.Max(low, ExactFma.Invoke(u, width, low));
                destination[i] = TType.Round(map.Invoke(TMap.IsQuantile ? XlaMathDouble.ErfInv(value) : value));
            }
            return;
        }
        Span<float> floats = stackalloc float[Math.Min(Chunk, destination.Length)];
        float from = (float)low, distance = (float)width;
        var units = new JaxUnits(key, destination.Length, TType.Fraction);
        for (int start = 0; start < destination.Length; start += floats.Length)
        {
            floats = floats[..Math.Min(floats.Length, destination.Length - start)];
            units.Fill(floats, start);
            foreach (ref float value in floats) value = Math.Max(from, IsFused ? ExactFma.Invoke(value, distance, from) : (float)R(R(value * distance) + from));
            if (TMap.IsQuantile) XlaMath.ErfInv(floats);
            for (int i = 0; i < floats.Length; i++) destination[start + i] = TType.Round((float)map.Invoke(TMap.IsQuantile ? R(floats[i]) : floats[i]));
        }
    }

    /// <summary>An argument that was given as a number: float first, unless in double.</summary>
    private static double Argument(double value) => TType.IsDouble ? value : TType.Widen(TType.Round((float)value));

    private static double Erf(double x) => TType.IsDouble ? GnuErf.Invoke(x) : R(XlaMath.Erf((float)x));

    /// <summary>What becomes of a stretched unit, or of its quantile.</summary>
    private interface IMap
    {
        static abstract bool IsQuantile { get; }

        double Invoke(double value);
    }

    private readonly struct Identity : IMap
    {
        public static bool IsQuantile => false;

        public double Invoke(double value) => value;
    }

    private readonly struct Quantile(double factor) : IMap
    {
        public static bool IsQuantile => true;

        public double Invoke(double value) => value * factor;
    }

    private readonly struct Clipped(double smallest, double largest) : IMap
    {
        public static bool IsQuantile => true;

        public double Invoke(double value) => Math.Min(Math.Max(R(value * RootTwo), smallest), largest);
    }
}
