using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The fan-in, the number of connections into one output, and the fan-out, the number of connections out of one input. Where a stride
/// counts (see <see cref="TensorShape.Convolution"/>), <see cref="Of"/> returns the average over its positions.
/// </summary>
/// <param name="In">The number of connections into one output, at least 0.</param>
/// <param name="Out">The number of connections out of one input, at least 0.</param>
/// <example>
/// <code>
/// Fans fans = TensorShape.Linear(inputs: 784, outputs: 256).Fans;
/// Console.WriteLine(fans.In);                  // 784
/// Console.WriteLine(fans.Of(FanMode.Average)); // 520
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value.</remarks>
/// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>The number of connections into one output.</summary>
    public long In { get; } = Guard.NotNegative(In);

    /// <summary>The number of connections out of one input.</summary>
    public long Out { get; } = Guard.NotNegative(Out);

    /// <summary>The products of strides that the fans are divided by; (0, 0) means (1, 1).</summary>
    internal (long In, long Out) Positions { get; init => field = value == (1, 1) ? default : value; }

    /// <summary>Returns the fan that scales the weights; an average need not be a whole number.</summary>
    /// <param name="mode">The fan to return.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not one of the named modes.</exception>
    public double Of(FanMode mode)
    {
        (double fanIn, double fanOut) = ((double)In / Math.Max(Positions.In, 1), (double)Out / Math.Max(Positions.Out, 1));
        return mode switch
        {
            FanMode.In => fanIn,
            FanMode.Out => fanOut,
            FanMode.Average => (fanIn + fanOut) / 2,
            FanMode.Sum => fanIn + fanOut,
            FanMode.GeometricMean => Math.Sqrt(fanIn * fanOut),
            _ => throw Guard.Undefined(mode),
        };
    }

    /// <summary><c>Fans { In = 784, Out = 256 }</c>.</summary>
    public override string ToString() => Invariant($"Fans {{ In = {In}, Out = {Out} }}");

    /// <summary>Returns the fan that scales the weights of a shape, or of one of its blocks; it is above 0.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mode">The fan to return.</param>
    /// <param name="block">The index of the block; null if all blocks have the same fan.</param>
    /// <exception cref="ArgumentException">The shape has no fans, its blocks differ in the fan, or the fan is 0.</exception>
    internal static double PositiveFan(in TensorShape shape, FanMode mode, long? block = null)
    {
        Fans fans = block is { } one ? shape.BlockFans(one)
            : mode == FanMode.In && shape.HasBlockFans ? shape.BlockFans(0)
            : shape.Fans;
        double fan = fans.Of(mode);
        return fan > 0 ? fan : throw Refused(shape, mode);
    }

    private static ArgumentException Refused(in TensorShape shape, FanMode mode) =>
        new($"shape must have a fan above 0, but was {shape}, whose fan ({mode}) is 0.", nameof(shape));
}
