namespace Initializers.Frameworks;

public readonly partial record struct JaxKey
{
    /// <summary>
    /// <c>jax.random.uniform(key, shape, minval=low, maxval=high)</c> of float32: low + u (high - low), at least low, where u in [0, 1) has
    /// as many bits as the type's fraction (23 for float32, 52 for float64, 10 for float16, 7 for bfloat16). One rounding for float32 and
    /// float64, two for 16-bit types.
    /// </summary>
    /// <param name="destination">Receives all values of the array, in row-major order.</param>
    /// <param name="low">minval.</param>
    /// <param name="high">
    /// maxval, which a value may equal by rounding; as in JAX it may be below <paramref name="low"/>, and then every value is low.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A bound or the distance between them is not finite in the type.</exception>
    public void Uniform(Span<float> destination, double low = 0, double high = 1) => Uniform<float, Float32>(destination, low, high);

    /// <summary>The same for float64, as with <c>jax_enable_x64</c>.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void Uniform(Span<double> destination, double low = 0, double high = 1) => Uniform<double, Float64>(destination, low, high);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void Uniform(Span<Half> destination, double low = 0, double high = 1) => Uniform<Half, Float16>(destination, low, high);

    /// <summary>The same for bfloat16, as bits.</summary>
    /// <inheritdoc cref="Uniform(Span{float}, double, double)"/>
    public void UniformBFloat16(Span<ushort> destination, double low = 0, double high = 1) =>
        Uniform<ushort, BFloat16>(destination, low, high);

    /// <summary>
    /// <c>jax.random.normal(key, shape)</c> of float32, with mean 0 and deviation 1: sqrt(2) erfinv(u), u uniform in (-1, 1).
    /// </summary>
    /// <param name="destination">Receives all values of the array, in row-major order.</param>
    public void Normal(Span<float> destination) => JaxSampling<float, Float32>.Normal(this, destination);

    /// <summary>The same for float64, as with <c>jax_enable_x64</c>.</summary>
    /// <inheritdoc cref="Normal(Span{float})"/>
    public void Normal(Span<double> destination) => JaxSampling<double, Float64>.Normal(this, destination);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="Normal(Span{float})"/>
    public void Normal(Span<Half> destination) => JaxSampling<Half, Float16>.Normal(this, destination);

    /// <summary>The same for bfloat16, as bits.</summary>
    /// <inheritdoc cref="Normal(Span{float})"/>
    public void NormalBFloat16(Span<ushort> destination) => JaxSampling<ushort, BFloat16>.Normal(this, destination);

    /// <summary>
    /// <c>jax.random.truncated_normal(key, lower, upper, shape)</c> of float32: sqrt(2) erfinv(u), u uniform from erf(lower / sqrt(2)) to
    /// erf(upper / sqrt(2)), strictly between the bounds.
    /// </summary>
    /// <param name="destination">Receives all values of the array, in row-major order.</param>
    /// <param name="lower">The lower bound, in deviations; negative infinity for no bound.</param>
    /// <param name="upper">The upper bound, in deviations, above <paramref name="lower"/>; infinity for no bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A bound is NaN, or <paramref name="lower"/> is not below <paramref name="upper"/>.
    /// </exception>
    /// <remarks>
    /// As called eagerly, or with bounds that are arguments of a jitted function; literal bounds in a jitted function are computed as by
    /// <see cref="JaxInitializer.InJit"/>. Where erf of both bounds rounds to 1 or to -1 (for float32 from 5.29 deviations on), every value
    /// is the number next to the outer bound, as in JAX.
    /// </remarks>
    public void TruncatedNormal(Span<float> destination, double lower, double upper) =>
        TruncatedNormal<float, Float32>(destination, lower, upper);

    /// <summary>The same for float64, as with <c>jax_enable_x64</c>.</summary>
    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormal(Span<double> destination, double lower, double upper) =>
        TruncatedNormal<double, Float64>(destination, lower, upper);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormal(Span<Half> destination, double lower, double upper) =>
        TruncatedNormal<Half, Float16>(destination, lower, upper);

    /// <summary>The same for bfloat16, as bits.</summary>
    /// <inheritdoc cref="TruncatedNormal(Span{float}, double, double)"/>
    public void TruncatedNormalBFloat16(Span<ushort> destination, double lower, double upper) =>
        TruncatedNormal<ushort, BFloat16>(destination, lower, upper);

    private void Uniform<T, TType>(Span<T> destination, double low, double high)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        JaxSampling<T, TType>.CheckUniform(low, high);
        JaxSampling<T, TType>.Uniform(this, destination, low, high);
    }

    private void TruncatedNormal<T, TType>(Span<T> destination, double lower, double upper)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        Guard.Ordered(lower, upper);
        JaxSampling<T, TType>.TruncatedNormal(this, destination, lower, upper, isFolded: false);
    }
}
