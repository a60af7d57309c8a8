using System.Buffers.Binary;
using Initializers.Frameworks;
using MathNet.Numerics.LinearAlgebra;
using QuickStart;

namespace FromPyTorch;

/// <summary>Linear, ReLU, Linear: a network of your own with PyTorch's initial weights. A batch has an image in each column.</summary>
public sealed class TwoLayers(IReadOnlyList<NamedTensor<float>> state)
{
    /// <summary>The mean cross-entropy on the first training images, with pixels from 0 to 1.</summary>
    public double LossOfFirstDigits(int count)
    {
        Batch batch = Batch.Of([.. Digits.Load().Training.Take(count)]);
        Matrix<float> hidden = Linear(state[0], state[1], batch.Images).PointwiseMaximum(0);
        return CrossEntropy.Of(Linear(state[2], state[3], hidden), batch.Labels).Loss;
    }

    /// <summary>The bytes of the values, little-endian.</summary>
    public static byte[] Bytes(float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }

    private static Matrix<float> Linear(NamedTensor<float> weight, NamedTensor<float> bias, Matrix<float> inputs)
    {
        // PyTorch's weight is [out, in], row-major.
        Matrix<float> outputs = Matrix<float>.Build.DenseOfRowMajor((int)weight.Shape[0], (int)weight.Shape[1], weight.Values) * inputs;
        outputs.MapIndexedInplace((unit, _, sum) => sum + bias.Values[unit], Zeros.Include);
        return outputs;
    }
}
