namespace Initializers.Frameworks;

/// <summary>
/// A sequence of JAX 0.10's random numbers: each fill does <c>key, subkey = jax.random.split(key)</c> and draws from the subkey.
/// </summary>
/// <example>
/// <code>
/// // A key is split off for each parameter.
/// var random = new JaxRandom(0);
/// float[] first = JaxInit.HeNormal().Initialize([784, 256], random);
/// float[] second = JaxInit.HeNormal().Initialize([256, 10], random);
/// </code>
/// </example>
/// <remarks>
/// Verified on x86-64 with FMA. Arrays are filled whole: each fill has its own key, so slices cannot be filled on their own. The state is
/// the <see cref="Key"/>: save it, and resume with <c>new JaxRandom(key)</c>. Not thread-safe: give each thread its own keys.
/// </remarks>
/// <param name="key">The key that the first fill splits.</param>
public sealed class JaxRandom(JaxKey key) : IRandomSource
{
    /// <summary>A source that starts from <c>jax.random.key(seed)</c>.</summary>
    /// <param name="seed">The seed.</param>
    public JaxRandom(long seed) : this(JaxKey.FromSeed(seed))
    {
    }

    /// <summary>The key that the next fill splits.</summary>
    public JaxKey Key { get; private set; } = key;

    /// <summary>Splits the key in two, keeps the first and returns the second.</summary>
    public JaxKey NextKey()
    {
        JaxKey[] keys = Key.Split();
        Key = keys[0];
        return keys[1];
    }

    /// <summary><c>jax.random.bits(subkey)</c>.</summary>
    /// <param name="destination">Receives the words.</param>
    public void NextBits(Span<uint> destination) => NextKey().Bits(destination);

    /// <inheritdoc/>
    /// <remarks><c>jax.random.uniform(subkey, minval=low, maxval=high)</c>.</remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        UniformMap.Check(low, high);
        JaxSampling<float, Float32>.Uniform(NextKey(), destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks><c>mean + standardDeviation * jax.random.normal(subkey)</c>, where product and sum are each rounded.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        NormalMap.Check(mean, standardDeviation);
        JaxSampling<float, Float32>.Normal(NextKey(), destination);
        Move(destination, mean, standardDeviation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>mean + standardDeviation * jax.random.truncated_normal(subkey, lower, upper)</c>, where product and sum are each rounded. JAX
    /// takes any bounds; here bounds are refused if there are fewer than 32 floats between their error functions, such as 4.8 and infinity:
    /// JAX then draws few different values, and a single one from 5.29 deviations on.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A parameter is out of range, no float lies between the bounds, or JAX's arithmetic does not resolve them.
    /// </exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        TruncatedNormalMaps.Check(mean, standardDeviation, lower, upper);
        JaxSampling<float, Float32>.CheckResolution(lower, upper);
        JaxSampling<float, Float32>.TruncatedNormal(NextKey(), destination, lower, upper, isFolded: false);
        Move(destination, mean, standardDeviation);
    }

    private static void Move(Span<float> values, double mean, double standardDeviation) =>
        VectorMap.Apply(values, new Affine<float, Float32>(standardDeviation, (float)mean == 0 ? -0.0 : mean));
}
