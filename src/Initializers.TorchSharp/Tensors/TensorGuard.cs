using System.Runtime.CompilerServices;
using Initializers.Frameworks;
using static System.FormattableString;
using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>The one place that refuses tensors which cannot be filled.</summary>
internal static class TensorGuard
{
    /// <summary>Refuses a tensor that cannot be filled, and returns it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">
    /// It is disposed, sparse, on the meta device, of another number type than float32, float64, float16 and bfloat16, has more than
    /// 2^31 - 1 elements or more axes than a <see cref="TensorShape"/>, or elements of it share memory.
    /// </exception>
    public static Tensor Filled(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        Numbers(tensor, name);
        OneSpan(tensor, name);
        if (tensor.is_contiguous()) return tensor;
        TensorShape shape = ShapeOf(tensor, name);
        try
        {
            MemoryOrder.Check(shape, tensor.stride());
        }
        catch (ArgumentException refusal)
        {
            throw new ArgumentException(
                $"{name} must have separate elements, but was a view of strides [{string.Join(", ", tensor.stride())}] and shape "
                + $"[{string.Join(", ", tensor.shape)}], in which elements share an address: fill a clone of it.",
                name, refusal);
        }
        return tensor;
    }

    /// <summary>Refuses a tensor of more elements than a span has.</summary>
    /// <exception cref="ArgumentException">It has more.</exception>
    public static void OneSpan(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        if (tensor.numel() > Array.MaxLength)
            throw new ArgumentException(
                Invariant($"{name} must have at most {Array.MaxLength:N0} elements, but has {tensor.numel():N0}; a plan fills a module's ")
                + "larger ones in slices.",
                name);
    }

    /// <summary>Refuses a tensor that has no memory or another number type than those that are filled.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is such a tensor.</exception>
    public static void Numbers(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        Memory(tensor, name);
        if (tensor.dtype is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
            throw new ArgumentException(
                $"{name} must be of float32, float64, float16 or bfloat16, but was of {tensor.dtype.ToString().ToLowerInvariant()}.", name);
    }

    /// <summary>Refuses a tensor that has no memory for its elements, and returns it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is disposed, sparse, or on the meta device.</exception>
    public static Tensor Memory(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        Alive(tensor, name);
        if (tensor.is_sparse)
            throw new ArgumentException($"{name} must be dense, but was sparse: fill a dense tensor, and make it sparse.", name);
        return !tensor.is_meta ? tensor : throw new ArgumentException(
            $"{name} must have memory, but was on the meta device, where a tensor is a shape alone: make it on a device, the CPU say.",
            name);
    }

    /// <summary>Refuses a tensor that has been disposed.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It has.</exception>
    public static void Alive(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.IsInvalid) throw new ArgumentException($"{name} must not be disposed, but was.", name);
    }

    /// <summary>The dimensions of a tensor.</summary>
    /// <exception cref="ArgumentException">It is disposed, or has more axes than a shape may have.</exception>
    public static TensorShape ShapeOf(Tensor tensor, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        Alive(tensor, name);
        return tensor.dim() <= TensorShape.MaxRank ? new TensorShape(tensor.shape) : throw new ArgumentException(
            Invariant($"{name} must have at most {TensorShape.MaxRank} axes, but has {tensor.dim()}."), name);
    }

    /// <summary>Refuses a shape of other dimensions than the tensor's.</summary>
    /// <exception cref="ArgumentException">It has others.</exception>
    public static void SameDimensions(Tensor tensor, in TensorShape shape)
    {
        if (!shape.Dimensions.SequenceEqual(tensor.shape))
            throw new ArgumentException(
                $"shape must have the dimensions of the tensor, [{string.Join(", ", tensor.shape)}], but was {shape}.", nameof(shape));
    }
}
