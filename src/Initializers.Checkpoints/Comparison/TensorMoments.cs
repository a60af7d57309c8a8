using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>What the numbers of a tensor are like. Numbers that are not finite are counted, and left out of the others.</summary>
/// <param name="Mean">The mean; NaN where no number is finite.</param>
/// <param name="StandardDeviation">The root of the mean square distance from it.</param>
/// <param name="Smallest">The smallest number.</param>
/// <param name="Largest">The largest number.</param>
/// <param name="NonFinite">How many numbers are NaN or infinite.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct TensorMoments(double Mean, double StandardDeviation, double Smallest, double Largest, long NonFinite)
{
    /// <summary><c>mean -1.2e-05, standard deviation 0.02, from -0.09 to 0.1</c>.</summary>
    public override string ToString() =>
        Invariant($"mean {Mean:g3}, standard deviation {StandardDeviation:g3}, from {Smallest:g3} to {Largest:g3}")
        + (NonFinite == 0 ? "" : Invariant($", {NonFinite} not finite"));
}
