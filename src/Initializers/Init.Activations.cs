using System.Runtime.CompilerServices;

namespace Initializers;

/// <content>Initializers by activation function: variance scaling, Glorot's and He's.</content>
public static partial class Init
{
    /// <summary>Mean 0 and standard deviation gain / sqrt(fan), with the gain of an activation function.</summary>
    /// <param name="gain">
    /// The activation function applied to the inputs of the layer. Its forward gain is used, or its backward gain with
    /// <see cref="FanMode.Out"/> (<see cref="Gain"/>, at mean square 1).
    /// </param>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <param name="distribution">The form of the distribution; defaults to <see cref="Distribution.TruncatedNormal"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="gain"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation has no gain, or <paramref name="mode"/> is not a defined value.</exception>
    public static VarianceScalingInitializer VarianceScaling(
        Activation gain, FanMode mode = FanMode.In, Distribution? distribution = null) =>
        VarianceScaling(ScaleOf(gain, Guard.Defined(mode)), mode, distribution);

    /// <summary>
    /// <see cref="GlorotNormal(double, FanMode)"/> with the forward gain of an activation function (<see cref="Gain.Forward"/>).
    /// </summary>
    /// <param name="activation">
    /// The activation function. The gain of tanh is 1.5925, where PyTorch uses 5/3 (<see cref="Gain.PyTorch"/>).
    /// </param>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation has no gain, or <paramref name="mode"/> is not a defined value.</exception>
    public static VarianceScalingInitializer GlorotNormal(Activation activation, FanMode mode = FanMode.Average) =>
        GlorotNormal(Gain.Forward(activation), mode);

    /// <summary>
    /// <see cref="GlorotUniform(double, FanMode)"/> with the forward gain of an activation function (<see cref="Gain.Forward"/>).
    /// </summary>
    /// <inheritdoc cref="GlorotNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer GlorotUniform(Activation activation, FanMode mode = FanMode.Average) =>
        GlorotUniform(Gain.Forward(activation), mode);

    /// <summary>
    /// <see cref="GlorotTruncatedNormal(double, FanMode, double)"/> with the forward gain of an activation function
    /// (<see cref="Gain.Forward"/>).
    /// </summary>
    /// <inheritdoc cref="GlorotNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer GlorotTruncatedNormal(Activation activation, FanMode mode = FanMode.Average) =>
        GlorotTruncatedNormal(Gain.Forward(activation), mode);

    /// <inheritdoc cref="GlorotNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer XavierNormal(Activation activation, FanMode mode = FanMode.Average) =>
        GlorotNormal(activation, mode);

    /// <inheritdoc cref="GlorotUniform(Activation, FanMode)"/>
    public static VarianceScalingInitializer XavierUniform(Activation activation, FanMode mode = FanMode.Average) =>
        GlorotUniform(activation, mode);

    /// <inheritdoc cref="GlorotTruncatedNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer XavierTruncatedNormal(Activation activation, FanMode mode = FanMode.Average) =>
        GlorotTruncatedNormal(activation, mode);

    /// <summary>
    /// <see cref="HeNormal(double, FanMode)"/> for any activation function: N(0, gain^2 / fan) with its forward gain, or its backward gain
    /// for <see cref="FanMode.Out"/>.
    /// </summary>
    /// <param name="activation">The activation function; for ReLU and leaky ReLU this is the paper's formula.</param>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation has no gain, or <paramref name="mode"/> is not a defined value.</exception>
    public static VarianceScalingInitializer HeNormal(Activation activation, FanMode mode = FanMode.In) =>
        He(activation, mode, Distribution.Normal);

    /// <summary><see cref="HeUniform(double, FanMode)"/> for any activation function: U[-b, b) with b = gain sqrt(3 / fan).</summary>
    /// <inheritdoc cref="HeNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer HeUniform(Activation activation, FanMode mode = FanMode.In) =>
        He(activation, mode, Distribution.Uniform);

    /// <summary><see cref="HeTruncatedNormal(double, FanMode, double)"/> for any activation function.</summary>
    /// <inheritdoc cref="HeNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer HeTruncatedNormal(Activation activation, FanMode mode = FanMode.In) =>
        He(activation, mode, Distribution.TruncatedNormal);

    /// <inheritdoc cref="HeNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer KaimingNormal(Activation activation, FanMode mode = FanMode.In) => HeNormal(activation, mode);

    /// <inheritdoc cref="HeUniform(Activation, FanMode)"/>
    public static VarianceScalingInitializer KaimingUniform(Activation activation, FanMode mode = FanMode.In) =>
        HeUniform(activation, mode);

    /// <inheritdoc cref="HeTruncatedNormal(Activation, FanMode)"/>
    public static VarianceScalingInitializer KaimingTruncatedNormal(Activation activation, FanMode mode = FanMode.In) =>
        HeTruncatedNormal(activation, mode);

    private static VarianceScalingInitializer He(Activation activation, FanMode mode, Distribution distribution) =>
        new(ScaleOf(activation, mode), mode, distribution);

    /// <summary>The square of the forward gain at mean square 1, or of the backward gain for fan-out.</summary>
    private static double ScaleOf(Activation activation, FanMode mode, [CallerArgumentExpression(nameof(activation))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(activation, name);
        return 1 / Gain.NotZero(mode == FanMode.Out ? activation.SlopeMeanSquare(1) : activation.MeanSquare(1), activation, name);
    }
}
