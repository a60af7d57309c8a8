using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// <c>jax.random.uniform</c>, <c>normal</c> and <c>truncated_normal</c>, each element on its own. Each operation is rounded to the type,
/// except that multiply-adds of floats and doubles are fused where XLA fuses them.
/// </summary>
internal static class JaxSampling<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const int Chunk = 512;

    private static readonly double RootTwo = R(Math.Sqrt(2)), InverseRootTwo = R(1 / RootTwo);

    /// <summary>The number of bits drawn per value.</summary>
    private static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TType.Fraction switch { 52 => 64, 23 => 32, 10 => 16, _ => 8 };
    }

    /// <summary>Whether multiply-adds are fused, as they are not for 16-bit types.</summary>
    private static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TType.IsDouble || TType.Fraction == 23;
    }

    /// <summary>Refuses bounds that are not finite in the type, or whose distance is not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound or the distance is not finite.</exception>
    public static void CheckUniform(double low, double high)
    {
        double from = Guard.FiniteAs(Argument(low), low), to = Guard.FiniteAs(Argument(high), high);
        Guard.DistanceAs(R(to - from), low, high);
    }

    /// <summary>Uniform values from low to below high.</summary>
    public static void Uniform(JaxKey key, Span<T> destination, double low, double high) =>
        Draw(key, destination, Argument(low), Argument(high), new Identity());

    /// <summary>Standard normals, optionally times a factor, which as in a jitted program is folded into the only product.</summary>
    public static void Normal(JaxKey key, Span<T> destination, double? factor = null) =>
        Draw(key, destination, TType.Widen(TType.Next(TType.Round(-1f), up: true)), 1,
            new Quantile(factor is { } times ? R(RootTwo * times) : RootTwo));

    /// <summary>Standard normals between two bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="destination">Receives the values.</param>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    /// <param name="isFolded">
    /// Whether the bounds were known at compile time, so that their error functions are the C library's, of a quotient.
    /// </param>
    public static void TruncatedNormal(JaxKey key, Span<T> destination, double lower, double upper, bool isFolded)
    {
        double low = Argument(lower), high = Argument(upper);
        Draw(key, destination, ErfOfBound(low, isFolded), ErfOfBound(high, isFolded),
            new Clipped(TType.Widen(TType.Next(TType.Round(low), up: true)), TType.Widen(TType.Next(TType.Round(high), up: false))));
    }

    /// <summary>Refuses bounds with fewer than 32 numbers of the type between their error functions.</summary>
    /// <exception cref="ArgumentException">The bounds are refused.</exception>
    public static void CheckResolution(double lower, double upper)
    {
        double low = ErfOfBound(Argument(lower), isFolded: false), high = ErfOfBound(Argument(upper), isFolded: false);
        ErfResolution<T, TType>.Check(low, high, lower, upper);
    }

    /// <summary>A number rounded to the type.</summary>
    public static double R(double value) => TensorType<T, TType>.Rounded(value);

    /// <summary>Numbers in [0, 1) stretched from low to high, and then mapped.</summary>
    private static void Draw<TMap>(JaxKey key, Span<T> destination, double low, double high, TMap map)
        where TMap : struct, IMap
    {
        double width = R(high - low);
        if (TType.IsDouble) DrawDoubles(key, destination, low, width, map);
        else DrawFloats(key, destination, new Stretched<TMap>((float)low, (float)width, map));
    }

    private static void DrawDoubles<TMap>(JaxKey key, Span<T> destination, double low, double width, TMap map)
        where TMap : struct, IMap
    {
        const double Unit = 1.0 / 4503599627370496; // 2^-52
        var words = new JaxWords(key, destination.Length, Width);
        Span<ulong> chunk = stackalloc ulong[Math.Min(Chunk, destination.Length)];
        for (int start = 0; start < destination.Length; start += chunk.Length)
        {
            chunk = chunk[..Math.Min(chunk.Length, destination.Length - start)];
            words.Fill(chunk, start);
            for (int i = 0; i < chunk.Length; i++)
                destination[start + i] = TType.Round(map.Invoke(Math.Max(low, ExactFma.Invoke((chunk[i] >> 12) * Unit, width, low))));
        }
    }

    private static void DrawFloats<TMap>(JaxKey key, Span<T> destination, Stretched<TMap> map)
        where TMap : struct, IMap
    {
        var words = new JaxWords(key, destination.Length, Width);
        Span<float> chunk = stackalloc float[Math.Min(Chunk, destination.Length)];
        for (int start = 0; start < destination.Length; start += chunk.Length)
        {
            chunk = chunk[..Math.Min(chunk.Length, destination.Length - start)];
            words.Fill(MemoryMarshal.Cast<float, uint>(chunk), start);
            VectorMap.Apply(chunk, map);
            TensorType<T, TType>.Round(chunk, destination[start..]);
        }
    }

    /// <summary>A Python number as an argument: it becomes a float first, except in double.</summary>
    private static double Argument(double value) => TType.IsDouble ? value : TType.Widen(TType.Round((float)value));

    /// <summary>erf(bound / sqrt(2)): where the uniforms end whose quantiles are taken.</summary>
    private static double ErfOfBound(double bound, bool isFolded) =>
        isFolded && !TType.IsDouble && TType.Fraction == 23
            ? GnuErfSingle.Invoke((float)(bound / RootTwo)) : Erf(R(bound * InverseRootTwo));

    private static double Erf(double x) => TType.IsDouble ? GnuErf.Invoke(x) : R(XlaMath.Erf((float)x));

    /// <summary>
    /// Maps words to numbers in [0, 1) with as many bits as the type's fraction, stretches them from low on, and maps the result.
    /// </summary>
    private readonly struct Stretched<TMap>(float low, float width, TMap map) : IVectorMap<float>
        where TMap : struct, IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> words)
        {
            Vector256<float> units =
                Vector256.ConvertToSingle(words.AsInt32() >>> (Width - TType.Fraction)) * Vector256.Create(1f / (1 << TType.Fraction));
            Vector256<float> from = Vector256.Create(low), distance = Vector256.Create(width);
            return map.Invoke(Vector256.Max(from,
                IsFused ? VectorFma.Fma(units, distance, from) : TType.Rounded(TType.Rounded(units * distance) + from)));
        }
    }

    /// <summary>The last step, from a stretched number to a value.</summary>
    private interface IMap
    {
        double Invoke(double value);

        Vector256<float> Invoke(Vector256<float> values);
    }

    private readonly struct Identity : IMap
    {
        public double Invoke(double value) => value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> values) => values;
    }

    private readonly struct Quantile(double factor) : IMap
    {
        public double Invoke(double value) => XlaMathDouble.ErfInv(value) * factor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> values) =>
            TType.Rounded(TType.Rounded(XlaMath.ErfInv(values)) * Vector256.Create((float)factor));
    }

    private readonly struct Clipped(double smallest, double largest) : IMap
    {
        private readonly Quantile _quantile = new(RootTwo);

        public double Invoke(double value) => Math.Min(Math.Max(_quantile.Invoke(value), smallest), largest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> values) =>
            Vector256.Min(Vector256.Max(_quantile.Invoke(values), Vector256.Create((float)smallest)), Vector256.Create((float)largest));
    }
}
