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
        return (start, start + checked((nint)(ExtentOf(tensor) * tensor.ElementSize)));
    }

    /// <summary>Whether two tensors whose ranges overlap have an element in common: views may interleave.</summary>
    public static bool Overlap(Tensor one, Tensor other)
    {
        nint first = Of(one), second = Of(other), lowest = Math.Min(first, second);
        long size = one.ElementSize;
        if (size != other.ElementSize || (first - second) % size != 0) return true;
        long start = (first - lowest) / size, otherStart = (second - lowest) / size;
        using Tensor map = zeros([Math.Max(start + ExtentOf(one), otherStart + ExtentOf(other))], ScalarType.Bool, CPU);
        using Tensor marked = map.as_strided(one.shape, one.stride(), start), filled = marked.fill_(true);
        using Tensor looked = map.as_strided(other.shape, other.stride(), otherStart), any = looked.any();
        return any.item<bool>();
    }

    /// <summary>How many elements lie from a tensor's first one to its last.</summary>
    private static long ExtentOf(Tensor tensor) => 1 + tensor.shape.Zip(tensor.stride(), (extent, stride) => (extent - 1) * stride).Sum();

    /// <summary>Whether the memory at the address is the tensor's elements in row-major order.</summary>
    public static bool IsRowMajor(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.is_contiguous() && !tensor.is_neg();

    /// <summary>Whether two tensors are the same elements of the same memory.</summary>
    public static bool AreSame(Tensor one, Tensor other) =>
        one.Handle == other.Handle
        || (Of(one) is not 0 and var address && address == Of(other) && one.dtype == other.dtype
            && one.shape.AsSpan().SequenceEqual(other.shape) && one.stride().AsSpan().SequenceEqual(other.stride()));
}
