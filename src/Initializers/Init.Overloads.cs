using System.Runtime.CompilerServices;

namespace Initializers;

/// <content>Glorot's and He's initializers by activation function, and He's by its fan alone.</content>
public static partial class Init
{
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

    /// <summary><see cref="HeNormal(double, FanMode)"/> for ReLU, with another fan: <c>HeNormal(FanMode.Out)</c>.</summary>
    /// <param name="mode">The fan that scales the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not a defined value.</exception>
    [OverloadResolutionPriority(-1)] // the literal 0 is a slope
    public static VarianceScalingInitializer HeNormal(FanMode mode) => HeNormal(0.0, mode);

    /// <summary><see cref="HeUniform(double, FanMode)"/> for ReLU, with another fan: <c>HeUniform(FanMode.Out)</c>.</summary>
    /// <inheritdoc cref="HeNormal(FanMode)"/>
    [OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer HeUniform(FanMode mode) => HeUniform(0.0, mode);

    /// <summary>
    /// <see cref="HeTruncatedNormal(double, FanMode, double)"/> for ReLU, with another fan: <c>HeTruncatedNormal(FanMode.Out)</c>.
    /// </summary>
    /// <inheritdoc cref="HeNormal(FanMode)"/>
    [OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer HeTruncatedNormal(FanMode mode) => HeTruncatedNormal(0.0, mode);

    /// <inheritdoc cref="HeNormal(FanMode)"/>
    [OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer KaimingNormal(FanMode mode) => HeNormal(mode);

    /// <inheritdoc cref="HeUniform(FanMode)"/>
    [OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer KaimingUniform(FanMode mode) => HeUniform(mode);

    /// <inheritdoc cref="HeTruncatedNormal(FanMode)"/>
    [OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer KaimingTruncatedNormal(FanMode mode) => HeTruncatedNormal(mode);

    private static VarianceScalingInitializer He(Activation activation, FanMode mode, Distribution distribution) =>
        new(ScaleOf(activation, mode), mode, distribution);
}
