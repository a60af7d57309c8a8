namespace Initializers.Frameworks;

/// <summary>A source of TensorFlow's random numbers: a <see cref="TensorFlowSeed"/> or a <see cref="TensorFlowRandom"/>.</summary>
/// <remarks>
/// <see cref="TensorFlowDistributions"/> draws from it. Only types of this package implement it. A seed is thread-safe, a generator is not.
/// </remarks>
public interface ITensorFlowSource
{
    /// <summary>The stream of the next fill: the same each time for a seed; a generator advances by the number of values.</summary>
    internal PhiloxCounter Take(long count);
}

/// <summary>TensorFlow's distributions: <c>tf.random.stateless_*</c> of a seed, and the methods of <c>tf.random.Generator</c>.</summary>
/// <example>
/// <code>
/// var normals = new float[1000];
/// new TensorFlowSeed(1, 2).TruncatedNormal(normals, mean: 0, stddev: 0.02); // tf.random.stateless_truncated_normal
/// </code>
/// </example>
/// <remarks>Every step of the formulas is rounded to the number type. Thread-safe for seeds; a generator belongs to one thread.</remarks>
public static class TensorFlowDistributions
{
    /// <summary>
    /// <c>stateless_uniform(shape, seed, minval, maxval)</c>, <c>generator.uniform(shape, minval, maxval)</c> of float32:
    /// u (high - low) + low, where u in [0, 1) has as many bits as the type's fraction.
    /// </summary>
    /// <param name="source">The seed or the generator.</param>
    /// <param name="destination">Receives the values.</param>
    /// <param name="low">minval.</param>
    /// <param name="high">maxval, which a value may equal; as in TensorFlow it may be below <paramref name="low"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound or the distance between them is not finite in the type.</exception>
    public static void Uniform(this ITensorFlowSource source, Span<float> destination, double low = 0, double high = 1) =>
        Uniform<float, Float32>(source, destination, low, high);

    /// <summary>The same for float64.</summary>
    /// <inheritdoc cref="Uniform(ITensorFlowSource, Span{float}, double, double)"/>
    public static void Uniform(this ITensorFlowSource source, Span<double> destination, double low = 0, double high = 1) =>
        Uniform<double, Float64>(source, destination, low, high);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="Uniform(ITensorFlowSource, Span{float}, double, double)"/>
    public static void Uniform(this ITensorFlowSource source, Span<Half> destination, double low = 0, double high = 1) =>
        Uniform<Half, Float16>(source, destination, low, high);

    /// <summary>The same for bfloat16, as bits.</summary>
    /// <inheritdoc cref="Uniform(ITensorFlowSource, Span{float}, double, double)"/>
    public static void UniformBFloat16(this ITensorFlowSource source, Span<ushort> destination, double low = 0, double high = 1) =>
        Uniform<ushort, BFloat16>(source, destination, low, high);

    /// <summary>
    /// <c>stateless_normal(shape, seed, mean, stddev)</c>, <c>generator.normal(shape, mean, stddev)</c> of float32: z stddev + mean, where
    /// |z| is at most 5.68.
    /// </summary>
    /// <param name="source">The seed or the generator.</param>
    /// <param name="destination">Receives the values.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation; as in TensorFlow it may be negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite in the type, or a value might not be.</exception>
    public static void Normal(this ITensorFlowSource source, Span<float> destination, double mean = 0, double stddev = 1) =>
        Normal<float, Float32>(source, destination, mean, stddev);

    /// <summary>The same for float64.</summary>
    /// <inheritdoc cref="Normal(ITensorFlowSource, Span{float}, double, double)"/>
    public static void Normal(this ITensorFlowSource source, Span<double> destination, double mean = 0, double stddev = 1) =>
        Normal<double, Float64>(source, destination, mean, stddev);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="Normal(ITensorFlowSource, Span{float}, double, double)"/>
    public static void Normal(this ITensorFlowSource source, Span<Half> destination, double mean = 0, double stddev = 1) =>
        Normal<Half, Float16>(source, destination, mean, stddev);

    /// <summary>The same for bfloat16, as bits.</summary>
    /// <inheritdoc cref="Normal(ITensorFlowSource, Span{float}, double, double)"/>
    public static void NormalBFloat16(this ITensorFlowSource source, Span<ushort> destination, double mean = 0, double stddev = 1) =>
        Normal<ushort, BFloat16>(source, destination, mean, stddev);

    /// <summary>
    /// <c>stateless_truncated_normal(shape, seed, mean, stddev)</c>, <c>generator.truncated_normal(shape, mean, stddev)</c> of float32:
    /// z stddev + mean, where only z with |z| below 2 are kept.
    /// </summary>
    /// <param name="source">The seed or the generator.</param>
    /// <param name="destination">Receives the values.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation before truncation; as in TensorFlow it may be negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite in the type, or a value might not be.</exception>
    public static void TruncatedNormal(this ITensorFlowSource source, Span<float> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<float, Float32>(source, destination, mean, stddev);

    /// <summary>The same for float64.</summary>
    /// <inheritdoc cref="TruncatedNormal(ITensorFlowSource, Span{float}, double, double)"/>
    public static void TruncatedNormal(this ITensorFlowSource source, Span<double> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<double, Float64>(source, destination, mean, stddev);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="TruncatedNormal(ITensorFlowSource, Span{float}, double, double)"/>
    public static void TruncatedNormal(this ITensorFlowSource source, Span<Half> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<Half, Float16>(source, destination, mean, stddev);

    /// <summary>The same for bfloat16, as bits.</summary>
    /// <inheritdoc cref="TruncatedNormal(ITensorFlowSource, Span{float}, double, double)"/>
    public static void TruncatedNormalBFloat16(
        this ITensorFlowSource source, Span<ushort> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<ushort, BFloat16>(source, destination, mean, stddev);

    private static void Uniform<T, TType>(ITensorFlowSource source, Span<T> destination, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        TensorFlowSampling<T, TType>.CheckUniform(low, high);
        TensorFlowSampling<T, TType>.Uniform(source.Take(destination.Length), destination, low, high);
    }

    private static void Normal<T, TType>(ITensorFlowSource source, Span<T> destination, double mean, double stddev)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        TensorFlowSampling<T, TType>.CheckNormal(mean, stddev);
        TensorFlowSampling<T, TType>.Normal(source.Take(destination.Length), destination, mean, stddev);
    }

    private static void TruncatedNormal<T, TType>(ITensorFlowSource source, Span<T> destination, double mean, double stddev)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        TensorFlowSampling<T, TType>.CheckNormal(mean, stddev, farthest: 2);
        TensorFlowSampling<T, TType>.TruncatedNormal(source.Take(destination.Length), destination, mean, stddev);
    }
}
