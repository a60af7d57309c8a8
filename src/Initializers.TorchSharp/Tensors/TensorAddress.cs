using TorchSharp;
using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>Where the elements of a tensor lie in memory.</summary>
internal static class TensorAddress
{
    /// <summary>The address of the first element; 0 for a tensor that is empty or not on the CPU.</summary>
    public static unsafe nint Of(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU || tensor.is_sparse || tensor.is_quantized() || tensor.numel() == 0) return 0;
        using Tensor detached = tensor.detach(), first = detached.as_strided([1], [1], tensor.storage_offset());
        fixed (byte* address = first.bytes) return (nint)address; // memory of libtorch, which does not move
    }

    /// <summary>From where to where a tensor's elements lie; null for a tensor that is empty or not on the CPU.</summary>
    public static (nint Start, nint End)? RangeOf(Tensor tensor)
    {
        if (Of(tensor) is not (not 0 and var start)) return null;
        long elements = 1 + tensor.shape.Zip(tensor.stride(), (extent, stride) => (extent - 1) * stride).Sum();
        return (start, start + checked((nint)(elements * tensor.ElementSize)));
    }

    /// <summary>Whether the memory at the address is the tensor's elements in row-major order.</summary>
    public static bool IsRowMajor(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.is_contiguous() && !tensor.is_neg();

    /// <summary>Whether two tensors are the same elements of the same memory.</summary>
    public static bool AreSame(Tensor one, Tensor other) =>
        one.Handle == other.Handle
        || (Of(one) is not 0 and var address && address == Of(other) && one.dtype == other.dtype
            && one.shape.AsSpan().SequenceEqual(other.shape) && StepsOf(one).SequenceEqual(StepsOf(other)));

    /// <summary>The strides of the axes that are longer than 1; those of others lead nowhere.</summary>
    private static IEnumerable<long> StepsOf(Tensor tensor) =>
        tensor.shape.Zip(tensor.stride()).Where(axis => axis.First > 1).Select(axis => axis.Second);
}
