using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// <c>keras.initializers</c> of Keras 3.15:
/// <c>KerasInit.HeNormal().Initialize(weights, shape, new KerasRandom(42, KerasBackend.TensorFlow))</c> is <c>HeNormal(seed=42)(shape)</c>.
/// </summary>
/// <example>
/// <code>
/// // keras.initializers.GlorotUniform(seed=0)((784, 256)), on the backend TensorFlow
/// float[] weights = KerasInit.GlorotUniform().Initialize([784, 256], new KerasRandom(0, KerasBackend.TensorFlow));
/// </code>
/// </example>
/// <remarks>As in Keras, names that end in Normal mean truncated normals, except for RandomNormal. Thread-safe.</remarks>
public static class KerasInit
{
    /// <summary>A distance in deviations that no generator reaches in double.</summary>
    private const double Farthest = 16;

    /// <summary><c>Zeros()</c>.</summary>
    public static KerasInitializer Zeros() => new KerasConstant(0, "Zeros()");

    /// <summary><c>Ones()</c>.</summary>
    public static KerasInitializer Ones() => new KerasConstant(1, "Ones()");

    /// <summary><c>Constant(value)</c>.</summary>
    /// <param name="value">The value.</param>
    public static KerasInitializer Constant(double value = 0) => new KerasConstant(value, Invariant($"Constant(value={value})"));

    /// <summary><c>Identity(gain)</c>, for matrices.</summary>
    /// <param name="gain">The value on the diagonal.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite as a float.</exception>
    public static KerasInitializer Identity(double gain = 1) => new KerasIdentity(Guard.Finite(gain));

    /// <summary>
    /// <c>STFT(side, window, scaling, periodic)</c> of shape [time, 1, frequencies] with at least 2 frequencies, within 1e-6. Keras's own
    /// default is the window <c>"hann"</c>.
    /// </summary>
    /// <param name="isReal">Whether the side is <c>"real"</c> or <c>"imag"</c>.</param>
    /// <param name="window">The window in time.</param>
    /// <param name="scaling">The divisor of the window; ignored without a window.</param>
    /// <param name="isPeriodic">Whether the window is periodic, as if one more time step followed.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="window"/> or <paramref name="scaling"/> is not a named one.
    /// </exception>
    public static KerasInitializer Stft(bool isReal = true, KerasWindow window = KerasWindow.None,
        KerasScaling scaling = KerasScaling.Density, bool isPeriodic = false) =>
        new KerasStft(isReal, Guard.Defined(window), Guard.Defined(scaling), isPeriodic);

    /// <summary><c>RandomUniform(minval, maxval)</c>.</summary>
    /// <param name="low">minval.</param>
    /// <param name="high">
    /// maxval. If it is below <paramref name="low"/>, the backend decides: TensorFlow and PyTorch draw between the two, JAX always gives
    /// low, and NumPy refuses to draw.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A bound or the distance between them is not finite as a float.</exception>
    public static KerasInitializer RandomUniform(double low = -0.05, double high = 0.05)
    {
        Guard.Distance(Guard.Finite(low), Guard.Finite(high));
        return new KerasUniform(low, high);
    }

    /// <summary><c>RandomNormal(mean, stddev)</c>.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The standard deviation, at least 0; 16 of them from the mean must be finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean is not finite as a float, or the deviation is negative or too large.
    /// </exception>
    public static KerasInitializer RandomNormal(double mean = 0, double stddev = 0.05) =>
        new KerasNormal(Guard.Finite(mean), Reaching(mean, stddev), false);

    /// <summary>
    /// <c>TruncatedNormal(mean, stddev)</c>: within two deviations of the mean, where the deviation is that before truncation.
    /// </summary>
    /// <inheritdoc cref="RandomNormal"/>
    public static KerasInitializer TruncatedNormal(double mean = 0, double stddev = 0.05) =>
        new KerasNormal(Guard.Finite(mean), Reaching(mean, stddev), true);

    /// <summary><c>VarianceScaling(scale, mode, distribution)</c>.</summary>
    /// <param name="scale">The variance times the fan, above 0.</param>
    /// <param name="mode">In, Out or Average.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="inputAxes">input_axes, whose extents make up fan-in; defaults to the last but one and those of the kernel.</param>
    /// <param name="outputAxes">
    /// output_axes, whose extents make up fan-out; defaults to the last one and those of the kernel. As in Keras, input and output axes
    /// only count together.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="scale"/> is not above 0 or not finite as a float, <paramref name="mode"/> is another one, or
    /// <paramref name="distribution"/> is not a named one.
    /// </exception>
    public static KerasInitializer VarianceScaling(double scale = 1, FanMode mode = FanMode.In,
        KerasDistribution distribution = KerasDistribution.TruncatedNormal, int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(scale, mode, distribution, Invariant($"VarianceScaling(scale={scale}, mode={mode}, distribution={distribution})"),
            inputAxes, outputAxes);

    /// <summary><c>GlorotUniform()</c>.</summary>
    /// <param name="inputAxes">input_axes, whose extents make up fan-in; defaults to the last but one and those of the kernel.</param>
    /// <param name="outputAxes">
    /// output_axes, whose extents make up fan-out; defaults to the last one and those of the kernel. As in Keras, input and output axes
    /// only count together.
    /// </param>
    public static KerasInitializer GlorotUniform(int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(1, FanMode.Average, KerasDistribution.Uniform, "GlorotUniform()", inputAxes, outputAxes);

    /// <summary><c>GlorotNormal()</c>: truncated.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static KerasInitializer GlorotNormal(int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(1, FanMode.Average, KerasDistribution.TruncatedNormal, "GlorotNormal()", inputAxes, outputAxes);

    /// <summary><c>HeUniform()</c>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static KerasInitializer HeUniform(int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(2, FanMode.In, KerasDistribution.Uniform, "HeUniform()", inputAxes, outputAxes);

    /// <summary><c>HeNormal()</c>: truncated.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static KerasInitializer HeNormal(int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(2, FanMode.In, KerasDistribution.TruncatedNormal, "HeNormal()", inputAxes, outputAxes);

    /// <summary><c>LecunUniform()</c>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static KerasInitializer LecunUniform(int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(1, FanMode.In, KerasDistribution.Uniform, "LecunUniform()", inputAxes, outputAxes);

    /// <summary><c>LecunNormal()</c>: truncated.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static KerasInitializer LecunNormal(int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(1, FanMode.In, KerasDistribution.TruncatedNormal, "LecunNormal()", inputAxes, outputAxes);

    /// <summary>
    /// <c>Orthogonal(gain)</c>. The normals are the backend's; the factorization is not LAPACK's, so values agree within 1e-5.
    /// </summary>
    /// <param name="gain">The factor of every element.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite.</exception>
    public static KerasInitializer Orthogonal(double gain = 1) => new KerasOrthogonal(Guard.Finite(gain));

    private static KerasVarianceScaling Scaling(double scale, FanMode mode, KerasDistribution distribution, string name, int[]? inputAxes,
        int[]? outputAxes)
    {
        if (mode is not (FanMode.In or FanMode.Out or FanMode.Average))
            throw new ArgumentException(Invariant($"mode must be In, Out or Average, but was {mode}."), nameof(mode));
        Guard.Positive(scale);
        return new(Guard.Finite(scale), mode, Guard.Defined(distribution), name)
        {
            Axes = inputAxes is not null && outputAxes is not null ? ([.. inputAxes], [.. outputAxes]) : null
        };
    }

    /// <summary>A deviation whose values are finite as floats on every backend.</summary>
    private static double Reaching(double mean, double stddev) =>
        stddev >= 0 && float.IsFinite((float)(Math.Abs(mean) + Farthest * stddev)) ? stddev
            : throw new ArgumentOutOfRangeException(nameof(stddev), stddev, "stddev must be a number of at least 0 whose values, "
                + Invariant($"up to {Farthest} deviations from the mean {mean}, are finite as floats, but was {stddev}."));
}

/// <summary>The distributions of Keras's VarianceScaling.</summary>
public enum KerasDistribution
{
    /// <summary><c>"uniform"</c>.</summary>
    Uniform,

    /// <summary><c>"truncated_normal"</c>, and <c>"normal"</c>, which means the same.</summary>
    TruncatedNormal,

    /// <summary><c>"untruncated_normal"</c>.</summary>
    UntruncatedNormal,
}
