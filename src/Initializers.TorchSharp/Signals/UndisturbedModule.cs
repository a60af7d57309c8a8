using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>
/// Tensors of a module and TorchSharp's default generator, which have their former values again after this has been disposed: a forward
/// pass moves running means and draws what dropout leaves out.
/// </summary>
internal sealed class UndisturbedModule : IDisposable
{
    private readonly Tensor _generator = get_rng_state();
    private readonly (Tensor Tensor, Tensor Values)[] _before;

    /// <param name="module">The module, of which the buffers are kept.</param>
    /// <param name="others">The parameters that are kept too.</param>
    public UndisturbedModule(Module module, IEnumerable<Tensor> others)
    {
        using IDisposable mode = no_grad();
        _before = [.. module.buffers().Concat(others).Where(CanBeKept)
            .Select(Separate).Select(tensor => (tensor, tensor.clone().DetachFromDisposeScope()))];
        _generator.DetachFromDisposeScope();
    }

    /// <summary>Lets the generator stand where it stood, so that each forward pass draws the same.</summary>
    public void Rewind() => set_rng_state(_generator);

    public void Dispose()
    {
        Rewind();
        _generator.Dispose();
        using IDisposable mode = inference_mode();
        foreach ((Tensor tensor, Tensor values) in _before)
        {
            tensor.copy_(values);
            values.Dispose();
            tensor.Dispose();
        }
    }

    private static bool CanBeKept(Tensor tensor) => !tensor.IsInvalid && !tensor.is_meta && !tensor.is_sparse && !tensor.is_quantized();

    /// <summary>A view of a tensor without the repetitions of expanded axes, which cannot be written to.</summary>
    private static Tensor Separate(Tensor tensor)
    {
        long[] strides = tensor.stride(), shape = tensor.shape;
        long[] separate = [.. shape.Select((extent, axis) => strides[axis] == 0 ? Math.Min(extent, 1) : extent)];
        using Tensor detached = tensor.detach();
        return detached.as_strided(separate, strides, tensor.storage_offset()).DetachFromDisposeScope();
    }
}
