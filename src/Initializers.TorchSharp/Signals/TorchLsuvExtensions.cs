using TorchSharp.Modules;
using static System.FormattableString;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>Runs LSUV on TorchSharp's modules.</summary>
/// <example>
/// <code>
/// using Sequential model = torch.nn.Sequential(
///     ("a", torch.nn.Linear(64, 64)), ("relu", torch.nn.ReLU()), ("b", torch.nn.Linear(64, 10)));
/// using torch.Tensor batch = torch.randn(100, 64);
/// Console.WriteLine(new Lsuv().Run(model, batch, new PhiloxRandom(42)));
/// </code>
/// </example>
/// <remarks>Not thread-safe, since modules are not.</remarks>
public static class TorchLsuvExtensions
{
    /// <summary>
    /// Fills and scales the weights of a module, layer by layer in the order in which a batch passes through them, until the variance of
    /// the outputs of each is 1. A call that fails or is cancelled leaves them unchanged.
    /// </summary>
    /// <param name="lsuv">The initial weights, the tolerance and the number of tries.</param>
    /// <param name="module">
    /// The module. Its layers are those with one trained parameter of two axes or more, such as <c>Linear</c> and the convolutions, but for
    /// embeddings and what shares their weights; they must be called by <c>call</c>, which runs hooks. Their former weights are lost.
    /// Biases, norms, buffers and other parameters are not changed: initialize them first.
    /// </param>
    /// <param name="batch">A few hundred typical examples.</param>
    /// <param name="random">
    /// The source of the first weights: the layer called as number k, counted from 0, draws from <c>random.Fork(k)</c>. Defaults to the
    /// source that <see cref="Lsuv.Start"/> is bound to, otherwise to the shared source.
    /// </param>
    /// <param name="progress">Receives the result of each layer.</param>
    /// <param name="cancellation">Cancels the run between two fills or measurements.</param>
    /// <exception cref="ArgumentNullException"><paramref name="lsuv"/>, <paramref name="module"/> or <paramref name="batch"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The module calls no such layer, a weight cannot be filled, or the outputs of a layer are all equal or not finite.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static LsuvReport Run(
        this Lsuv lsuv, nn.Module<Tensor, Tensor> module, Tensor batch, PhiloxRandom? random = null,
        IProgress<LsuvResult>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lsuv);
        ArgumentNullException.ThrowIfNull(module);
        TensorGuard.Alive(batch);
        using var undisturbed = new UndisturbedModule(module, []);
        ScaledLayer[] layers = ScaledLayers(module, batch);
        try
        {
            LsuvReport report = lsuv.Run([.. layers.Select(layer => layer.Lsuv)], Measure, random, progress, cancellation);
            foreach (ScaledLayer layer in layers) layer.Write();
            return report;
        }
        catch (Exception exception)
        {
            foreach (ScaledLayer layer in layers) layer.Restore();
            if (exception is ArgumentException { ParamName: "layers" } refusal)
                throw new ArgumentException(
                    $"module must have weights that {lsuv.Start} can fill: {CallerNames.Sentence(refusal)}", nameof(module), refusal);
            throw;
        }
        finally
        {
            foreach (ScaledLayer layer in layers) layer.Dispose();
        }

        OutputStatistics Measure(int number)
        {
            // Layers behind the measured one do not matter to it, and layers before it have their last weights.
            layers[number].Write();
            if (number == 0) foreach (ScaledLayer layer in layers) layer.Write();
            undisturbed.Rewind();
            OutputStatistics? outputs = null;
            Forward(module, batch, [layers[number].Module], (_, values) => outputs ??= OutputStatistics.Of(values));
            string name = Excerpt.Of(layers[number].Lsuv.Name);
            if (outputs is not { } measured)
                throw new ArgumentException(
                    $"module must call the same layers each time, but did not call \"{name}\" again.", nameof(module));
            return measured.Variance > 0 && float.IsNormal((float)measured.Variance) ? measured : throw new ArgumentException(
                Invariant($"batch must make outputs that vary and are finite, but the variance of those of \"{name}\" was ")
                + Invariant($"{measured.Variance}."),
                nameof(batch));
        }
    }

    /// <summary>The layers that are scaled, in the order of their first calls.</summary>
    private static ScaledLayer[] ScaledLayers(nn.Module<Tensor, Tensor> module, Tensor batch)
    {
        IReadOnlyList<ModuleTensor> tensors = ModuleTensors.Of(module);
        Parameter[] tables = [.. module.modules().Append(module).Select(PaddingRow.TableOf).OfType<Parameter>()];
        Dictionary<Module, ModuleLayer> candidates = new(ReferenceEqualityComparer.Instance);
        foreach (ModuleLayer layer in ModuleLayer.Of(module, tensors))
        {
            if (layer.Weights is not [{ Parameter.State: ParameterState.Trained } weight] || !LayerHooks.CanHook(layer.Module)
                || Array.Exists(tables, table => TensorAddress.AreSame(table, weight.Tensor)))
                continue;
            CallerNames.ForElement(
                nameof(module), $"module must have weights that can be filled, but {Excerpt.Of(weight.Name)} is not one",
                () => TensorGuard.Filled(weight.Tensor, "the weight"));
            candidates.Add(layer.Module, layer);
        }
        var called = new List<ModuleLayer>();
        Forward(module, batch, candidates.Keys, (layer, _) =>
        {
            if (candidates.Remove(layer, out ModuleLayer? found)) called.Add(found);
        });
        if (called.Count == 0)
            throw new ArgumentException(
                "module must call a layer with one trained weight, but called none: hooks run where a layer is called by call, "
                + "not by forward.",
                nameof(module));
        var memory = new Dictionary<string, float[]>(); // one for all layers that share a weight
        return [.. called.Select(layer => new ScaledLayer(layer, memory))];
    }

    /// <summary>Runs a module without gradients, and shows the outputs of layers.</summary>
    private static void Forward(
        nn.Module<Tensor, Tensor> module, Tensor batch, IEnumerable<Module> layers, Action<Module, float[]> show)
    {
        using IDisposable mode = no_grad();
        using var hooks = new LayerHooks();
        foreach (Module layer in layers)
        {
            hooks.Add(layer, (_, output) =>
            {
                show(layer, TensorValues.Copy(output));
                return output;
            });
        }
        module.call(batch); // its outputs may be the module's own, or the batch
    }

    /// <summary>A layer with its weight as floats, which are written to the tensor before the module runs.</summary>
    private sealed class ScaledLayer : IDisposable
    {
        private readonly Tensor _tensor, _former;
        private readonly float[] _weights;

        public ScaledLayer(ModuleLayer layer, Dictionary<string, float[]> memory)
        {
            ModuleTensor weight = layer.Weights[0];
            (Module, _tensor, _former) = (layer.Module, weight.Tensor.detach(), weight.Tensor.detach().clone());
            string owner = weight.Parameter.SharesWith ?? weight.Name;
            if (!memory.TryGetValue(owner, out float[]? weights)) memory.Add(owner, weights = TensorValues.Copy(weight.Tensor));
            _weights = weights;
            Lsuv = new(layer.Name.Length == 0 ? "module" : layer.Name, weights, weight.Parameter.Shape);
        }

        public Module Module { get; }

        public LsuvLayer Lsuv { get; }

        public void Write()
        {
            using IDisposable mode = inference_mode();
            using Tensor values = tensor(_weights, device: CPU), shaped = values.view(_tensor.shape);
            _tensor.copy_(shaped);
        }

        /// <summary>The former weights, to the bit.</summary>
        public void Restore()
        {
            using IDisposable mode = inference_mode();
            _tensor.copy_(_former);
        }

        public void Dispose()
        {
            _tensor.Dispose();
            _former.Dispose();
        }
    }
}
