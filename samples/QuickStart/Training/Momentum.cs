using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>Gradient descent with momentum for one layer: each step keeps a fraction of the previous one.</summary>
public sealed class Momentum(Dense layer, float rate, float kept)
{
    private Matrix<float> _weights = Matrix<float>.Build.SameAs(layer.Weights);
    private Vector<float> _biases = Vector<float>.Build.SameAs(layer.Biases);

    public void Step(Matrix<float> weightGradients, Vector<float> biasGradients)
    {
        _weights = kept * _weights - rate * weightGradients;
        _biases = kept * _biases - rate * biasGradients;
        layer.Move(_weights, _biases);
    }
}
