using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace QuickStart;

/// <summary>The standard deviation of a signal, over units and images, at both ends of the hidden layers.</summary>
/// <param name="Start">In the layer where the signal starts: the first for activations, the last for gradients.</param>
/// <param name="End">In the layer where the signal ends.</param>
/// <param name="Growth">The factor from one layer to the next, as a geometric mean.</param>
public sealed record Signal(double Start, double End, double Growth)
{
    public static Signal Between(Matrix<float> start, Matrix<float> end, int steps)
    {
        double startDeviation = start.Enumerate().StandardDeviation(), endDeviation = end.Enumerate().StandardDeviation();
        return new Signal(startDeviation, endDeviation, Math.Pow(endDeviation / startDeviation, 1.0 / steps));
    }
}
