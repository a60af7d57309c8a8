using static System.FormattableString;

namespace Initializers;

/// <summary>
/// RWKV's token shift: what share of the token before enters each channel, 1 - (c / C)^p for the channel c of C, counted from 0. The first
/// channel takes all of it, the last ones little.
/// </summary>
/// <remarks>
/// The channel is the position along the last axis. Computed in double by portable operations and rounded once. Deterministic, but advances
/// the source as every fill does. There is no prediction for more than 65,536 channels. For sources see <see cref="RwkvInit"/>. Thread-safe:
/// an immutable value.
/// </remarks>
public sealed record TokenShiftInitializer : FixedInitializer
{
    /// <summary>A token shift.</summary>
    /// <param name="exponent">The exponent p, above 0: the larger, the more channels look back.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exponent"/> is not a finite number above 0.</exception>
    public TokenShiftInitializer(double exponent) => Exponent = Guard.Positive(exponent);

    /// <summary>The exponent.</summary>
    public double Exponent { get; }

    /// <summary><c>TokenShift(exponent: 0.9)</c>.</summary>
    public override string ToString() => Invariant($"TokenShift(exponent: {Exponent})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => Channels.Check(shape, 1);

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape) => Channels.Predict(shape[^1], Of);

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape) =>
        Channels.Fill(slice, start, shape[^1], Of);

    private double Of(long channel, long channels) => 1 - Channels.Power(channel / (double)channels, Exponent);
}
