using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>The types in which .NET has the numbers of tensors.</summary>
internal static class TensorType
{
    /// <summary>Does work with the type of a tensor's numbers, <see cref="ushort"/> for the bits of bfloat16.</summary>
    public static void Do<TWork>(Tensor tensor, TWork work) where TWork : struct, ITypedWork
    {
        switch (tensor.dtype)
        {
            case ScalarType.Float32: work.Do<float>(); break;
            case ScalarType.Float64: work.Do<double>(); break;
            case ScalarType.Float16: work.Do<Half>(); break;
            case ScalarType.BFloat16: work.Do<ushort>(); break;
            default: throw new NotSupportedException($"{tensor.dtype} is filled by no initializer.");
        }
    }
}
