using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A ramp over the channels c of C, with a wave in each head of N: start + rise (c / (C - 1))^p + zigzag z |z|, where z runs from -1 to 1
/// through the channels of a head.
/// </summary>
/// <example>
/// <code>
/// float[] decay = RwkvInit.Decay(layer: 3, layers: 12).Initialize([768]);
/// </code>
/// </example>
/// <remarks>For sources see <see cref="RwkvInit"/>. Thread-safe: an immutable value.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<ChannelRampInitializer>))]
public sealed record ChannelRampInitializer : ChannelInitializer
{
    /// <summary>The largest magnitude of a number, with which all sums are finite as floats.</summary>
    private const double Most = 1e30;

    /// <summary>A ramp with a wave.</summary>
    /// <param name="start">The value at the first channel, without the wave.</param>
    /// <param name="rise">By how much the last channel exceeds it.</param>
    /// <param name="exponent">The exponent p, above 0.</param>
    /// <param name="zigzag">The height of the wave; 0 for none.</param>
    /// <param name="headWidth">The channels N of a head, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is not between -1e30 and 1e30, the exponent is not a finite number above 0, or <paramref name="headWidth"/> is below 2.
    /// </exception>
    public ChannelRampInitializer(double start, double rise, double exponent = 1, double zigzag = 0, long headWidth = 64)
        : base(least: 2)
    {
        (Start, Rise) = (Guard.Between(start, -Most, Most), Guard.Between(rise, -Most, Most));
        (Exponent, Zigzag) = (Guard.Positive(exponent), Guard.Between(zigzag, -Most, Most));
        HeadWidth = Guard.AtLeast(headWidth, 2);
    }

    /// <summary>The value at the first channel, without the wave.</summary>
    public double Start { get; }

    /// <summary>By how much the last channel exceeds it.</summary>
    public double Rise { get; }

    /// <summary>The exponent of the ramp.</summary>
    public double Exponent { get; }

    /// <summary>The height of the wave.</summary>
    public double Zigzag { get; }

    /// <summary>The channels of a head.</summary>
    public long HeadWidth { get; }

    /// <summary><c>ChannelRamp(start: -5.5, rise: 6, exponent: 1, zigzag: 2.5, headWidth: 64)</c>.</summary>
    public override string ToString() =>
        Invariant($"ChannelRamp(start: {Start}, rise: {Rise}, exponent: {Exponent}, zigzag: {Zigzag}, headWidth: {HeadWidth})");

    /// <inheritdoc/>
    private protected override double Of(long channel, long channels)
    {
        double z = channel % HeadWidth * 2 / (HeadWidth - 1.0) - 1;
        return Start + Rise * PortableMath.Power(channel / (channels - 1.0), Exponent) + Zigzag * (z * Math.Abs(z));
    }
}
