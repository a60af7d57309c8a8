using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>
/// One layer of a network. A batch is a matrix with a column for each channel and a row for each position of the first example, then of the
/// next.
/// </summary>
internal abstract record SignalLayer
{
    public virtual int WeightLayers => 0;

    /// <summary>Runs a batch forward.</summary>
    /// <param name="inputs">The batch.</param>
    /// <param name="random">The source of the weights of all layers.</param>
    /// <param name="records">The records of the layers with weights so far, to which each such layer adds one.</param>
    /// <param name="cancellation">Cancels the run between two layers.</param>
    public abstract SignalPass Forward(
        Matrix<double> inputs, PhiloxRandom random, List<LayerRecord> records, CancellationToken cancellation);

    /// <summary>The theory of wide networks for a batch; adds an entry for each layer with weights.</summary>
    public abstract ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation);

    /// <summary>The same layer with other weights and zero biases.</summary>
    public virtual SignalLayer WithWeights(IWeightInitializer weights) => this;
}

/// <summary>The outputs for a batch, and the backward pass: from gradients of the outputs to those of the inputs.</summary>
internal sealed record SignalPass(Matrix<double> Outputs, Func<Matrix<double>, Matrix<double>> Backward);

/// <summary>
/// The expected outputs for a batch, and the backward pass for the mean squares of gradients at each position of each example.
/// </summary>
internal sealed record ExpectedPass(ExpectedSignals Outputs, Func<double[], double[]> Backward);
