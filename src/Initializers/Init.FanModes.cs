using System.Runtime.CompilerServices;

namespace Initializers;

/// <content>He's initializers by their fan alone: <c>HeNormal(FanMode.Out)</c>.</content>
public static partial class Init
{
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
}
