using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>The modules within a module by their names, of which its own is empty.</summary>
internal sealed class ModuleNames
{
    private readonly Dictionary<string, Module> _modules;

    public ModuleNames(Module root)
    {
        All = [("", root), .. root.named_modules()];
        _modules = All.DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Module);
    }

    /// <summary>All of them, some under two names.</summary>
    public IReadOnlyList<(string Name, Module Module)> All { get; }

    /// <summary>
    /// The innermost module that the tensor of a name lies in, and the rest of the name, which has a dot for layers inside of a module that
    /// TorchSharp has as one.
    /// </summary>
    public (string Name, Module Module, string Own) OwnerOf(string tensor)
    {
        for (int end = tensor.LastIndexOf('.'); end > 0; end = tensor.LastIndexOf('.', end - 1))
        {
            if (_modules.TryGetValue(tensor[..end], out Module? module)) return (tensor[..end], module, tensor[(end + 1)..]);
        }
        return ("", _modules[""], tensor);
    }
}
