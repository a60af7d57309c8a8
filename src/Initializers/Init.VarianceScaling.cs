namespace Initializers;

/// <content>Variance scaling, and its famous points: LeCun's, Glorot's (Xavier's) and He's (Kaiming's) initializers.</content>
public static partial class Init
{
    /// <summary>Mean 0 and standard deviation sqrt(scale / fan): the general form of LeCun's, Glorot's and He's initializers.</summary>
    /// <param name="scale">The variance of a weight times the fan, above 0.</param>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <param name="distribution">The form of the distribution; defaults to <see cref="Distribution.TruncatedNormal"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="scale"/> is not a finite number above 0, or <paramref name="mode"/> is not a defined value.
    /// </exception>
    public static VarianceScalingInitializer VarianceScaling(
        double scale = 1, FanMode mode = FanMode.In, Distribution? distribution = null) =>
        new(scale, mode, distribution ?? Distribution.TruncatedNormal);

    /// <summary>
    /// N(0, 1 / fan-in): preserves the variance of activations through linear layers, and through SELU (Klambauer et al. 2017).
    /// </summary>
    /// <remarks>
    /// LeCun, Bottou, Orr and Müller (1998), "Efficient BackProp", section 4.6, eq. 16,
    /// <see href="https://doi.org/10.1007/3-540-49430-8_2"/>. Keras's and JAX's <c>lecun_normal</c> is <see cref="LeCunTruncatedNormal"/>.
    /// </remarks>
    public static VarianceScalingInitializer LeCunNormal() => LeCun(nameof(LeCunNormal), Distribution.Normal);

    /// <summary>U[-b, b) with b = sqrt(3 / fan-in), the deviation of <see cref="LeCunNormal()"/>.</summary>
    /// <inheritdoc cref="LeCunNormal()"/>
    public static VarianceScalingInitializer LeCunUniform() => LeCun(nameof(LeCunUniform), Distribution.Uniform);

    /// <summary>
    /// A truncated normal with standard deviation sqrt(1 / fan-in) after truncation: Keras's and JAX's <c>lecun_normal</c>.
    /// </summary>
    /// <param name="bound">The bound of the truncation, in standard deviations before it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not a finite number above 0.</exception>
    /// <inheritdoc cref="LeCunNormal()"/>
    public static VarianceScalingInitializer LeCunTruncatedNormal(double bound = 2) =>
        LeCun(nameof(LeCunTruncatedNormal), Distribution.TruncatedAt(bound));

    /// <summary>
    /// N(0, 2 gain^2 / (fan-in + fan-out)): approximately preserves the variance of activations and of
    /// gradients through tanh and linear layers.
    /// </summary>
    /// <param name="gain">The factor of the standard deviation, above 0.</param>
    /// <param name="mode">
    /// The fan in gain / sqrt(fan), the standard deviation. The paper uses <see cref="FanMode.Average"/>, Caffe one fan alone, and early
    /// ports the sum.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> is not a finite number above 0, or <paramref name="mode"/> is not a defined value.
    /// </exception>
    /// <remarks>
    /// Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward neural networks", eqs. 12 and 16,
    /// <see href="https://proceedings.mlr.press/v9/glorot10a.html"/>. The paper has only the uniform form. This is PyTorch's
    /// <c>xavier_normal_</c>; Keras's and JAX's <c>glorot_normal</c> is <see cref="GlorotTruncatedNormal(double, FanMode, double)"/>.
    /// </remarks>
    public static VarianceScalingInitializer GlorotNormal(double gain = 1, FanMode mode = FanMode.Average) =>
        Glorot(nameof(GlorotNormal), gain, mode, Distribution.Normal);

    /// <summary>U[-b, b) with b = gain sqrt(6 / (fan-in + fan-out)): the "normalized initialization" of the paper.</summary>
    /// <inheritdoc cref="GlorotNormal(double, FanMode)"/>
    public static VarianceScalingInitializer GlorotUniform(double gain = 1, FanMode mode = FanMode.Average) =>
        Glorot(nameof(GlorotUniform), gain, mode, Distribution.Uniform);

    /// <summary>
    /// A truncated normal with standard deviation gain sqrt(2 / (fan-in + fan-out)) after truncation: Keras's and JAX's
    /// <c>glorot_normal</c>.
    /// </summary>
    /// <param name="gain">The factor of the standard deviation, above 0.</param>
    /// <param name="mode">The fan in gain / sqrt(fan), the standard deviation.</param>
    /// <param name="bound">The bound of the truncation, in standard deviations before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> or <paramref name="bound"/> is not a finite number above 0, or <paramref name="mode"/> is not defined.
    /// </exception>
    /// <inheritdoc cref="GlorotNormal(double, FanMode)"/>
    public static VarianceScalingInitializer GlorotTruncatedNormal(double gain = 1, FanMode mode = FanMode.Average, double bound = 2) =>
        Glorot(nameof(GlorotTruncatedNormal), gain, mode, Distribution.TruncatedAt(bound));

    /// <inheritdoc cref="GlorotNormal(double, FanMode)"/>
    public static VarianceScalingInitializer XavierNormal(double gain = 1, FanMode mode = FanMode.Average) => GlorotNormal(gain, mode);

    /// <inheritdoc cref="GlorotUniform(double, FanMode)"/>
    public static VarianceScalingInitializer XavierUniform(double gain = 1, FanMode mode = FanMode.Average) => GlorotUniform(gain, mode);

    /// <inheritdoc cref="GlorotTruncatedNormal(double, FanMode, double)"/>
    public static VarianceScalingInitializer XavierTruncatedNormal(double gain = 1, FanMode mode = FanMode.Average, double bound = 2) =>
        GlorotTruncatedNormal(gain, mode, bound);

    /// <summary>
    /// N(0, 2 / ((1 + a^2) fan)): preserves the variance of activations through ReLU (a = 0) or leaky ReLU with negative slope a.
    /// </summary>
    /// <param name="negativeSlope">The slope a of the activation below 0, finite.</param>
    /// <param name="mode">
    /// The fan that scales the weights: <see cref="FanMode.In"/> to preserve activations (eq. 10), <see cref="FanMode.Out"/> to preserve
    /// gradients (eq. 14).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="negativeSlope"/> is not finite, or <paramref name="mode"/> is not a defined value.
    /// </exception>
    /// <remarks>
    /// He, Zhang, Ren and Sun (2015), "Delving Deep into Rectifiers", eqs. 10, 14 and 15, <see href="https://arxiv.org/abs/1502.01852"/>.
    /// The paper has only the normal form. This is PyTorch's <c>kaiming_normal_</c>; Keras's and JAX's <c>he_normal</c> is
    /// <see cref="HeTruncatedNormal(double, FanMode, double)"/>.
    /// </remarks>
    public static VarianceScalingInitializer HeNormal(double negativeSlope = 0, FanMode mode = FanMode.In) =>
        He(nameof(HeNormal), negativeSlope, mode, Distribution.Normal);

    /// <summary>
    /// U[-b, b) with b = sqrt(6 / ((1 + a^2) fan)). <c>HeUniform(negativeSlope: Math.Sqrt(5))</c> is U(-1/sqrt(fan-in), 1/sqrt(fan-in)),
    /// PyTorch's default for linear and convolutional layers, often called "Kaiming uniform".
    /// </summary>
    /// <inheritdoc cref="HeNormal(double, FanMode)"/>
    public static VarianceScalingInitializer HeUniform(double negativeSlope = 0, FanMode mode = FanMode.In) =>
        He(nameof(HeUniform), negativeSlope, mode, Distribution.Uniform);

    /// <summary>
    /// A truncated normal with standard deviation sqrt(2 / ((1 + a^2) fan)) after truncation: Keras's and JAX's <c>he_normal</c>.
    /// </summary>
    /// <param name="negativeSlope">The slope a of the activation below 0, finite.</param>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <param name="bound">The bound of the truncation, in standard deviations before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="negativeSlope"/> is not finite, <paramref name="bound"/> is not a finite number above 0, or <paramref name="mode"/>
    /// is not a defined value.
    /// </exception>
    /// <inheritdoc cref="HeNormal(double, FanMode)"/>
    public static VarianceScalingInitializer HeTruncatedNormal(double negativeSlope = 0, FanMode mode = FanMode.In, double bound = 2) =>
        He(nameof(HeTruncatedNormal), negativeSlope, mode, Distribution.TruncatedAt(bound));

    /// <inheritdoc cref="HeNormal(double, FanMode)"/>
    public static VarianceScalingInitializer KaimingNormal(double negativeSlope = 0, FanMode mode = FanMode.In) =>
        HeNormal(negativeSlope, mode);

    /// <inheritdoc cref="HeUniform(double, FanMode)"/>
    public static VarianceScalingInitializer KaimingUniform(double negativeSlope = 0, FanMode mode = FanMode.In) =>
        HeUniform(negativeSlope, mode);

    /// <inheritdoc cref="HeTruncatedNormal(double, FanMode, double)"/>
    public static VarianceScalingInitializer KaimingTruncatedNormal(
        double negativeSlope = 0, FanMode mode = FanMode.In, double bound = 2) =>
        HeTruncatedNormal(negativeSlope, mode, bound);

    private static VarianceScalingInitializer LeCun(string name, Distribution distribution) =>
        new(1, FanMode.In, distribution) { Name = new(name) };

    private static VarianceScalingInitializer Glorot(string name, double gain, FanMode mode, Distribution distribution) =>
        new(Guard.Square(gain), mode, distribution) { Name = new(name, nameof(gain), gain, 1, SaysMode: true) };

    private static VarianceScalingInitializer He(string name, double negativeSlope, FanMode mode, Distribution distribution) =>
        new(2 / (1 + Guard.Finite(negativeSlope) * negativeSlope), mode, distribution)
        {
            Name = new(name, nameof(negativeSlope), negativeSlope, 0, SaysMode: true)
        };
}
