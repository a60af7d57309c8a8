using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>The layers of a module that have weights, under their names.</summary>
internal static class ModuleLayers
{
    /// <summary>
    /// The modules with a parameter of two axes or more of their own, each once under its first name, in the order of
    /// <c>named_modules()</c>; the name of the module itself is empty.
    /// </summary>
    public static IReadOnlyList<ModuleLayer> Of(Module module, IReadOnlyList<ModuleTensor> tensors)
    {
        ILookup<string, ModuleTensor> weights = tensors
            .Where(tensor => tensor.Parameter is { State: not ParameterState.Buffer, Shape.Rank: > 1 })
            .ToLookup(tensor => OwnerOf(tensor.Name));
        var seen = new HashSet<Module>(ReferenceEqualityComparer.Instance);
        return
        [
            .. module.named_modules().Prepend(("", module)).Where(one => seen.Add(one.Item2))
                .Select(one => new ModuleLayer(one.Item1, one.Item2, [.. weights[one.Item1]])).Where(layer => layer.Weights.Count > 0),
        ];
    }

    private static string OwnerOf(string name) => name.LastIndexOf('.') is > 0 and var end ? name[..end] : "";
}

/// <summary>A layer with weights.</summary>
/// <param name="Name">Its name in the module.</param>
/// <param name="Module">The layer.</param>
/// <param name="Weights">Its parameters of two axes or more.</param>
internal sealed record ModuleLayer(string Name, Module Module, IReadOnlyList<ModuleTensor> Weights);
