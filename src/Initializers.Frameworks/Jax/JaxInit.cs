using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary><c>jax.nn.initializers</c> of JAX 0.10.</summary>
/// <remarks>
/// <c>JaxInit.HeNormal().Initialize([784, 256], JaxKey.FromSeed(42))</c> is
/// <c>jax.nn.initializers.he_normal()(jax.random.key(42), (784, 256))</c>. Names that end in Normal mean truncated ones, as there.
/// Thread-safe.
/// </remarks>
public static class JaxInit
{
    /// <summary><c>zeros</c>.</summary>
    public static JaxInitializer Zeros() => new JaxConstant(0, "zeros");

    /// <summary><c>ones</c>.</summary>
    public static JaxInitializer Ones() => new JaxConstant(1, "ones");

    /// <summary><c>constant(value)</c>.</summary>
    /// <param name="value">The number.</param>
    public static JaxInitializer Constant(double value) => new JaxConstant(value, Invariant($"constant({value})"));

    /// <summary><c>uniform(scale)</c>: from 0 to scale.</summary>
    /// <param name="scale">The upper bound.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite.</exception>
    public static JaxInitializer Uniform(double scale = 0.01) => new JaxUniform(Guard.FiniteDouble(scale));

    /// <summary><c>normal(stddev)</c>.</summary>
    /// <param name="stddev">The deviation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stddev"/> is not finite.</exception>
    public static JaxInitializer Normal(double stddev = 0.01) => new JaxNormal(Guard.FiniteDouble(stddev));

    /// <summary><c>truncated_normal(stddev, lower, upper)</c>: bounds in deviations; the deviation is that before truncation.</summary>
    /// <param name="stddev">The deviation before truncation.</param>
    /// <param name="lower">The lower bound, in deviations; minus infinity for none.</param>
    /// <param name="upper">The upper bound, in deviations; infinity for none.</param>
    /// <exception cref="ArgumentException">The deviation is not finite, or the bounds are not in order.</exception>
    public static JaxInitializer TruncatedNormal(double stddev = 0.01, double lower = -2, double upper = 2)
    {
        Guard.Ordered(lower, upper);
        return new JaxTruncatedNormal(Guard.FiniteDouble(stddev), lower, upper);
    }

    /// <summary><c>variance_scaling(scale, mode, distribution, in_axis, out_axis, batch_axis)</c>.</summary>
    /// <param name="scale">The variance times the fan, above 0.</param>
    /// <param name="mode">In, Out, Average or GeometricMean.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="inAxis">The axes of inputs; null is -2.</param>
    /// <param name="outAxis">The axes of outputs; null is -1.</param>
    /// <param name="batchAxis">Axes that do not count; null is none.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="scale"/> is not above 0, the mode is another, or the distribution is not a named one.
    /// </exception>
    public static JaxInitializer VarianceScaling(double scale, FanMode mode, JaxDistribution distribution, JaxAxes? inAxis = null,
        JaxAxes? outAxis = null, JaxAxes? batchAxis = null)
    {
        if (mode is not (FanMode.In or FanMode.Out or FanMode.Average or FanMode.GeometricMean))
            throw new ArgumentException(Invariant($"mode must be In, Out, Average or GeometricMean, but was {mode}."), nameof(mode));
        (JaxAxes inputs, JaxAxes outputs, JaxAxes batch) = (inAxis ?? -2, outAxis ?? -1, batchAxis ?? JaxAxes.None);
        return new JaxVarianceScaling(Guard.Positive(scale), mode, Guard.Defined(distribution), inputs, outputs, batch,
            Invariant($"variance_scaling({scale}, {mode}, {distribution}, in_axis={inputs}, out_axis={outputs}, batch_axis={batch})"));
    }

    /// <summary><c>glorot_uniform()</c>, <c>xavier_uniform()</c>.</summary>
    /// <param name="inAxis">The axes of inputs; null is -2.</param>
    /// <param name="outAxis">The axes of outputs; null is -1.</param>
    /// <param name="batchAxis">Axes that do not count; null is none.</param>
    public static JaxInitializer GlorotUniform(JaxAxes? inAxis = null, JaxAxes? outAxis = null, JaxAxes? batchAxis = null) =>
        VarianceScaling(1, FanMode.Average, JaxDistribution.Uniform, inAxis, outAxis, batchAxis);

    /// <summary><c>glorot_normal()</c>, <c>xavier_normal()</c>: truncated.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static JaxInitializer GlorotNormal(JaxAxes? inAxis = null, JaxAxes? outAxis = null, JaxAxes? batchAxis = null) =>
        VarianceScaling(1, FanMode.Average, JaxDistribution.TruncatedNormal, inAxis, outAxis, batchAxis);

    /// <summary><c>lecun_uniform()</c>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static JaxInitializer LeCunUniform(JaxAxes? inAxis = null, JaxAxes? outAxis = null, JaxAxes? batchAxis = null) =>
        VarianceScaling(1, FanMode.In, JaxDistribution.Uniform, inAxis, outAxis, batchAxis);

    /// <summary><c>lecun_normal()</c>: truncated.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static JaxInitializer LeCunNormal(JaxAxes? inAxis = null, JaxAxes? outAxis = null, JaxAxes? batchAxis = null) =>
        VarianceScaling(1, FanMode.In, JaxDistribution.TruncatedNormal, inAxis, outAxis, batchAxis);

    /// <summary><c>he_uniform()</c>, <c>kaiming_uniform()</c>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static JaxInitializer HeUniform(JaxAxes? inAxis = null, JaxAxes? outAxis = null, JaxAxes? batchAxis = null) =>
        VarianceScaling(2, FanMode.In, JaxDistribution.Uniform, inAxis, outAxis, batchAxis);

    /// <summary><c>he_normal()</c>, <c>kaiming_normal()</c>: truncated.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static JaxInitializer HeNormal(JaxAxes? inAxis = null, JaxAxes? outAxis = null, JaxAxes? batchAxis = null) =>
        VarianceScaling(2, FanMode.In, JaxDistribution.TruncatedNormal, inAxis, outAxis, batchAxis);

    /// <summary>
    /// <c>orthogonal(scale, column_axis)</c>. The normals are JAX'; the factorization is not LAPACK's, so that values are within 1e-5.
    /// </summary>
    /// <param name="scale">Multiplies every element.</param>
    /// <param name="columnAxis">The axis of columns.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite.</exception>
    public static JaxInitializer Orthogonal(double scale = 1, int columnAxis = -1) =>
        new JaxOrthogonal(Guard.FiniteDouble(scale), columnAxis);

    /// <summary>
    /// <c>delta_orthogonal(scale)</c>: zeros around a matrix at the centre of a kernel; within 1e-5, as <see cref="Orthogonal"/>.
    /// </summary>
    /// <param name="scale">Multiplies every element.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite.</exception>
    public static JaxInitializer DeltaOrthogonal(double scale = 1) => new JaxDeltaOrthogonal(Guard.FiniteDouble(scale));
}

/// <summary>The distributions of <c>jax.nn.initializers.variance_scaling</c>.</summary>
public enum JaxDistribution
{
    /// <summary><c>"uniform"</c>.</summary>
    Uniform,

    /// <summary><c>"normal"</c>.</summary>
    Normal,

    /// <summary><c>"truncated_normal"</c>: within two deviations, with the deviation corrected.</summary>
    TruncatedNormal,
}
