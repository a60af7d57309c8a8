using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>The values of tensors as floats in row-major order: their own memory where that is such, otherwise copies.</summary>
/// <remarks>Not thread-safe. What it gave is not to be used after it has been disposed.</remarks>
internal sealed class TensorValues : IDisposable
{
    private readonly List<IDisposable> _memory = [];

    /// <summary>The values of a tensor that has memory.</summary>
    public ReadOnlyMemory<float> Of(Tensor tensor)
    {
        if (tensor.dtype == ScalarType.Float32 && TensorAddress.IsRowMajor(tensor))
        {
            var memory = new TensorMemory<float>(tensor);
            _memory.Add(memory);
            return memory.Memory;
        }
        return Copy(tensor);
    }

    /// <summary>A copy of the values of a tensor.</summary>
    public static float[] Copy(Tensor tensor)
    {
        using IDisposable mode = no_grad();
        using Tensor floats = empty(tensor.shape, ScalarType.Float32, CPU);
        floats.copy_(tensor);
        using var memory = new TensorMemory<float>(floats);
        return memory.GetSpan().ToArray();
    }

    public void Dispose()
    {
        foreach (IDisposable memory in _memory) memory.Dispose();
    }
}
