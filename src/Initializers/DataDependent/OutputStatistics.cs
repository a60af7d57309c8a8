using System.Numerics;
using static System.FormattableString;

namespace Initializers;

/// <summary>The mean and variance of the outputs of a layer, over all units and all examples of a batch.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The mean squared distance from the mean.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct OutputStatistics(double Mean, double Variance)
{
    /// <summary>Computes the statistics of outputs, in double.</summary>
    /// <param name="outputs">All outputs of a layer, in any order.</param>
    /// <exception cref="ArgumentException">There are no outputs.</exception>
    public static OutputStatistics Of(ReadOnlySpan<float> outputs) => OfNumbers(outputs);

    /// <inheritdoc cref="Of(ReadOnlySpan{float})"/>
    public static OutputStatistics Of(ReadOnlySpan<double> outputs) => OfNumbers(outputs);

    /// <summary><c>mean 0.0123, variance 1.003</c>.</summary>
    public override string ToString() => Invariant($"mean {Mean:G4}, variance {Variance:G4}");

    private static OutputStatistics OfNumbers<T>(ReadOnlySpan<T> outputs) where T : INumberBase<T>
    {
        if (outputs.IsEmpty) throw new ArgumentException("outputs must have at least one element, but had none.", nameof(outputs));
        double mean = 0, variance = 0;
        foreach (T output in outputs) mean += double.CreateTruncating(output);
        mean /= outputs.Length;
        foreach (T output in outputs) variance += (double.CreateTruncating(output) - mean) * (double.CreateTruncating(output) - mean);
        return new(mean, variance / outputs.Length);
    }
}
