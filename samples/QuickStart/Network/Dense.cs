using Initializers;
using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>A fully connected layer: outputs = weights * inputs + biases. A batch is a matrix with an image in each column.</summary>
public sealed class Dense(int inputs, int outputs, IWeightInitializer weights, IWeightInitializer? biases = null)
{
    public Matrix<float> Weights { get; } = weights.InitializeMatrix<float>(TensorShape.Linear(inputs, outputs));

    public Vector<float> Biases { get; } = (biases ?? Init.Zeros())
        .InitializeVector<float>(TensorShape.Vector(outputs).WithFans(inputs, outputs));

    /// <summary>Whether all units (rows) have the same weights, to a thousandth of the largest.</summary>
    public bool HasEqualUnits
    {
        get
        {
            Vector<float> first = Weights.Row(0);
            return Weights.EnumerateRows().All(unit => (unit - first).InfinityNorm() <= first.InfinityNorm() / 1000);
        }
    }

    public Matrix<float> Forward(Matrix<float> inputs)
    {
        Matrix<float> outputs = Weights * inputs;
        outputs.MapIndexedInplace((unit, _, output) => output + Biases[unit]);
        return outputs;
    }

    /// <summary>The gradients with respect to the inputs, given those with respect to the outputs.</summary>
    public Matrix<float> Backward(Matrix<float> gradients) => Weights.TransposeThisAndMultiply(gradients);

    public void Move(Matrix<float> weightSteps, Vector<float> biasSteps)
    {
        Weights.Add(weightSteps, Weights);
        Biases.Add(biasSteps, Biases);
    }
}
