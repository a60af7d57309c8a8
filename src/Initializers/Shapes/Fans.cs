using static System.FormattableString;

namespace Initializers;

/// <summary>
/// How many weights meet in one output (fan-in) and leave one input (fan-out): exact whole numbers. Where a stride counts, as <see
/// cref="TensorShape.Convolution"/> says, <see cref="Of"/> takes the average over its positions.
/// </summary>
/// <param name="In">Connections into one output, 0 or more.</param>
/// <param name="Out">Connections out of one input, 0 or more.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
/// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>Connections into one output.</summary>
    public long In { get; } = Guard.NotNegative(In);

    /// <summary>Connections out of one input.</summary>
    public long Out { get; } = Guard.NotNegative(Out);

    /// <summary>Of how many positions of an output, or of an input, each connection meets one; (0, 0) and (1, 1) are every.</summary>
    internal (long In, long Out) Positions { get; init => field = value == (1, 1) ? default : value; }

    /// <summary>The number that scales the weights; an average of whole numbers need not be one.</summary>
    /// <param name="mode">Which fan.</param>
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
        new($"shape must have fans above 0, but was {shape}, whose fan ({mode}) is 0.", nameof(shape));
}
