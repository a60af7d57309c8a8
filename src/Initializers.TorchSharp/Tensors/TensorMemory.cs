using System.Buffers;
using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>
/// The elements of a tensor in row-major order, as memory to fill: the tensor's own if it is contiguous and on the CPU, otherwise that of a
/// copy, which <see cref="Fill"/> writes to the tensor.
/// </summary>
/// <remarks>Not thread-safe. The tensor must not be disposed before this is.</remarks>
internal sealed unsafe class TensorMemory<T> : MemoryManager<T> where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly Tensor? _copy;
    private readonly T* _first;
    private readonly int _length;

    /// <param name="tensor">The tensor, of the type and checked by <see cref="TensorGuard"/>.</param>
    /// <param name="keeps">Whether what is not filled keeps its values, so that a copy begins with them.</param>
    public TensorMemory(Tensor tensor, bool keeps = false)
    {
        _tensor = tensor.detach();
        _length = checked((int)tensor.numel());
        if (_length == 0) return;
        if (!TensorAddress.IsRowMajor(tensor)) _copy = keeps ? CopyOf(_tensor) : empty(tensor.shape, tensor.dtype, CPU);
        _first = (T*)TensorAddress.Of(_copy ?? _tensor);
    }

    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(_first, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_first + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <summary>
    /// Fills the memory, and makes its values the tensor's. Autograd is told: a backward pass through what was computed from the former
    /// values fails, as after any function that works in place.
    /// </summary>
    public void Fill<TState>(TState state, SpanAction<T, TState> fill)
    {
        try
        {
            fill(GetSpan(), state);
        }
        catch
        {
            Touch(); // an initializer of the user's may have written some
            throw;
        }
        if (_copy is null) Touch();
        else
        {
            using IDisposable mode = inference_mode(); // in which tensors of inference may be written to as well
            _tensor.copy_(_copy);
        }
    }

    /// <summary>Moves the version of a tensor whose own memory this is.</summary>
    private void Touch()
    {
        if (_length == 0 || _copy is not null) return;
        using IDisposable mode = inference_mode();
        using Tensor flat = _tensor.view(-1), none = flat.narrow(0, 0, 0), same = none.zero_();
    }

    /// <summary>A copy of a tensor in row-major order on the CPU.</summary>
    private static Tensor CopyOf(Tensor tensor)
    {
        using IDisposable mode = no_grad();
        Tensor copy = empty(tensor.shape, tensor.dtype, CPU);
        copy.copy_(tensor);
        return copy;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _copy?.Dispose();
        _tensor.Dispose();
    }
}
