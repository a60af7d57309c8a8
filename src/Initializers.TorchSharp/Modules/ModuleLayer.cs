using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>A layer with weights.</summary>
/// <param name="Name">Its name in the module, which is empty for the module itself.</param>
/// <param name="Module">The layer.</param>
/// <param name="Weights">Its parameters of two axes or more.</param>
internal sealed record ModuleLayer(string Name, Module Module, IReadOnlyList<ModuleTensor> Weights)
{
    /// <summary>
    /// The layers of a module, each once under its first name, in the order of <c>named_modules()</c>. A module that has layers within and
    /// a parameter beside them, such as positions, is none.
    /// </summary>
    public static IReadOnlyList<ModuleLayer> Of(Module module, IReadOnlyList<ModuleTensor> tensors)
    {
        var modules = new ModuleNames(module);
        ILookup<string, ModuleTensor> weights = tensors
            .Where(tensor => tensor.Parameter
                is { State: not ParameterState.Buffer, Shape.Rank: > 1, Role: not (ModuleKinds.Norm or ModuleKinds.Bias) })
            .ToLookup(tensor => modules.OwnerOf(tensor.Name).Name);
        ModuleLayer[] owners =
        [
            .. modules.All.DistinctBy(one => one.Module, ReferenceEqualityComparer.Instance)
                .Select(one => new ModuleLayer(one.Name, one.Module, [.. weights[one.Name]])).Where(layer => layer.Weights.Count > 0),
        ];
        return [.. owners.Where(layer => !Array.Exists(owners, layer.Contains))];
    }

    private bool Contains(ModuleLayer other) =>
        other != this && (Name.Length == 0 || other.Name.StartsWith(Name + ".", StringComparison.Ordinal));
}
