namespace Initializers;

/// <summary>How many weights meet in one output (fan-in) and leave one input (fan-out): exact whole numbers.</summary>
/// <param name="In">Connections into one output, 0 or more.</param>
/// <param name="Out">Connections out of one input, 0 or more.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
/// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>Connections into one output.</summary>
    public long In { get; } = Guard.NotNegative(In, "fanIn");

    /// <summary>Connections out of one input.</summary>
    public long Out { get; } = Guard.NotNegative(Out, "fanOut");

    /// <summary>The number that scales the weights; an average of whole numbers need not be one.</summary>
    /// <param name="mode">Which fan.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not one of the named modes.</exception>
    public double Of(FanMode mode) => mode switch
    {
        FanMode.In => In,
        FanMode.Out => Out,
        FanMode.Average => ((double)In + Out) / 2,
        FanMode.Sum => (double)In + Out,
        FanMode.GeometricMean => Math.Sqrt((double)In * Out),
        _ => throw Guard.Undefined(mode),
    };

    /// <summary>The number that scales the weights of a shape, above 0.</summary>
    /// <exception cref="ArgumentException">The shape's fans cannot be known, or the fan is 0.</exception>
    internal static double Above0(in TensorShape shape, FanMode mode)
    {
        double fan = shape.Fans.Of(mode);
        return fan > 0 ? fan : throw Refused(shape, mode);
    }

    private static ArgumentException Refused(in TensorShape shape, FanMode mode) => new($"shape is {shape}, whose fan ({mode}) is 0; accepted is a fan above 0.", nameof(shape));
}
