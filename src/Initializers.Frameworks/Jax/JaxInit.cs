using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary><c>jax.nn.initializers</c> of JAX 0.10.</summary>
/// <example>
/// <code>
/// // jax.nn.initializers.he_normal()(jax.random.key(0), (784, 256))
/// float[] weights = JaxInit.HeNormal().Initialize([784, 256], JaxKey.FromSeed(0));
/// </code>
/// </example>
/// <remarks>
/// <c>JaxInit.HeNormal().Initialize([784, 256], JaxKey.FromSeed(42))</c> is
/// <c>jax.nn.initializers.he_normal()(jax.random.key(42), (784, 256))</c>. As in JAX, names that end in Normal mean truncated normals,
/// except for <see cref="Normal"/> itself.
/// Thread-safe.
/// </remarks>
public static class JaxInit
{
    /// <summary><c>zeros</c>.</summary>
    public static JaxInitializer Zeros() => new JaxConstant(0, "zeros");

    /// <summary><c>ones</c>.</summary>
    public static JaxInitializer Ones() => new JaxConstant(1, "ones");

    /// <summary><c>constant(value)</c>.</summary>
    /// <param name="value">The value.</param>
    public static JaxInitializer Constant(double value) => new JaxConstant(value, Invariant($"constant({value})"));

    /// <summary><c>uniform(scale)</c>: from 0 to scale.</summary>
    /// <param name="scale">The upper bound.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite.</exception>
    public static JaxInitializer Uniform(double scale = 0.01) => new JaxUniform(Guard.FiniteDouble(scale));

    /// <summary><c>normal(stddev)</c>.</summary>
    /// <param name="stddev">The standard deviation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stddev"/> is not finite.</exception>
    public static JaxInitializer Normal(double stddev = 0.01) => new JaxNormal(Guard.FiniteDouble(stddev));

    /// <summary><c>truncated_normal(stddev, lower, upper)</c>.</summary>
    /// <param name="stddev">The standard deviation before truncation.</param>
    /// <param name="lower">The lower bound, in standard deviations; negative infinity for no bound.</param>
    /// <param name="upper">The upper bound, in standard deviations; infinity for no bound.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="stddev"/> is not finite, or <paramref name="lower"/> is not below <paramref name="upper"/>.
    /// </exception>
    public static JaxInitializer TruncatedNormal(double stddev = 0.01, double lower = -2, double upper = 2)
    {
        Guard.Ordered(lower, upper);
        return new JaxTruncatedNormal(Guard.FiniteDouble(stddev), lower, upper);
    }

    /// <summary><c>variance_scaling(scale, mode, distribution, in_axis, out_axis, batch_axis)</c>.</summary>
    /// <param name="scale">The variance times the fan, above 0.</param>
    /// <param name="mode">In, Out, Average or GeometricMean.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="inAxis">The input axes; defaults to -2.</param>
    /// <param name="outAxis">The output axes; defaults to -1.</param>
    /// <param name="batchAxis">Axes that the fans do not count; defaults to none.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="scale"/> is not above 0, <paramref name="mode"/> is another one, or <paramref name="distribution"/> is not a named
    /// one.
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
    /// <param name="inAxis">The input axes; defaults to -2.</param>
    /// <param name="outAxis">The output axes; defaults to -1.</param>
    /// <param name="batchAxis">Axes that the fans do not count; defaults to none.</param>
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
    /// <c>orthogonal(scale, column_axis)</c>. The normals are JAX's; the factorization is not LAPACK's, so values agree within 1e-5.
    /// </summary>
    /// <param name="scale">The factor of every element.</param>
    /// <param name="columnAxis">The axis of the columns.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite.</exception>
    public static JaxInitializer Orthogonal(double scale = 1, int columnAxis = -1) =>
        new JaxOrthogonal(Guard.FiniteDouble(scale), columnAxis);

    /// <summary>
    /// <c>delta_orthogonal(scale)</c>: an orthogonal matrix at the centre of a kernel and zeros around it, within 1e-5 like <see
    /// cref="Orthogonal"/>.
    /// </summary>
    /// <param name="scale">The factor of every element.</param>
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

    /// <summary><c>"truncated_normal"</c>: within two deviations, corrected for the deviation that truncation removes.</summary>
    TruncatedNormal,
}
