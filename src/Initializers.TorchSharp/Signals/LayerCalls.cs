using Initializers.Diagnostics;
using static System.FormattableString;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>The calls of the layers of a module in one forward pass: what each put out, and which activation function took it.</summary>
/// <remarks>
/// A layer's output is passed on as a copy, so that an activation function that works in place leaves it alone, and its gradient is that of
/// the pre-activations.
/// </remarks>
internal sealed class LayerCalls : IDisposable
{
    private readonly LayerHooks _hooks = new();
    private readonly List<Call> _calls = [];

    /// <param name="module">The module.</param>
    /// <param name="layers">Its layers with weights.</param>
    public LayerCalls(Module module, IReadOnlyList<ModuleLayer> layers)
    {
        foreach (ModuleLayer layer in layers) _hooks.Add(layer.Module, (input, output) => Record(layer.Name, input, output));
        foreach (Module one in module.modules().Append(module))
        {
            if (TorchActivations.Of(one) is { } activation) _hooks.Add(one, (input, output) => Follow(input, output, activation));
        }
    }

    /// <summary>How many there were.</summary>
    public int Count => _calls.Count;

    /// <summary>Reports all calls, and the gradients of what a random vector picks from the outputs of the module.</summary>
    /// <param name="outputs">The outputs of the module.</param>
    /// <param name="examples">The number of examples, which the first axis of all outputs is made of.</param>
    /// <param name="random">The source of the gradients of the outputs, N(0, 1).</param>
    /// <param name="observer">What is reported to.</param>
    public void Report(Tensor outputs, int examples, PhiloxRandom random, SignalObserver observer)
    {
        foreach (Call call in _calls) observer.PreActivations(call.Name, call.Values, examples, call.Activation);
        Call[] tracked = [.. _calls.Where(call => call.Output.requires_grad)];
        if (tracked.Length == 0 || !outputs.requires_grad || !outputs.is_floating_point()) return;
        using Tensor directions = zeros(outputs.shape, outputs.dtype, outputs.device), flat = directions.view(-1);
        Init.Normal(0, 1).Initialize(flat, random.Fork("gradients"));
        // To these alone, so that no parameter receives a gradient.
        autograd.backward([outputs], [directions], inputs: [.. tracked.Select(call => call.Output)]);
        foreach (Call call in tracked)
        {
            using Tensor? gradient = call.Output.grad;
            if (gradient is not null) observer.Gradients(call.Name, TensorValues.Copy(gradient));
        }
    }

    public void Dispose()
    {
        _hooks.Dispose();
        foreach (Call call in _calls.Where(call => call.IsOwn)) call.Output.Dispose();
    }

    private Tensor Record(string layer, Tensor input, Tensor output)
    {
        int before = _calls.Count(call => call.Layer == layer);
        string name = layer.Length == 0 ? "module" : layer;
        Tensor passedOn = output.clone();
        // Others are the module's or the caller's: an input that is passed on, a parameter, a state, what has no gradient.
        bool isOwn = !output.is_leaf && output.Handle != input.Handle;
        if (isOwn) output.DetachFromDisposeScope();
        _calls.Add(new(layer, before == 0 ? name : Invariant($"{name} #{before + 1}"), output, passedOn.Handle)
        {
            Values = TensorValues.Copy(output),
            IsOwn = isOwn,
        });
        return passedOn;
    }

    private Tensor Follow(Tensor input, Tensor output, Activation activation)
    {
        if (_calls.FindLast(call => call.PassedOn == input.Handle) is { } call) call.Activation = activation;
        return output;
    }

    /// <summary>One call of a layer.</summary>
    private sealed record Call(string Layer, string Name, Tensor Output, nint PassedOn)
    {
        public required float[] Values { get; init; }

        public required bool IsOwn { get; init; }

        public Activation? Activation { get; set; }
    }
}
