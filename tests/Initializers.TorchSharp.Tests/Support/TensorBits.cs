using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Support;

/// <summary>The bits of a tensor's elements, in row-major order.</summary>
internal static class TensorBits
{
    public static byte[] Of(Tensor tensor)
    {
        using IDisposable mode = no_grad();
        using Tensor copy = tensor.contiguous();
        return copy.bytes.ToArray();
    }

    public static float[] Floats(Tensor tensor)
    {
        using IDisposable mode = no_grad();
        using Tensor copy = tensor.to(ScalarType.Float32).contiguous();
        return copy.data<float>().ToArray();
    }
}
