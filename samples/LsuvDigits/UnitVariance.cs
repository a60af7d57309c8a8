using Initializers;
using MathNet.Numerics.LinearAlgebra;
using QuickStart;

namespace LsuvDigits;

/// <summary>LSUV for QuickStart's network: what the library needs to know of a network is here.</summary>
public static class UnitVariance
{
    /// <summary>
    /// Gives the layers of a network orthonormal weights, scaled until the outputs of each have variance 1 on a batch of images.
    /// </summary>
    public static LsuvReport Apply(Network network, Matrix<float> images, long seed, IProgress<LsuvResult>? progress = null) =>
        new Lsuv().Run(
            [.. network.Layers.Select((layer, i) => new LsuvLayer($"layer {i + 1}", WeightsOf(layer), ShapeOf(layer)))],
            layer => OutputStatistics.Of(network.Outputs(images, layer).AsColumnMajorArray()),
            new PhiloxRandom(seed), progress);

    /// <summary>
    /// The layer's outputs before its activation function: <c>Forward</c> holds those after it, but of the last layer that it is asked for.
    /// </summary>
    private static Matrix<float> Outputs(this Network network, Matrix<float> images, int layer)
    {
        Matrix<float>[] signals = network.Forward(images);
        return network.Layers[layer].Forward(signals[layer]);
    }

    /// <summary>
    /// MathNet.Numerics stores a matrix by columns: [outputs, inputs] of its own is [inputs, outputs] in row-major order.
    /// </summary>
    private static Memory<float> WeightsOf(Dense layer) => layer.Weights.AsColumnMajorArray();

    private static TensorShape ShapeOf(Dense layer) =>
        TensorShape.Linear(layer.Weights.ColumnCount, layer.Weights.RowCount, WeightLayout.InOut);
}
