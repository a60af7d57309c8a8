using static System.FormattableString;

namespace Initializers;

/// <summary>
/// How many weights meet in one output (fan-in) and leave one input (fan-out): whole numbers, but for averages over the positions of a strided convolution.
/// </summary>
/// <param name="In">Connections into one output, 0 or more.</param>
/// <param name="Out">Connections out of one input, 0 or more.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
/// <exception cref="ArgumentOutOfRangeException">A fan is negative or not finite.</exception>
public readonly record struct Fans(double In, double Out)
{
    /// <summary>Connections into one output.</summary>
    public double In { get; } = Guard.NotNegative(In);

    /// <summary>Connections out of one input.</summary>
    public double Out { get; } = Guard.NotNegative(Out);

    /// <summary>The number that scales the weights; an average of whole numbers need not be one.</summary>
    /// <param name="mode">Which fan.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not one of the named modes.</exception>
    public double Of(FanMode mode) => mode switch
    {
        FanMode.In => In,
        FanMode.Out => Out,
        FanMode.Average => (In + Out) / 2,
        FanMode.Sum => In + Out,
        FanMode.GeometricMean => Math.Sqrt(In * Out),
        _ => throw Guard.Undefined(mode),
    };

    /// <summary><c>Fans { In = 784, Out = 256 }</c>.</summary>
    public override string ToString() => Invariant($"Fans {{ In = {In}, Out = {Out} }}");

    /// <summary>The number that scales the weights of a shape, or of one of its blocks, above 0.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mode">Which fan.</param>
    /// <param name="block">Which block, where blocks have fans of their own; none where all have the fan in common.</param>
    /// <exception cref="ArgumentException">The shape's fans cannot be known, blocks differ in the fan, or it is 0.</exception>
    internal static double Above0(in TensorShape shape, FanMode mode, long? block = null)
    {
        Fans fans = block is { } one ? shape.BlockFans(one)
            : mode == FanMode.In && shape.HasBlockFans ? shape.BlockFans(0)
            : shape.Fans;
        double fan = fans.Of(mode);
        return fan > 0 ? fan : throw Refused(shape, mode);
    }

    private static ArgumentException Refused(in TensorShape shape, FanMode mode) =>
        new($"shape is {shape}, whose fan ({mode}) is 0; accepted is a fan above 0.", nameof(shape));
}
