using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The base of deterministic initializers whose values depend on the channel alone, which is the position along the last axis.
/// </summary>
/// <remarks>
/// Computed in double by portable operations and rounded once. Deterministic, but advances the source as every fill does. There is no
/// prediction for more than 65,536 channels. Thread-safe: an immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ChannelInitializer>))]
public abstract record ChannelInitializer : FixedInitializer
{
    /// <summary>The most channels whose values are added up for a prediction.</summary>
    private const long Most = 1 << 16;

    private readonly long _least;

    private protected ChannelInitializer(long least) => _least = least;

    /// <inheritdoc/>
    protected sealed override void Check(TensorShape shape)
    {
        if (shape.Rank < 1 || shape[^1] < _least)
            throw new ArgumentException(
                $"shape must have the channels as its last axis, at least {_least}, but was {shape}.", nameof(shape));
    }

    /// <inheritdoc/>
    private protected sealed override WeightPrediction? PredictionFor(in TensorShape shape)
    {
        long channels = shape[^1];
        if (channels > Most) return null;
        var sum = new PredictionSum();
        for (long channel = 0; channel < channels; channel++) sum.Add(1, Of(channel, channels));
        return sum.ToPrediction(channels);
    }

    /// <inheritdoc/>
    private protected sealed override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        for (int i = 0; i < slice.Length; i++) slice[i] = (float)Of((start + i) % shape[^1], shape[^1]);
    }

    /// <summary>The value of a channel, counted from 0.</summary>
    private protected abstract double Of(long channel, long channels);
}
