using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// NumPy's legacy generator, RandomState: <c>new NumPyLegacyRandom(42)</c> draws what <c>numpy.random.randn</c> draws after
/// <c>numpy.random.seed(42)</c>, bit for bit.
/// </summary>
/// <example>
/// <code>
/// // numpy.random.seed(0); numpy.random.randn(1000)
/// var normals = new double[1000];
/// new NumPyLegacyRandom(0).RandN(normals);
/// </code>
/// </example>
/// <remarks>
/// <para>
/// MT19937 and Marsaglia's polar method, whose second normal is kept for the next call. Verified on Linux x86-64 with FMA and the GNU C
/// library, whose logarithm decides last bits: 4e-5 of the normals differ without FMA.
/// </para>
/// <para>
/// As a source of weights it draws doubles and rounds them, as <c>.astype(numpy.float32)</c>. The number of words that a normal takes
/// varies, so slices cannot be filled on their own. Not thread-safe.
/// </para>
/// </remarks>
public sealed class NumPyLegacyRandom : IRandomSource
{
    private const int Chunk = 64;

    private readonly MT19937BitGenerator _bits;
    private readonly MersenneTwister _twister;
    private double? _kept;

    /// <summary>The generator after <c>numpy.random.seed(seed)</c>.</summary>
    /// <param name="seed">The seed.</param>
    public NumPyLegacyRandom(uint seed) : this(MersenneTwister.FromSeed(seed))
    {
    }

    /// <summary>The generator after <c>numpy.random.seed([...])</c>.</summary>
    /// <param name="key">The numbers, at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    public NumPyLegacyRandom(ReadOnlySpan<uint> key)
        : this(key.IsEmpty ? throw new ArgumentException("key must have at least one element, but had none.", nameof(key))
            : MersenneTwister.FromKey(key))
    {
    }

    /// <summary>Resumes from a state of this class or of NumPy: <c>numpy.random.set_state(state)</c>.</summary>
    /// <param name="state">The state, from <see cref="State"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state is not of MT19937.</exception>
    public NumPyLegacyRandom(NumPyState state) : this(TwisterOf(state)) => _kept = state.KeptNormal;

    private NumPyLegacyRandom(MersenneTwister twister) => (_twister, _bits) = (twister, new(twister));

    /// <summary><c>numpy.random.get_state(legacy=False)</c>, to be saved and resumed, here or in NumPy.</summary>
    public NumPyState State => new(NumPyBitGenerator.MT19937, _bits.Words, _bits.Position, null, _kept);

    /// <summary><c>rand()</c>, <c>random_sample()</c>: multiples of 2^-53 in [0, 1).</summary>
    /// <param name="destination">Where the values go.</param>
    public void Rand(Span<double> destination)
    {
        foreach (ref double value in destination) value = NextDouble();
    }

    /// <summary><c>uniform(low, high)</c>: low + (high - low) u, rounded twice, so that a value may be high.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">The value for u = 0.</param>
    /// <param name="high">The value that u = 1 would give. It may be below <paramref name="low"/>, other than in NumPy's Generator.</param>
    /// <exception cref="ArgumentException">A bound or their distance is not finite.</exception>
    public void Uniform(Span<double> destination, double low = 0, double high = 1)
    {
        double width = Guard.FiniteDistance(low, high);
        foreach (ref double value in destination) value = low + width * NextDouble();
    }

    /// <summary><c>randn()</c>, <c>standard_normal()</c>.</summary>
    /// <param name="destination">Where the values go.</param>
    public void RandN(Span<double> destination)
    {
        for (; destination.Length > Chunk; destination = destination[Chunk..]) Gauss(destination[..Chunk]);
        Gauss(destination);
    }

    /// <summary><c>normal(loc, scale)</c>: loc + scale z, rounded twice.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="loc">The mean, finite.</param>
    /// <param name="scale">The standard deviation, at least 0 and finite; -0 is refused, as in NumPy.</param>
    /// <exception cref="ArgumentException">A parameter is outside what it accepts.</exception>
    public void Normal(Span<double> destination, double loc = 0, double scale = 1)
    {
        Guard.FiniteDouble(loc);
        NumPyGuard.Scale(scale);
        RandN(destination);
        foreach (ref double value in destination) value = loc + scale * value;
    }

    /// <summary>The generator's words.</summary>
    /// <param name="destination">Where they go.</param>
    public void NextBits(Span<uint> destination)
    {
        foreach (ref uint word in destination) word = _twister.Next();
    }

    /// <inheritdoc/>
    /// <remarks><c>uniform(low, high).astype(numpy.float32)</c>: a value may be the upper bound.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        UniformMap.Check(low, high);
        double width = high - low;
        foreach (ref float value in destination) value = (float)(low + width * NextDouble());
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>normal(mean, standardDeviation).astype(numpy.float32)</c>: no normal is more than 12.01 deviations from the mean.
    /// </remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NumPyGuard.Normal(mean, standardDeviation);
        Draw(destination, mean, standardDeviation, double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// NumPy has no such function: normals are drawn one by one, and those within the bounds are kept. A value takes 1 / share draws on
    /// average, with the share of normals that lie between the bounds.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A parameter is outside what it accepts, no float lies between the bounds, or fewer than one normal in a million does.
    /// </exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        NumPyGuard.TruncatedNormal(mean, standardDeviation, lower, upper);
        Draw(destination, mean, standardDeviation, lower, upper);
    }

    /// <summary>
    /// Skips the given number of words of <see cref="NextBits"/>, block by block, which takes about a second for 10^9 words. A kept normal
    /// stays.
    /// </summary>
    /// <param name="count">The number of words, from 0 to 2^32.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public void Skip(long count) => _twister.Skip(MersenneTwister.Steps(count));

    private static MersenneTwister TwisterOf(NumPyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.BitGenerator != NumPyBitGenerator.MT19937)
            throw new ArgumentException($"state must be of MT19937, but was of {state.BitGenerator}.", nameof(state));
        return MT19937BitGenerator.TwisterOf(state);
    }

    private double NextDouble() => MT19937BitGenerator.ToDouble(_bits.Next64());

    /// <summary>As many normals as are missing, until enough are within the bounds.</summary>
    private void Draw(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        Span<double> normals = stackalloc double[Chunk];
        while (!destination.IsEmpty)
        {
            Span<double> drawn = normals[..Math.Min(Chunk, destination.Length)];
            Gauss(drawn);
            int accepted = 0;
            foreach (double z in drawn)
            {
                if (z >= lower && z <= upper) destination[accepted++] = (float)(mean + standardDeviation * z);
            }
            destination = destination[accepted..];
        }
    }

    /// <summary>
    /// Marsaglia's polar method, for at most <see cref="Chunk"/> normals: the first of a pair's two is kept, and comes second.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gauss(Span<double> destination)
    {
        if (_kept is { } kept && !destination.IsEmpty)
        {
            (destination[0], _kept) = (kept, null);
            destination = destination[1..];
        }
        int pairs = (destination.Length + 1) / 2;
        Span<double> x = stackalloc double[Chunk / 2], y = stackalloc double[Chunk / 2], factors = stackalloc double[Chunk / 2];
        Span<ulong> words = stackalloc ulong[Chunk];
        for (int found = 0; found < pairs;)
        {
            // As many points as are missing, until enough are in the unit circle.
            Span<ulong> drawn = words[..(2 * (pairs - found))];
            _bits.Fill(drawn);
            for (int i = 0; i < drawn.Length; i += 2)
            {
                x[found] = 2 * MT19937BitGenerator.ToDouble(drawn[i]) - 1;
                y[found] = 2 * MT19937BitGenerator.ToDouble(drawn[i + 1]) - 1;
                double square = factors[found] = x[found] * x[found] + y[found] * y[found];
                found += square is < 1 and not 0 ? 1 : 0;
            }
        }
        VectorMap.Apply(factors[..pairs], default(PolarFactor));
        for (int i = 0; i < destination.Length; i++) destination[i] = factors[i / 2] * (i % 2 == 0 ? y[i / 2] : x[i / 2]);
        if (destination.Length % 2 == 1) _kept = factors[pairs - 1] * x[pairs - 1];
    }

    /// <summary>The factor of a point in the unit circle, given the square of its distance: sqrt(-2 ln s / s).</summary>
    private readonly struct PolarFactor : IVectorMap<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Invoke(Vector256<double> squares) =>
            Vector256.Sqrt(Vector256.Create(-2.0) * GnuLog.Invoke(squares) / squares);
    }
}
