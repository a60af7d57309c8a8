namespace Initializers.Frameworks;

/// <summary>
/// Random numbers of JAX 0.10 one fill after the other: each fill does <c>key, subkey = jax.random.split(key)</c>, and draws from the
/// second key.
/// </summary>
/// <remarks>
/// Verified for x86-64 with FMA. A fill is of a whole array; slices are not filled alone, since each fill has a key of its own. Its state
/// is its <see cref="Key"/>: save that, and resume with <c>new JaxRandom(key)</c>. Not thread-safe: each thread has keys of its own.
/// </remarks>
/// <param name="key">The first key.</param>
public sealed class JaxRandom(JaxKey key) : IRandomSource
{
    /// <summary>A source of <c>jax.random.key(seed)</c>.</summary>
    /// <param name="seed">The seed.</param>
    public JaxRandom(long seed) : this(JaxKey.FromSeed(seed))
    {
    }

    /// <summary>The key that is split next.</summary>
    public JaxKey Key { get; private set; } = key;

    /// <summary>Splits the key, keeps the first half and returns the second.</summary>
    public JaxKey NextKey()
    {
        JaxKey[] keys = Key.Split();
        Key = keys[0];
        return keys[1];
    }

    /// <summary><c>jax.random.bits(subkey)</c>.</summary>
    /// <param name="destination">Where the words go.</param>
    public void NextBits(Span<uint> destination) => NextKey().Bits(destination);

    /// <inheritdoc/>
    /// <remarks><c>jax.random.uniform(subkey, minval=low, maxval=high)</c>.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        _ = new UniformMap(low, high); // refuses what is refused everywhere
        JaxSampling<float, Float32>.Uniform(NextKey(), destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks><c>mean + standardDeviation * jax.random.normal(subkey)</c>, a product and a sum that are each rounded.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        _ = new NormalMap(mean, standardDeviation);
        JaxSampling<float, Float32>.Normal(NextKey(), destination);
        Move(destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>mean + standardDeviation * jax.random.truncated_normal(subkey, lower, upper)</c>, a product and a sum that are each rounded. JAX
    /// takes any bounds; here those are refused between which erf has fewer than 32 floats, such as (4.8, infinity): its values there are
    /// few,
    /// and from 5.29 deviations on one.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A parameter is outside what it accepts, no float lies between the bounds, or JAX' arithmetic does not resolve them.
    /// </exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        _ = new TruncatedNormal(mean, standardDeviation, lower, upper);
        JaxSampling<float, Float32>.CheckResolution(lower, upper);
        JaxSampling<float, Float32>.TruncatedNormal(NextKey(), destination, lower, upper, isFolded: false);
        Move(destination, mean, standardDeviation);
    }

    private static void Move(Span<float> values, double mean, double standardDeviation) =>
        VectorMap.Apply(values, new Affine<float, Float32>(standardDeviation, (float)mean == 0 ? -0.0 : mean));
}
