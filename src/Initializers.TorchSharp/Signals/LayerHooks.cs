using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>Forward hooks on layers, for as long as this is not disposed.</summary>
/// <remarks>Hooks run where a layer is called by <c>call</c>, as TorchSharp's own modules do, and not by <c>forward</c>.</remarks>
internal sealed class LayerHooks : IDisposable
{
    private readonly List<Action> _removals = [];

    /// <summary>Whether a module can be hooked: one that makes a tensor of one tensor, or of two as <c>Bilinear</c> does.</summary>
    public static bool CanHook(Module module) => module is nn.Module<Tensor, Tensor> or nn.Module<Tensor, Tensor, Tensor>;

    /// <summary>Calls a function with the first input and the output of a module; what it returns is the output instead.</summary>
    public void Add(Module module, Func<Tensor, Tensor, Tensor> hook)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> one:
                _removals.Add(one.register_forward_hook((_, input, output) => hook(input, output)).remove);
                break;
            case nn.Module<Tensor, Tensor, Tensor> two:
                _removals.Add(two.register_forward_hook((_, first, _, output) => hook(first, output)).remove);
                break;
        }
    }

    public void Dispose()
    {
        foreach (Action removal in _removals) removal();
    }
}
