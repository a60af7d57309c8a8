using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>
/// One layer of a network. A batch is a matrix with a channel in each column and in its rows the places of the first example, then those of
/// the next.
/// </summary>
internal abstract record SignalLayer
{
    public virtual int WeightLayers => 0;

    /// <summary>Runs a batch, and returns the way back for gradients.</summary>
    /// <param name="inputs">The batch.</param>
    /// <param name="random">What the weights of all layers are drawn from.</param>
    /// <param name="sights">What is seen of layers with weights, in their order.</param>
    /// <param name="cancellation">Ends the run between two layers.</param>
    public abstract SignalPass Forward(
        Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights, CancellationToken cancellation);

    /// <summary>What the theory of wide networks makes of a batch, and the way back for the mean squares of gradients.</summary>
    public abstract ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation);

    /// <summary>The same layer with other weights, and no biases.</summary>
    public virtual SignalLayer WithWeights(IWeightInitializer weights) => this;
}

/// <summary>What a layer made of a batch, and how gradients go back through it.</summary>
internal sealed record SignalPass(Matrix<double> Outputs, Func<Matrix<double>, Matrix<double>> Backward);

/// <summary>What a layer is expected to make of a batch, and of the mean squares of gradients at each place of each example.</summary>
internal sealed record ExpectedPass(ExpectedSignals Outputs, Func<double[], double[]> Backward);
