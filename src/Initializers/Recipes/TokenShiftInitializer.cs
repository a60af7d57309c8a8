using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// RWKV's token shift: what share of the token before enters each channel, 1 - (c / C)^p for the channel c of C, counted from 0. The first
/// channel takes all of it, the last ones little.
/// </summary>
/// <example>
/// <code>
/// float[] shift = RwkvInit.TokenShift(exponent: 0.2, layer: 3, layers: 12).Initialize([768]);
/// </code>
/// </example>
/// <remarks>For sources see <see cref="RwkvInit"/>. Thread-safe: an immutable value.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<TokenShiftInitializer>))]
public sealed record TokenShiftInitializer : ChannelInitializer
{
    /// <summary>A token shift.</summary>
    /// <param name="exponent">The exponent p, above 0: the larger, the more channels look back.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exponent"/> is not a finite number above 0.</exception>
    public TokenShiftInitializer(double exponent) : base(least: 1) => Exponent = Guard.Positive(exponent);

    /// <summary>The exponent.</summary>
    public double Exponent { get; }

    /// <summary><c>TokenShift(exponent: 0.9)</c>.</summary>
    public override string ToString() => Invariant($"TokenShift(exponent: {Exponent})");

    /// <inheritdoc/>
    private protected override double Of(long channel, long channels) => 1 - PortableMath.Power(channel / (double)channels, Exponent);
}
