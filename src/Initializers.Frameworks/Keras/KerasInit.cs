using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// <c>keras.initializers</c> of Keras 3.15:
/// <c>KerasInit.HeNormal().Initialize(weights, shape, new KerasRandom(42, KerasBackend.TensorFlow))</c> is <c>HeNormal(seed=42)(shape)</c>.
/// </summary>
/// <remarks>Names that end in Normal mean truncated ones, but for RandomNormal, as there. Thread-safe.</remarks>
public static class KerasInit
{
    /// <summary>In deviations: more than any generator reaches in doubles.</summary>
    private const double Farthest = 16;

    /// <summary><c>Zeros()</c>.</summary>
    public static KerasInitializer Zeros() => new KerasConstant(0, "Zeros()");

    /// <summary><c>Ones()</c>.</summary>
    public static KerasInitializer Ones() => new KerasConstant(1, "Ones()");

    /// <summary><c>Constant(value)</c>.</summary>
    /// <param name="value">The number.</param>
    public static KerasInitializer Constant(double value = 0) => new KerasConstant(value, Invariant($"Constant(value={value})"));

    /// <summary><c>Identity(gain)</c>, of matrices.</summary>
    /// <param name="gain">The number on the diagonal.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite as a float.</exception>
    public static KerasInitializer Identity(double gain = 1) => new KerasIdentity(Guard.Finite(gain));

    /// <summary>
    /// <c>STFT(side, window, scaling, periodic)</c> of [time, 1, frequencies], at least 2 of them, within 1e-6. Keras' own default is the
    /// window <c>"hann"</c>.
    /// </summary>
    /// <param name="isReal">Whether the side is real, or imaginary.</param>
    /// <param name="window">What times weigh.</param>
    /// <param name="scaling">What the window is divided by; without a window it has no use.</param>
    /// <param name="isPeriodic">Whether the window is one of a period, as if one more time followed.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="window"/> or <paramref name="scaling"/> is not a named one.
    /// </exception>
    public static KerasInitializer Stft(bool isReal = true, KerasWindow window = KerasWindow.None,
        KerasScaling scaling = KerasScaling.Density, bool isPeriodic = false) =>
        new KerasStft(isReal, Guard.Defined(window), Guard.Defined(scaling), isPeriodic);

    /// <summary><c>RandomUniform(minval, maxval)</c>.</summary>
    /// <param name="low">minval.</param>
    /// <param name="high">
    /// maxval. Below <paramref name="low"/> it is what the backend makes of it: TensorFlow and PyTorch draw between the two, JAX gives low
    /// throughout, and NumPy refuses it when it draws.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A bound or their distance is not finite as a float.</exception>
    public static KerasInitializer RandomUniform(double low = -0.05, double high = 0.05)
    {
        Guard.Distance(Guard.Finite(low), Guard.Finite(high));
        return new KerasUniform(low, high);
    }

    /// <summary><c>RandomNormal(mean, stddev)</c>.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="stddev">The deviation, at least 0; 16 of them from the mean are finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The mean is not finite as a float, or the deviation is negative or too large.
    /// </exception>
    public static KerasInitializer RandomNormal(double mean = 0, double stddev = 0.05) =>
        new KerasNormal(Guard.Finite(mean), Reaching(mean, stddev), false);

    /// <summary><c>TruncatedNormal(mean, stddev)</c>: within two deviations, which are those before truncation.</summary>
    /// <inheritdoc cref="RandomNormal"/>
    public static KerasInitializer TruncatedNormal(double mean = 0, double stddev = 0.05) =>
        new KerasNormal(Guard.Finite(mean), Reaching(mean, stddev), true);

    /// <summary><c>VarianceScaling(scale, mode, distribution)</c>.</summary>
    /// <param name="scale">The variance times the fan, above 0.</param>
    /// <param name="mode">In, Out or Average.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="inputAxes">input_axes: whose extents make up fan-in; null is the last but one and the kernel's.</param>
    /// <param name="outputAxes">
    /// output_axes: whose extents make up fan-out; null is the last and the kernel's. One of the two without the other is not used, as
    /// there.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="scale"/> is not above 0 or not finite as a float, the mode is another, or the distribution is not a named one.
    /// </exception>
    public static KerasInitializer VarianceScaling(double scale = 1, FanMode mode = FanMode.In,
        KerasDistribution distribution = KerasDistribution.TruncatedNormal, int[]? inputAxes = null, int[]? outputAxes = null) =>
        Scaling(scale, mode, distribution, Invariant($"VarianceScaling(scale={scale}, mode={mode}, distribution={distribution})"),
            inputAxes, outputAxes);

    /// <summary><c>GlorotUniform()</c>.</summary>
    /// <param name="inputAxes">input_axes: whose extents make up fan-in; null is the last but one and the kernel's.</param>
    /// <param name="outputAxes">
    /// output_axes: whose extents make up fan-out; null is the last and the kernel's. One of the two without the other is not used, as
    /// there.
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
    /// <c>Orthogonal(gain)</c>. The normals are the backend's; the factorization is not LAPACK's, so that values are within 1e-5.
    /// </summary>
    /// <param name="gain">Multiplies every element.</param>
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

    /// <summary>A deviation whose values are finite as floats, on any backend.</summary>
    private static double Reaching(double mean, double stddev) =>
        stddev >= 0 && float.IsFinite((float)(Math.Abs(mean) + Farthest * stddev)) ? stddev
            : throw new ArgumentOutOfRangeException(nameof(stddev), stddev, "stddev must be a number of at least 0 of which "
                + Invariant($"{Farthest} from the mean {mean} are finite as a float, but was {stddev}."));
}

/// <summary>The distributions of Keras' VarianceScaling.</summary>
public enum KerasDistribution
{
    /// <summary><c>"uniform"</c>.</summary>
    Uniform,

    /// <summary><c>"truncated_normal"</c>, and <c>"normal"</c>, which means it too.</summary>
    TruncatedNormal,

    /// <summary><c>"untruncated_normal"</c>.</summary>
    UntruncatedNormal,
}
