using Initializers;
using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>Dense layers with an activation function between them; the last layer's outputs are the scores of the classes.</summary>
public sealed class Network(IReadOnlyList<int> widths, Nonlinearity activation, IWeightInitializer weights,
    IWeightInitializer? biases = null)
{
    public IReadOnlyList<Dense> Layers { get; } =
        [.. widths.Zip(widths.Skip(1), (inputs, outputs) => new Dense(inputs, outputs, weights, biases))];

    public IEnumerable<Dense> HiddenLayers => Layers.SkipLast(1);

    public Matrix<float> Scores(Matrix<float> images) => Forward(images)[^1];

    /// <summary>The fraction of images whose label has the highest score; scores that are not finite count as wrong.</summary>
    public double Accuracy(Batch batch)
    {
        Matrix<float> scores = Scores(batch.Images);
        return batch.Labels.Select((label, image) =>
            float.IsFinite(scores[label, image]) && scores.Column(image).MaximumIndex() == label ? 1.0 : 0.0).Average();
    }

    /// <summary>
    /// The images, then the outputs of each layer: after the activation function for hidden layers, the scores for the last.
    /// </summary>
    public Matrix<float>[] Forward(Matrix<float> images)
    {
        var signals = new Matrix<float>[Layers.Count + 1];
        signals[0] = images;
        for (int layer = 0; layer < Layers.Count; layer++)
        {
            if (layer > 0) signals[layer].MapInplace(activation.Function);
            signals[layer + 1] = Layers[layer].Forward(signals[layer]);
        }
        return signals;
    }

    /// <summary>The gradients with respect to the pre-activations of each layer, given those with respect to the scores.</summary>
    public Matrix<float>[] Backward(Matrix<float>[] signals, Matrix<float> scoreGradients)
    {
        var gradients = new Matrix<float>[Layers.Count];
        gradients[^1] = scoreGradients;
        for (int layer = Layers.Count - 1; layer > 0; layer--)
        {
            Matrix<float> slopes = signals[layer].Map(activation.Slope);
            gradients[layer - 1] = Layers[layer].Backward(gradients[layer]).PointwiseMultiply(slopes);
        }
        return gradients;
    }
}
