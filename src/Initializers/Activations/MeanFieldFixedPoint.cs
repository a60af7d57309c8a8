using static System.FormattableString;

namespace Initializers;

/// <summary>A fixed point of the mean square of pre-activations, V(q) = q.</summary>
/// <param name="Variance">q.</param>
/// <param name="Slope">
/// chi at q: the growth of gradients, and of the difference between two inputs; NaN at q = 0, or if the expectation is infinite.
/// </param>
/// <param name="LogSlope">d ln V / d ln q at q: the growth of deviations of q; NaN at q = 0, or if the expectation is infinite.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct MeanFieldFixedPoint(double Variance, double Slope, double LogSlope)
{
    /// <summary>Whether deviations of q decay with depth.</summary>
    public bool IsStable => Math.Abs(LogSlope) < 1;

    /// <summary>
    /// xi_q = -1 / ln |d ln V / d ln q|: the number of layers in which deviations of q decay by a factor of e; infinite if they do not
    /// decay.
    /// </summary>
    public double VarianceDepth => Depth(Math.Abs(LogSlope));

    /// <summary>
    /// xi_c = 1 / |ln chi|: the number of layers in which gradients, and the difference between two inputs, change by a factor of e;
    /// infinite on the edge of chaos.
    /// </summary>
    public double CorrelationDepth => 1 / Math.Abs(Math.Log(Slope));

    /// <summary><c>q = 0.8057, chi = 0.9985, d ln V / d ln q = 0.6512, stable</c>.</summary>
    public override string ToString() => Invariant($"q = {Variance:G4}, chi = {Slope:G4}, d ln V / d ln q = {LogSlope:G4}{Stability}");

    private string Stability => double.IsNaN(LogSlope) ? "" : IsStable ? ", stable" : ", unstable";

    private static double Depth(double slope) => slope < 1 ? -1 / Math.Log(slope) : double.PositiveInfinity;
}

/// <summary>The fixed points of the mean square of pre-activations: none, one, several, or every q.</summary>
/// <param name="Points">The fixed points, in ascending order; empty if there is none, or if every q is a fixed point.</param>
/// <param name="EveryVariance">Whether every q is a fixed point, as for ReLU with weights of variance 2 / fan-in and no biases.</param>
/// <remarks>Thread-safe: an immutable value. Two are equal if the points are, in order.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Points"/> is null.</exception>
public sealed record MeanFieldFixedPoints(IReadOnlyList<MeanFieldFixedPoint> Points, bool EveryVariance)
{
    /// <summary>The fixed points.</summary>
    public IReadOnlyList<MeanFieldFixedPoint> Points { get; } = Guard.Items(Points);

    /// <summary>Whether the points are equal, in order.</summary>
    /// <param name="other">The other fixed points.</param>
    public bool Equals(MeanFieldFixedPoints? other) =>
        other is not null && EveryVariance == other.EveryVariance && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => Points.Aggregate(EveryVariance.GetHashCode(), HashCode.Combine);

    /// <summary>The points, separated by semicolons; <c>no fixed point</c>; or <c>every q is a fixed point</c>.</summary>
    public override string ToString() =>
        EveryVariance ? "every q is a fixed point" : Points.Count == 0 ? "no fixed point" : string.Join("; ", Points);
}
