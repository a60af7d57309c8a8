using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>Moves a layer against its gradients: each step adds to a velocity, of which the next step keeps a part.</summary>
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
