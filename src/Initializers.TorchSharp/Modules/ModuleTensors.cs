using static System.FormattableString;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>The parameters and buffers of a module under the names that TorchSharp gives them.</summary>
internal static class ModuleTensors
{
    /// <summary>
    /// All of them: the parameters as <c>named_parameters()</c> has them; those that a module within has under a second name; the buffers.
    /// One whose memory is that of an earlier one shares it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="module"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor has more axes than a shape may have, or is disposed; or a module of the user's own has no tensors, which a missing call of
    /// <c>RegisterComponents</c> leads to.
    /// </exception>
    public static IReadOnlyList<ModuleTensor> Of(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Of(module, new ModuleNames(module));
    }

    private static List<ModuleTensor> Of(Module module, ModuleNames modules)
    {
        var found = new List<ModuleTensor>();
        var owners = new Dictionary<(nint Address, int Axes), List<ModuleTensor>>();
        foreach ((string name, Tensor registered, bool isBuffer) in Named(module, modules))
        {
            // What is registered of Embedding_from_pretrained is not what it computes with.
            (_, Module layer, string own) = modules.OwnerOf(name);
            Tensor tensor = own == "weight" && PaddingRow.TableOf(layer) is { } table ? table : registered;
            string what = $"module must have tensors that can be described, but {Excerpt.Of(name)} cannot";
            TensorShape shape = CallerNames.ForElement(nameof(module), what, () => TensorGuard.ShapeOf(tensor));
            var state = isBuffer ? ParameterState.Buffer : tensor.requires_grad ? ParameterState.Trained : ParameterState.Frozen;
            PlanParameter parameter = ModuleKinds.Describe(name, shape, layer, own) with { State = state };
            var key = (TensorAddress.Of(tensor), (int)tensor.dim());
            if (!owners.TryGetValue(key, out List<ModuleTensor>? alike)) owners.Add(key, alike = []);
            if (alike.Find(other => TensorAddress.AreSame(other.Tensor, tensor)) is { } owner)
                found.Add(new(parameter with { SharesWith = owner.Name }, tensor));
            else
            {
                found.Add(new(parameter, tensor));
                alike.Add(found[^1]);
            }
        }
        return found.Count > 0 || IsTorchSharps(module) ? found : throw new ArgumentException(
            $"module must have parameters, but {module.GetType().Name} has none: does its constructor call RegisterComponents()?",
            nameof(module));
    }

    /// <summary>
    /// The same with the padding rows of embeddings, for plans: one that shares its table with another layer has its row there.
    /// </summary>
    /// <inheritdoc cref="Of(Module)"/>
    /// <exception cref="ArgumentException">
    /// Layers share a table and have different padding rows; or a table was made in inference mode, so that it has no gradient.
    /// </exception>
    public static IReadOnlyList<ModuleTensor> WithPadding(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var modules = new ModuleNames(module);
        ModuleTensor[] tensors = [.. Of(module, modules)];
        foreach ((string name, Module layer) in modules.All.DistinctBy(one => one.Module))
        {
            string what = $"module must have embeddings that can be asked for their padding rows, but {Excerpt.Of(name)} cannot";
            if (PaddingRow.TableOf(layer) is not { } table) continue;
            if (CallerNames.ForElement(nameof(module), what, () => PaddingRow.Of(layer)) is not { } row) continue;
            for (int i = 0; i < tensors.Length; i++)
            {
                PlanParameter parameter = tensors[i].Parameter;
                if (!TensorAddress.AreSame(tensors[i].Tensor, table)) continue;
                if (parameter.PaddingRow is { } other && other != row)
                    throw new ArgumentException(
                        Invariant($"module must have one padding row for a table, but {Excerpt.Of(parameter.Name)} has {other} and {row}."),
                        nameof(module));
                tensors[i] = tensors[i] with { Parameter = parameter with { PaddingRow = row } };
            }
        }
        return tensors;
    }

    /// <summary>Whether a module is one of TorchSharp's own, some of which have no parameters.</summary>
    private static bool IsTorchSharps(Module module) => module.GetType().Assembly == typeof(Module).Assembly;

    private static IEnumerable<(string Name, Tensor Tensor, bool IsBuffer)> Named(Module module, ModuleNames modules)
    {
        var names = new HashSet<string>();
        foreach ((string name, Tensor tensor) in module.named_parameters())
        {
            if (names.Add(name)) yield return (name, tensor, false);
        }
        (string Name, Tensor Tensor)[] buffers = [.. module.named_buffers().Where(buffer => names.Add(buffer.name))];
        // named_parameters leaves out what it has under another name, and so does state_dict, but for what the module itself has.
        foreach ((string within, Module one) in modules.All)
        {
            foreach ((string own, Tensor tensor) in one.state_dict())
            {
                string name = within.Length == 0 ? own : $"{within}.{own}";
                if (names.Add(name)) yield return (name, tensor, false);
            }
        }
        foreach ((string name, Tensor tensor) in buffers) yield return (name, tensor, true);
    }
}
