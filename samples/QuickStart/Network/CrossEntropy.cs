using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>The cross-entropy loss: minus the logarithm of the probability that the softmax of the scores gives to the label.</summary>
public static class CrossEntropy
{
    /// <summary>The mean loss of a batch, and a column for each image with the gradient of its loss with respect to its scores.</summary>
    public static (double Loss, Matrix<float> Gradients) Of(Matrix<float> scores, IReadOnlyList<int> labels)
    {
        double loss = 0;
        Matrix<float> gradients = scores.Clone();
        for (int image = 0; image < labels.Count; image++)
        {
            Vector<float> distances = scores.Column(image) - scores.Column(image).Maximum();
            Vector<float> exponentials = distances.PointwiseExp();
            float sum = exponentials.Sum();
            loss += Math.Log(sum) - distances[labels[image]];
            gradients.SetColumn(image, exponentials / sum);
            gradients[labels[image], image] -= 1;
        }
        return (loss / labels.Count, gradients);
    }
}
