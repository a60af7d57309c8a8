using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace QuickStart;

/// <summary>The standard deviation of a signal, over units and images, at both ends of its way through the hidden layers.</summary>
/// <param name="Start">In the layer that it starts from: the first one for activations, the last one for gradients.</param>
/// <param name="End">In the layer where it ends.</param>
/// <param name="Growth">By how much it is multiplied from a layer to the next, on average.</param>
public sealed record Signal(double Start, double End, double Growth)
{
    public static Signal Between(Matrix<float> start, Matrix<float> end, int steps)
    {
        double startDeviation = start.Enumerate().StandardDeviation(), endDeviation = end.Enumerate().StandardDeviation();
        return new Signal(startDeviation, endDeviation, Math.Pow(endDeviation / startDeviation, 1.0 / steps));
    }
}
