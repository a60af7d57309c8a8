using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>The parameters and buffers of a module under the names that TorchSharp gives them.</summary>
internal static class ModuleTensors
{
    /// <summary>
    /// All of them: the parameters as <c>named_parameters()</c> has them; those that <c>state_dict()</c> has under a second name; the
    /// buffers. One whose memory is that of an earlier one shares it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="module"/> is null.</exception>
    /// <exception cref="ArgumentException">A tensor has more axes than a shape may have, or is disposed.</exception>
    public static IReadOnlyList<ModuleTensor> Of(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var modules = new ModuleNames(module);
        var found = new List<ModuleTensor>();
        var owners = new Dictionary<(nint Address, int Axes), List<ModuleTensor>>();
        // All names before the first kind, since padding rows are found by way of another table.
        foreach ((string name, Tensor tensor, bool isBuffer) in Named(module).ToList())
        {
            CheckAlive(name, tensor, nameof(module));
            var state = isBuffer ? ParameterState.Buffer : tensor.requires_grad ? ParameterState.Trained : ParameterState.Frozen;
            PlanParameter parameter = ModuleKinds.Describe(modules, name, tensor, nameof(module)) with { State = state };
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
        return found;
    }

    private static IEnumerable<(string Name, Tensor Tensor, bool IsBuffer)> Named(Module module)
    {
        var names = new HashSet<string>();
        foreach ((string name, Tensor tensor) in module.named_parameters())
        {
            if (names.Add(name)) yield return (name, tensor, false);
        }
        (string Name, Tensor Tensor)[] buffers = [.. module.named_buffers().Where(buffer => names.Add(buffer.name))];
        // named_parameters leaves out what it has under another name.
        foreach ((string name, Tensor tensor) in module.state_dict())
        {
            if (names.Add(name)) yield return (name, tensor, false);
        }
        foreach ((string name, Tensor tensor) in buffers) yield return (name, tensor, true);
    }

    private static void CheckAlive(string name, Tensor tensor, string parameter)
    {
        if (tensor.IsInvalid)
            throw new ArgumentException($"{parameter} must have living tensors, but {Excerpt.Of(name)} was disposed.", parameter);
    }
}
