namespace Initializers;

/// <summary>The mean squares that layers hand on unchanged: none, one, several, or every one.</summary>
/// <param name="Points">The fixed points, rising; empty where there is none, or where every q is one.</param>
/// <param name="EveryVariance">Whether every q is one, as of ReLU with weights of variance 2 / fan-in and no biases.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record FixedPoints(IReadOnlyList<FixedPoint> Points, bool EveryVariance);
