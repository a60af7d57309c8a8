using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A module of Flax 0.12, reduced to its initial parameters: their names, shapes and initializers, and the key of each, which follows from
/// the path in linen and from the order in nnx.
/// </summary>
/// <example>
/// <code>
/// // nnx.Linear(784, 256, rngs=nnx.Rngs(0))
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; linear = FlaxLayer.Dense(784, 256).Initialize(new FlaxRngs(0));
/// </code>
/// </example>
/// <remarks>
/// <c>FlaxLayer.Dense(784, 256).Initialize(JaxKey.FromSeed(0), ["Dense_0"])</c> is what <c>model.init(jax.random.key(0), x)</c> gives the
/// first Dense of a linen model, and <c>FlaxLayer.Dense(784, 256).Initialize(rngs)</c> is <c>nnx.Linear(784, 256, rngs=rngs)</c>.
/// Initializers default to Flax's own. Thread-safe: an immutable value.
/// </remarks>
public sealed class FlaxLayer
{
    private readonly Entry[] _entries;

    private FlaxLayer(params ReadOnlySpan<Entry?> entries) => _entries = [.. entries.ToArray().OfType<Entry>()];

    /// <summary>
    /// linen's <c>Dense(features)</c>, nnx's <c>Linear</c>: kernel [inputs, features] and bias. <c>DenseGeneral</c> draws the same for the
    /// products of its sizes and reshapes.
    /// </summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="features">features.</param>
    /// <param name="kernel">kernel_init.</param>
    /// <param name="bias">bias_init.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is negative, the kernel has more elements than an array can have, or an initializer does not take the shape.
    /// </exception>
    public static FlaxLayer Dense(long inputs, long features, JaxInitializer? kernel = null, JaxInitializer? bias = null,
        bool useBias = true)
    {
        TensorShape shape = WeightShape.Of((inputs, nameof(inputs)), (features, nameof(features)));
        return new(new Entry("kernel", shape, kernel ?? Flax.Kernel(), nameof(kernel)), Bias(features, bias, useBias));
    }

    /// <summary><c>Conv(features, kernel_size)</c>: kernel [*extents, inputs / groups, features] and bias.</summary>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="features">features.</param>
    /// <param name="extents">kernel_size.</param>
    /// <param name="groups">feature_group_count, a divisor of <paramref name="inputs"/>.</param>
    /// <param name="kernel">kernel_init.</param>
    /// <param name="bias">bias_init.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// The groups do not divide the channels, a number is negative, the kernel has more dimensions than a shape or more elements than an
    /// array can have, or an initializer does not take the shape.
    /// </exception>
    public static FlaxLayer Conv(long inputs, long features, TensorShape extents, long groups = 1, JaxInitializer? kernel = null,
        JaxInitializer? bias = null, bool useBias = true)
    {
        if (inputs % Guard.Positive(groups) != 0)
            throw new ArgumentException(Invariant($"groups must be a divisor of the {inputs} input channels, but was {groups}."),
                nameof(groups));
        TensorShape shape = WeightShape.Of([.. WeightShape.Named(extents, nameof(extents)), (inputs / groups, nameof(inputs)),
            (features, nameof(features))]);
        return new(new Entry("kernel", shape, kernel ?? Flax.Kernel(), nameof(kernel)), Bias(features, bias, useBias));
    }

    /// <summary><c>Embed(num_embeddings, features)</c>: embedding [count, features].</summary>
    /// <param name="count">num_embeddings.</param>
    /// <param name="features">features.</param>
    /// <param name="embedding">embedding_init.</param>
    /// <exception cref="ArgumentException">
    /// A number is negative, there are more elements than an array can have, or the initializer does not take the shape.
    /// </exception>
    public static FlaxLayer Embed(long count, long features, JaxInitializer? embedding = null) =>
        new(new Entry("embedding", WeightShape.Of((count, nameof(count)), (features, nameof(features))), embedding ?? Flax.Embedding(),
            nameof(embedding)));

    /// <summary>
    /// <c>LayerNorm</c>, <c>BatchNorm</c>, <c>GroupNorm</c>, and without a bias <c>RMSNorm</c>: scale and bias [features].
    /// </summary>
    /// <param name="features">The number of channels.</param>
    /// <param name="useScale">use_scale.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="features"/> is negative, or more than an array can have.
    /// </exception>
    public static FlaxLayer Norm(long features, bool useScale = true, bool useBias = true)
    {
        TensorShape shape = WeightShape.Of((features, nameof(features)));
        return new(useScale ? new Entry("scale", shape, Flax.NormScale(), nameof(features)) : null, Bias(features, null, useBias));
    }

    /// <summary>The same inside <c>jax.jit</c>, as with <c>jax.jit(model.init)</c>.</summary>
    public FlaxLayer InJit() => new([.. _entries.Select(entry => entry with { Initializer = entry.Initializer.InJit() })]);

    /// <summary>The parameters of a module of <c>flax.linen</c>, in the order in which the module makes them.</summary>
    /// <param name="root">The key of <c>model.init(key, ...)</c>.</param>
    /// <param name="scope">
    /// The path of module names, ending with this module's: <c>["Block_0", "Dense_0"]</c>; the model itself has no name.
    /// </param>
    /// <param name="separator">Flax's setting <c>flax_fix_rng_separator</c>, which is off by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scope"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is null or has an unpaired surrogate.</exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(JaxKey root, IReadOnlyList<string> scope, bool separator = false)
    {
        Flax.Check(scope);
        return [.. _entries.Select((entry, i) =>
            entry.Draw(string.Join('/', scope.Append(entry.Name)), Flax.LinenKey(root, scope, i + 1, separator)))];
    }

    /// <summary>The parameters of a module of <c>flax.nnx</c>, each with the stream's next key.</summary>
    /// <param name="rngs">The stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rngs"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The stream has no more keys.</exception>
    public IReadOnlyList<NamedTensor<float>> Initialize(FlaxRngs rngs)
    {
        ArgumentNullException.ThrowIfNull(rngs);
        return [.. _entries.Select(entry => entry.Draw(entry.Name, rngs.Next()))];
    }

    private static Entry? Bias(long features, JaxInitializer? bias, bool useBias) =>
        useBias ? new("bias", [features], bias ?? Flax.Bias(), nameof(bias)) : null;

    /// <summary>A parameter without its key.</summary>
    private sealed record Entry(string Name, TensorShape Shape, JaxInitializer Initializer)
    {
        /// <summary>A parameter whose shape is checked.</summary>
        /// <exception cref="ArgumentException">The initializer, which the caller's parameter named, does not take the shape.</exception>
        public Entry(string name, TensorShape shape, JaxInitializer initializer, string parameter) : this(name, shape, initializer) =>
            initializer.Check(shape, parameter);

        public NamedTensor<float> Draw(string path, JaxKey key) => new(path, Shape, Initializer.Initialize(Shape, key));
    }
}
