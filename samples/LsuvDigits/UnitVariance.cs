using Initializers;
using MathNet.Numerics.LinearAlgebra;
using QuickStart;

namespace LsuvDigits;

/// <summary>LSUV for QuickStart's network, as an example for networks of your own.</summary>
public static class UnitVariance
{
    /// <summary>
    /// Fills the layers of a network with orthonormal weights, scaled until the outputs of each layer have variance 1 on a batch of images.
    /// </summary>
    public static LsuvReport Apply(Network network, Matrix<float> images, long seed, IProgress<LsuvResult>? progress = null) =>
        new Lsuv().Run(
            [.. network.Layers.Select((layer, i) => new LsuvLayer($"layer {i + 1}", WeightsOf(layer), ShapeOf(layer)))],
            layer => OutputStatistics.Of(network.Outputs(images, layer).AsColumnMajorArray()),
            new PhiloxRandom(seed), progress);

    /// <summary>
    /// The pre-activations of a layer; <c>Network.Forward</c> returns the outputs after the activation function.
    /// </summary>
    private static Matrix<float> Outputs(this Network network, Matrix<float> images, int layer)
    {
        Matrix<float>[] signals = network.Forward(images);
        return network.Layers[layer].Forward(signals[layer]);
    }

    /// <summary>
    /// MathNet.Numerics stores matrices in column-major order: its [outputs, inputs] is [inputs, outputs] in row-major order.
    /// </summary>
    private static Memory<float> WeightsOf(Dense layer) => layer.Weights.AsColumnMajorArray();

    private static TensorShape ShapeOf(Dense layer) =>
        TensorShape.Linear(layer.Weights.ColumnCount, layer.Weights.RowCount, WeightLayout.InOut);
}
