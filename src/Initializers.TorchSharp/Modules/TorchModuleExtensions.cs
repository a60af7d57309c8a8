using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>Initializes TorchSharp's modules in place, by a plan or by defaults.</summary>
/// <remarks>
/// <para>
/// Names are those of <c>named_parameters()</c> and <c>named_buffers()</c>: <c>"**.weight"</c>, <c>"conv.0.bias"</c>. What a shape does not
/// say comes from the kind of the layer: the groups of <c>Conv1d</c> to <c>Conv3d</c>, the exchanged axes of <c>ConvTranspose1d</c> to
/// <c>ConvTranspose3d</c>, the pairs of inputs of <c>Bilinear</c>, the table of <c>Embedding</c> and <c>EmbeddingBag</c> with its padding
/// row, the packed gates of <c>RNN</c>, <c>GRU</c>, <c>LSTM</c> and their cells, the packed query, key and value of
/// <c>MultiheadAttention</c>, also inside of transformers. Rules may ask for roles (<see cref="Rule.OfRole"/>): <c>weight</c>,
/// <c>bias</c>, <c>norm</c> (the scale of a normalization), <c>embedding</c> and <c>slope</c> (of <c>PReLU</c>). Parameters of modules of
/// your own have no role, and mean what <see cref="WeightLayout.OutIn"/> says unless the rule says more.
/// </para>
/// <para>
/// A parameter with two names is filled once; the second name is tied to the first. Buffers and parameters that require no gradients are
/// listed, and left alone unless a rule names them: see <see cref="ParameterState"/>.
/// </para>
/// <para>
/// The values of the parameter <c>name</c> are those of <c>random.Fork(name)</c>, whatever its number type (rounded once, or widened),
/// strides and device; two models that are filled from one source are equal where names and shapes are, so give each a fork. Tensors are
/// filled as by <see cref="TorchTensorExtensions"/>. A rule that says another layout or other groups than a layer's own is refused. To find
/// the padding rows of embeddings, their tables have another storage for a moment while a plan is resolved, which autograd counts as a
/// change in place. As thread-safe as the module.
/// </para>
/// </remarks>
/// <example><code>
/// using var model = torch.nn.Sequential(
///     ("conv", torch.nn.Conv2d(1, 16, 3)), ("relu", torch.nn.ReLU()), ("flat", torch.nn.Flatten()), ("out", torch.nn.Linear(576, 10)));
/// var plan = new InitializationPlan
/// {
///     { "out.weight", Init.LeCunNormal() },
///     { "**.weight", Init.HeNormal() },
///     { "**.bias", Init.Zeros() },
/// };
/// Console.WriteLine(plan.Initialize(model, new PhiloxRandom(42)));
/// </code></example>
public static class TorchModuleExtensions
{
    /// <summary>What becomes of each parameter and buffer of a module; nothing is filled yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="module">The module, which may be on the meta device.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> or <paramref name="module"/> is null.</exception>
    /// <exception cref="PlanException">The plan and the module do not fit together; all faults are in it.</exception>
    /// <exception cref="ArgumentException">A tensor of the module is disposed, or has more axes than a shape may have.</exception>
    public static ResolvedPlan Resolve(this InitializationPlan plan, Module module)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Resolve(plan, ModuleTensors.WithPadding(module).Select(tensor => tensor.Parameter));
    }

    /// <summary>Fills the parameters of a module.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="module">The module.</param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="progress">Told what has been filled.</param>
    /// <param name="cancellation">Stops between two parameters; those that have been filled stay so.</param>
    /// <returns>What became of each parameter: its <c>ToString()</c> is a table.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="PlanException">
    /// The plan and the module do not fit together; all faults are in it, and nothing is written.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A tensor cannot be filled: it is on the meta device, sparse, of another number type than float32, float64, float16 and bfloat16,
    /// disposed, or shares some memory with another one. Nothing is written then.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public static ResolvedPlan Initialize(
        this InitializationPlan plan, Module module, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        IReadOnlyList<ModuleTensor> tensors = ModuleTensors.WithPadding(module);
        ResolvedPlan resolved = Resolve(plan, tensors.Select(tensor => tensor.Parameter));
        new ModuleFill(resolved, tensors, nameof(module)).Run(random, progress, cancellation);
        return resolved;
    }

    /// <summary>Fills the parameters of a module of which the plan has been resolved, or of one like it.</summary>
    /// <param name="plan">The plan, resolved for a module with the same names and shapes.</param>
    /// <param name="module">The module.</param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="progress">Told what has been filled.</param>
    /// <param name="cancellation">Stops between two parameters; those that have been filled stay so.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The module has other parameters than the plan was resolved for, or one that cannot be filled. Nothing is written then.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public static void Initialize(
        this ResolvedPlan plan, Module module, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        new ModuleFill(plan, ModuleTensors.WithPadding(module), nameof(module)).Run(random, progress, cancellation);
    }

    /// <summary>
    /// Fills a module without a plan: weights by the initializer, biases with 0, normalizations with 1 and 0, the slopes of <c>PReLU</c>
    /// with their own start.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="weights">
    /// The initializer of weights: matrices, kernels, the gates of recurrent layers each by itself. It fills the tables of embeddings too,
    /// with their width for both fans, since one row is read at a time; a padding row is 0.
    /// </param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="progress">Told what has been filled.</param>
    /// <param name="cancellation">Stops between two parameters; those that have been filled stay so.</param>
    /// <returns>
    /// What became of each parameter: its <c>ToString()</c> is a table. Of the parameters of modules of your own, those with two axes or
    /// more are weights, vectors that are called a bias are 0, and others are kept.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="PlanException">The initializer does not suit a weight; all faults are in it, and nothing is written.</exception>
    /// <exception cref="ArgumentException">
    /// The initializer is bound to a seed or a source, or a tensor cannot be filled. Nothing is written then.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public static ResolvedPlan Initialize(
        this Module module, IWeightInitializer weights, PhiloxRandom random, IProgress<PlanProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(random);
        IReadOnlyList<ModuleTensor> tensors = ModuleTensors.WithPadding(module);
        (InitializationPlan plan, IReadOnlyList<PlanParameter> parameters) = CallerNames.ForElement(
            nameof(weights), "weights must be an initializer for any parameter", () => DefaultPlan.Of(weights, module, tensors));
        ResolvedPlan resolved = Resolve(plan, parameters);
        new ModuleFill(resolved, tensors, nameof(module)).Run(random, progress, cancellation);
        return resolved;
    }

    /// <summary>
    /// Compares the tensors of a module with what was promised, as <see cref="ResolvedPlan.Check"/> does; those of other number types as
    /// float.
    /// </summary>
    /// <param name="plan">The plan that the module was filled by.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> or <paramref name="module"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The module has other parameters than the plan was resolved for, one without memory (on the meta device, sparse or disposed), or one
    /// of more than 2^31 elements.
    /// </exception>
    public static PlanCheck Check(this ResolvedPlan plan, Module module)
    {
        ArgumentNullException.ThrowIfNull(plan);
        IReadOnlyList<ModuleTensor> tensors = ModuleTensors.Of(module);
        SameParameters.Check(plan, tensors, nameof(module));
        Dictionary<string, ModuleTensor> byName = tensors.ToDictionary(tensor => tensor.Name);
        foreach (PlannedParameter planned in plan.Parameters.Where(planned => planned.Action != RuleAction.Skip))
        {
            Tensor tensor = byName[planned.Name].Tensor;
            CallerNames.ForElement(
                nameof(module), $"module must have tensors with values, but {Excerpt.Of(planned.Name)} is not one", () =>
                {
                    TensorGuard.OneSpan(tensor);
                    return TensorGuard.Memory(tensor);
                });
        }
        using var values = new TensorValues();
        return plan.Check(name => values.Of(byName[name].Tensor));
    }

    /// <summary>Resolves a plan, and calls the parameters what the caller does: the module.</summary>
    private static ResolvedPlan Resolve(InitializationPlan plan, IEnumerable<PlanParameter> parameters)
    {
        try
        {
            return plan.Resolve(parameters);
        }
        catch (PlanException faults)
        {
            throw new PlanException(faults.Faults, "module");
        }
    }
}
