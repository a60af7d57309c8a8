using Initializers.Diagnostics;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>Measures the signals of TorchSharp's modules, layer by layer: <c>SignalPropagation.Observe(model, batch)</c>.</summary>
/// <remarks>
/// <para>
/// Forward hooks record what each layer with weights puts out: modules with a parameter of two axes or more of their own that make one
/// tensor of one or two, such as <c>Linear</c>, the convolutions, <c>Bilinear</c>, <c>Embedding</c> and modules of your own. Hooks run
/// where a layer is called by <c>call</c>, and not by <c>forward</c>. A layer that is called twice is there twice, as <c>name</c> and
/// <c>name #2</c>. If the output goes to a module that is an activation function, such as <c>ReLU</c>, the fractions of saturated and dead
/// units are reported.
/// </para>
/// <para>
/// Gradients are those of the outputs of the module times random numbers from N(0, 1) with respect to the pre-activations; parameters do
/// not receive any. The module is run as it is, in training or in evaluation; afterwards its parameters and buffers and TorchSharp's
/// default generator are what they were. Not thread-safe, since modules are not.
/// </para>
/// </remarks>
/// <example><code>
/// using Sequential model = torch.nn.Sequential(
///     ("a", torch.nn.Linear(64, 64)), ("relu", torch.nn.ReLU()), ("b", torch.nn.Linear(64, 10)));
/// using torch.Tensor batch = torch.randn(100, 64);
/// var plan = new InitializationPlan { { "**.weight", Init.HeNormal() }, { "**.bias", Init.Zeros() } };
/// SignalReport report = SignalPropagation.Observe(model, batch, plan);
/// Console.WriteLine(report);
/// SignalPictures.MeanSquares([("my model", report)]).Save("signals.svg");
/// </code></example>
public static class TorchSignalExtensions
{
    extension(SignalPropagation)
    {
        /// <summary>Measures the signals of a module with the weights that it has.</summary>
        /// <param name="module">The module.</param>
        /// <param name="batch">The examples, along the first axis.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">
        /// The module calls no layer with weights, or the outputs of one do not divide into the examples.
        /// </exception>
        public static SignalReport Observe(nn.Module<Tensor, Tensor> module, Tensor batch)
        {
            CheckBatch(module, batch);
            return Run(module, () => module.call(batch), (int)batch.shape[0], null, 1, 0, null, default);
        }

        /// <summary>Measures the signals of a module for several seeds of a plan, so that there are standard errors.</summary>
        /// <param name="module">The module; afterwards it has the weights that it had.</param>
        /// <param name="batch">The examples, along the first axis.</param>
        /// <param name="plan">The plan by which the module is initialized for each seed.</param>
        /// <param name="seeds">The number of seeds, at least 1.</param>
        /// <param name="seed">The seed from which all of them are derived.</param>
        /// <param name="progress">Receives the number of networks completed.</param>
        /// <param name="cancellation">Cancels the run between two networks.</param>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="PlanException">The plan and the module do not fit together.</exception>
        /// <exception cref="ArgumentException">
        /// The module calls no layer with weights, the outputs of one do not divide into the examples, or <paramref name="seeds"/> is
        /// below 1.
        /// </exception>
        /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
        public static SignalReport Observe(
            nn.Module<Tensor, Tensor> module, Tensor batch, InitializationPlan plan, int seeds = 16, long seed = 0,
            IProgress<int>? progress = null, CancellationToken cancellation = default)
        {
            CheckBatch(module, batch);
            ArgumentNullException.ThrowIfNull(plan);
            return Run(module, () => module.call(batch), (int)batch.shape[0], plan, seeds, seed, progress, cancellation);
        }

        /// <summary>Measures the signals of a module with other inputs than one tensor.</summary>
        /// <param name="module">The module; afterwards it has the weights that it had.</param>
        /// <param name="forward">Runs the module on a batch, by <c>call</c>, and returns its outputs.</param>
        /// <param name="examples">
        /// The number of examples, at least 1, along the first axis of the outputs of all layers.
        /// </param>
        /// <param name="plan">
        /// The plan by which the module is initialized for each seed; defaults to none, for the weights that it has.
        /// </param>
        /// <param name="seeds">The number of seeds, at least 1; without a plan 1.</param>
        /// <param name="seed">The seed from which all of them are derived.</param>
        /// <param name="progress">Receives the number of networks completed.</param>
        /// <param name="cancellation">Cancels the run between two networks.</param>
        /// <exception cref="ArgumentNullException"><paramref name="module"/> or <paramref name="forward"/> is null.</exception>
        /// <exception cref="PlanException">The plan and the module do not fit together.</exception>
        /// <exception cref="ArgumentException">
        /// The module calls no layer with weights, the outputs of one do not divide into the examples, or a number is outside its range.
        /// </exception>
        /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
        public static SignalReport Observe(
            Module module, Func<Tensor> forward, int examples, InitializationPlan? plan = null, int seeds = 1, long seed = 0,
            IProgress<int>? progress = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(module);
            ArgumentNullException.ThrowIfNull(forward);
            Guard.Positive(examples);
            if (plan is null && seeds != 1)
                throw new ArgumentOutOfRangeException(
                    nameof(seeds), seeds, "seeds must be 1 without a plan, which alone makes other weights of another seed.");
            return Run(module, forward, examples, plan, seeds, seed, progress, cancellation);
        }
    }

    private static void CheckBatch(Module module, Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(module);
        TensorGuard.Alive(batch);
        if (batch.dim() == 0 || batch.shape[0] is < 1 or > int.MaxValue)
            throw new ArgumentException(
                $"batch must have examples along its first axis, but had the shape [{string.Join(", ", batch.shape)}].", nameof(batch));
    }

    private static SignalReport Run(
        Module module, Func<Tensor> forward, int examples, InitializationPlan? plan, int seeds, long seed, IProgress<int>? progress,
        CancellationToken cancellation)
    {
        IReadOnlyList<ModuleTensor> tensors = ModuleTensors.Of(module);
        IReadOnlyList<ModuleLayer> layers = ModuleLayer.Of(module, tensors);
        IEnumerable<Tensor> changed = plan is null ? [] : tensors
            .Where(tensor => tensor.Parameter is { State: not ParameterState.Buffer, SharesWith: null }).Select(tensor => tensor.Tensor);
        using var undisturbed = new UndisturbedModule(module, changed);
        return SignalPropagation.Observe(
            (random, observer) =>
            {
                plan?.Initialize(module, random);
                undisturbed.Rewind();
                using IDisposable outside = inference_mode(false), tracked = enable_grad();
                using var calls = new LayerCalls(module, layers);
                Tensor outputs = forward(); // the module's own, perhaps
                if (calls.Count == 0)
                    throw new ArgumentException(
                        "module must call a layer with weights that makes one tensor of one or two, but called none: hooks run where a "
                        + "layer is called by call, not by forward, and recurrent layers and attention make several tensors.",
                        nameof(module));
                calls.Report(outputs, examples, random, observer);
            },
            seeds, seed, progress, cancellation);
    }
}
