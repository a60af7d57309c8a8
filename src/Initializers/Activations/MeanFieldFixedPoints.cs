namespace Initializers;

/// <summary>The mean squares that layers hand on unchanged: none, one, several, or every one.</summary>
/// <param name="Points">The fixed points, rising; empty where there is none, or where every q is one.</param>
/// <param name="EveryVariance">Whether every q is one, as of ReLU with weights of variance 2 / fan-in and no biases.</param>
/// <remarks>Thread-safe: an immutable value. Equal when the points are, in their order.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Points"/> is null.</exception>
public sealed record MeanFieldFixedPoints(IReadOnlyList<MeanFieldFixedPoint> Points, bool EveryVariance)
{
    /// <summary>The fixed points.</summary>
    public IReadOnlyList<MeanFieldFixedPoint> Points { get; } = Guard.Items(Points);

    /// <summary>Whether the points are equal, in their order.</summary>
    /// <param name="other">The other ones.</param>
    public bool Equals(MeanFieldFixedPoints? other) =>
        other is not null && EveryVariance == other.EveryVariance && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => Points.Aggregate(EveryVariance.GetHashCode(), HashCode.Combine);

    /// <summary>The points, one behind the other, or that there is none, or that every q is one.</summary>
    public override string ToString() =>
        EveryVariance ? "every q is a fixed point" : Points.Count == 0 ? "no fixed point" : string.Join("; ", Points);
}
