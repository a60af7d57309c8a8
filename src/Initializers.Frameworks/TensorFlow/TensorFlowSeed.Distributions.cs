namespace Initializers.Frameworks;

public readonly partial record struct TensorFlowSeed
{
    /// <summary>
    /// <c>stateless_uniform(shape, seed, minval, maxval)</c> of float32: u (high - low) + low, each step rounded to the type, u in [0, 1)
    /// of as many bits as the type has behind the point.
    /// </summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="low">minval.</param>
    /// <param name="high">maxval, which a value may be; TensorFlow does not ask that it is above low.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound or their distance is not finite in the type.</exception>
    public void Uniform(Span<float> destination, double low = 0, double high = 1) => Uniform<float, Float32>(destination, low, high);

    /// <summary>The same of float64.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void Uniform(Span<double> destination, double low = 0, double high = 1) => Uniform<double, Float64>(destination, low, high);

    /// <summary>The same of float16.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void Uniform(Span<Half> destination, double low = 0, double high = 1) => Uniform<Half, Float16>(destination, low, high);

    /// <summary>The same of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void UniformBFloat16(Span<ushort> destination, double low = 0, double high = 1) =>
        Uniform<ushort, BFloat16>(destination, low, high);

    /// <summary>
    /// <c>stateless_normal(shape, seed, mean, stddev)</c> of float32: z stddev + mean, each step rounded to the type, |z| at most 5.68.
    /// </summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The deviation; TensorFlow takes negative ones too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite in the type, or a value might not be.</exception>
    public void Normal(Span<float> destination, double mean = 0, double stddev = 1) => Normal<float, Float32>(destination, mean, stddev);

    /// <summary>The same of float64.</summary>
    /// <inheritdoc cref="Normal(Span{float}, double, double)"/>
    public void Normal(Span<double> destination, double mean = 0, double stddev = 1) => Normal<double, Float64>(destination, mean, stddev);

    /// <summary>The same of float16.</summary>
    /// <inheritdoc cref="Normal(Span{float}, double, double)"/>
    public void Normal(Span<Half> destination, double mean = 0, double stddev = 1) => Normal<Half, Float16>(destination, mean, stddev);

    /// <summary>The same of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Normal(Span{float}, double, double)"/>
    public void NormalBFloat16(Span<ushort> destination, double mean = 0, double stddev = 1) =>
        Normal<ushort, BFloat16>(destination, mean, stddev);

    /// <summary>
    /// <c>stateless_truncated_normal(shape, seed, mean, stddev)</c> of float32: z stddev + mean, each step rounded to the type, of the z
    /// with |z| below 2.
    /// </summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The deviation before truncation; TensorFlow takes negative ones too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite in the type, or a value might not be.</exception>
    public void TruncatedNormal(Span<float> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<float, Float32>(destination, mean, stddev);

    /// <summary>The same of float64.</summary>
    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormal(Span<double> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<double, Float64>(destination, mean, stddev);

    /// <summary>The same of float16.</summary>
    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormal(Span<Half> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<Half, Float16>(destination, mean, stddev);

    /// <summary>The same of bfloat16, as bits.</summary>
    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormalBFloat16(Span<ushort> destination, double mean = 0, double stddev = 1) =>
        TruncatedNormal<ushort, BFloat16>(destination, mean, stddev);

    private void Uniform<T, TType>(Span<T> destination, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        TensorFlowSampling<T, TType>.CheckUniform(low, high);
        TensorFlowSampling<T, TType>.Uniform(Stream, destination, low, high);
    }

    private void Normal<T, TType>(Span<T> destination, double mean, double stddev)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        TensorFlowSampling<T, TType>.CheckNormal(mean, stddev);
        TensorFlowSampling<T, TType>.Normal(Stream, destination, mean, stddev);
    }

    private void TruncatedNormal<T, TType>(Span<T> destination, double mean, double stddev)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        TensorFlowSampling<T, TType>.CheckNormal(mean, stddev, farthest: 2);
        TensorFlowSampling<T, TType>.TruncatedNormal(Stream, destination, mean, stddev);
    }
}
