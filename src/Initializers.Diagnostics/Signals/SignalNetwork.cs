using System.Runtime.CompilerServices;

namespace Initializers.Diagnostics;

/// <summary>
/// A description of a network: a sequence of dense layers, convolutions, normalizations, activation functions and residual branches.
/// </summary>
/// <example>
/// <code>
/// SignalNetwork network = new SignalNetwork(inputs: 784)
///     .Dense(256, Init.HeNormal(), Init.Zeros())
///     .Repeat(18, layers =&gt; layers.Apply(Activation.ReLU).Dense(256, Init.HeNormal()))
///     .Apply(Activation.ReLU)
///     .Dense(10, Init.GlorotUniform());
/// Console.WriteLine(network.WeightLayers); // 20
/// </code>
/// </example>
/// <remarks>Each method adds a layer and returns a new network. Thread-safe: an immutable value.</remarks>
public sealed record SignalNetwork
{
    /// <summary>A network for inputs without spatial axes.</summary>
    /// <param name="inputs">The number of features of an example, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is below 1.</exception>
    public SignalNetwork(int inputs) : this((int)Guard.Positive(inputs), [])
    {
    }

    /// <summary>A network for images, sequences or volumes.</summary>
    /// <param name="channels">The number of channels, at least 1.</param>
    /// <param name="extents">The extent of each spatial axis, at least 1: <c>[28, 28]</c>.</param>
    /// <exception cref="ArgumentException">A number is below 1, or an example has 2^31 values or more.</exception>
    public SignalNetwork(int channels, TensorShape extents) : this((int)Guard.Positive(channels), CheckedExtents(extents, channels))
    {
    }

    private SignalNetwork(int channels, int[] extents)
    {
        (Channels, Extents) = (channels, extents);
        InputPositions = Positions;
        Inputs = Outputs;
    }

    /// <summary>The number of input values of an example.</summary>
    public int Inputs { get; }

    /// <summary>The number of output values of an example.</summary>
    public int Outputs => checked(Channels * Positions);

    /// <summary>The number of layers with weights, including those of branches.</summary>
    public int WeightLayers => Layers.Sum(layer => layer.WeightLayers);

    /// <summary>The layers, in order.</summary>
    internal IReadOnlyList<SignalLayer> Layers { get; private init; } = [];

    /// <summary>The number of positions of an input: the product of its spatial extents.</summary>
    internal int InputPositions { get; }

    /// <summary>
    /// The same network with the weights that <see cref="Init.Recommend"/> recommends for its most frequent activation function; null
    /// without an activation function or a recommendation.
    /// </summary>
    internal (IWeightInitializer Weights, SignalNetwork Network)? Recommended
    {
        get
        {
            IGrouping<Activation, Activation>? most = Activations(Layers).GroupBy(activation => activation).MaxBy(group => group.Count());
            if (most is null) return null;
            try
            {
                IWeightInitializer weights = Init.Recommend(most.Key).Initializer;
                return (weights, this with { Layers = [.. Layers.Select(layer => layer.WithWeights(weights))] });
            }
            catch (ArgumentException)
            {
                return null; // a user's activation function without finite moments
            }
        }
    }

    private int Channels { get; init; }

    private IReadOnlyList<int> Extents { get; init; }

    private int Positions => Extents.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>Adds a dense layer. Inputs with spatial axes are flattened channel by channel.</summary>
    /// <param name="outputs">The number of units, at least 1.</param>
    /// <param name="weights">The initializer of the weights, of shape <c>TensorShape.Linear(inputs, outputs)</c>.</param>
    /// <param name="biases">The initializer of the biases, a vector with the layer's fans. Defaults to zeros.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputs"/> is below 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    public SignalNetwork Dense(int outputs, IWeightInitializer weights, IWeightInitializer? biases = null)
    {
        Guard.Positive(outputs);
        ArgumentNullException.ThrowIfNull(weights);
        return With(new WeightSignalLayer("dense", Channels, outputs, 1, TensorShape.Linear(Outputs, outputs), Taps.All(Positions), weights,
            biases ?? Init.Zeros()), outputs, []);
    }

    /// <summary>Adds a convolution.</summary>
    /// <param name="outputs">The number of output channels, at least 1.</param>
    /// <param name="kernel">The extent of the kernel along each spatial axis: <c>[3, 3]</c>.</param>
    /// <param name="weights">
    /// The initializer of the weights, of shape <c>TensorShape.Convolution(channels, outputs, kernel, groups)</c>.
    /// </param>
    /// <param name="biases">The initializer of the biases, a vector with the layer's fans. Defaults to zeros.</param>
    /// <param name="stride">The stride along each axis, at least 1.</param>
    /// <param name="padding">How the inputs continue beyond their edges.</param>
    /// <param name="groups">The number of groups, which must divide the input and output channels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A number is below 1; the kernel has another number of axes, does not fit inside without padding, or is too large; the groups do not
    /// divide the channels; or an example has 2^31 outputs or more.
    /// </exception>
    public SignalNetwork Convolution(int outputs, TensorShape kernel, IWeightInitializer weights, IWeightInitializer? biases = null,
        int stride = 1, Padding padding = Padding.Zeros, int groups = 1)
    {
        Guard.Positive(outputs);
        Guard.Positive(stride);
        Guard.Positive(groups);
        Guard.Defined(padding);
        ArgumentNullException.ThrowIfNull(weights);
        int[] taps = CheckedExtents(kernel, Channels);
        if (taps.Length == 0 || taps.Length != Extents.Count
            || (padding == Padding.None && taps.Zip(Extents).Any(axis => axis.First > axis.Second)))
            throw new ArgumentException($"kernel must have an extent for each spatial axis of [{string.Join(", ", Extents)}], none larger "
                + $"than the axis without padding, but was {TensorShape.List(kernel.Dimensions)}.", nameof(kernel));
        TensorShape shape = TensorShape.Convolution(Channels, outputs, kernel, groups);
        var positions = Taps.Of(Extents, taps, stride, padding);
        if ((long)positions.Outputs * positions.Count > Array.MaxLength)
            throw new ArgumentException(
                $"kernel must have fewer than 2^31 taps over all {positions.Outputs} output positions, "
                + $"but was {TensorShape.List(kernel.Dimensions)}.", nameof(kernel));
        if ((long)positions.Outputs * outputs > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(outputs), outputs,
                $"outputs must be fewer than 2^31 over all {positions.Outputs} output positions, but was {outputs}.");
        return With(new WeightSignalLayer("convolution", Channels, outputs, groups, shape, positions, weights, biases ?? Init.Zeros()),
            outputs, positions.Extents);
    }

    /// <summary>Adds an activation function.</summary>
    /// <param name="activation">A function of one input.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="activation"/> is a gate.</exception>
    public SignalNetwork Apply(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.IsGate)
            throw new ArgumentException($"activation must be a function of one input, but was {activation}, a gate of two inputs.",
                nameof(activation));
        return With(new ActivationSignalLayer(activation), Channels, Extents);
    }

    /// <summary>Adds a normalization.</summary>
    /// <param name="normalization">The kind of normalization.</param>
    /// <exception cref="ArgumentException"><paramref name="normalization"/> is not a named value.</exception>
    public SignalNetwork Normalize(Normalization normalization) =>
        With(new NormalizationSignalLayer(Guard.Defined(normalization), Positions), Channels, Extents);

    /// <summary>Adds a residual branch, whose outputs are added to its inputs.</summary>
    /// <param name="branch">Adds the layers of the branch to an empty network; its outputs must have the shape of its inputs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="branch"/> is null.</exception>
    /// <exception cref="ArgumentException">The outputs have another shape, or <paramref name="branch"/> returns null.</exception>
    public SignalNetwork Residual(Func<SignalNetwork, SignalNetwork> branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var start = new SignalNetwork(Channels, [.. Extents]);
        SignalNetwork added = branch(start)
            ?? throw new ArgumentException("branch must return a network, but it returned null.", nameof(branch));
        if (!(start.IsLike(added.InputPositions, added.Inputs) && added.Channels == Channels && added.Extents.SequenceEqual(Extents)))
            throw new ArgumentException(
                $"branch must map {Outputs} values to {Size}, but maps {added.Inputs} to {added.Size}.", nameof(branch));
        return With(new ResidualSignalLayer(added.Layers), Channels, Extents);
    }

    /// <summary>Adds the same layers the given number of times.</summary>
    /// <param name="times">The number of times, at least 0.</param>
    /// <param name="layers">Adds the layers to a network.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is negative.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="layers"/> returns null.</exception>
    public SignalNetwork Repeat(int times, Func<SignalNetwork, SignalNetwork> layers)
    {
        Guard.NotNegative(times);
        ArgumentNullException.ThrowIfNull(layers);
        SignalNetwork network = this;
        for (int i = 0; i < times; i++)
        {
            network = layers(network)
                ?? throw new ArgumentException("layers must return a network, but it returned null.", nameof(layers));
        }
        return network;
    }

    /// <summary>Whether both networks have the same inputs and equal layers in the same order.</summary>
    /// <param name="other">The other network.</param>
    public bool Equals(SignalNetwork? other) =>
        other is not null && IsLike(other.InputPositions, other.Inputs) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Inputs, HashCode.Combine);

    /// <summary><c>64 → 128 HeNormal(mode: In) → ReLU</c>.</summary>
    public override string ToString() =>
        string.Join(" → ",
            Layers.Select(layer => layer.ToString())
                .Prepend(InputPositions == 1 ? $"{Inputs}" : $"{Inputs / InputPositions} x {InputPositions}"));

    /// <summary>The expected signals of the layers with weights, for gradients of variance 1 with respect to the outputs.</summary>
    internal IReadOnlyList<ExpectedLayer> Expect(ExpectedSignals inputs, CancellationToken cancellation)
    {
        var expected = new List<ExpectedLayer>();
        (ExpectedSignals outputs, Func<double[], double[]> back) = Layers.Expect(inputs, expected, cancellation);
        back([.. outputs.MeanSquares.Select(_ => 1.0)]);
        return expected;
    }

    /// <summary>The shape of an example after the last layer, as text.</summary>
    private string Size => Extents.Count == 0 ? $"{Channels}" : $"{Channels} x [{string.Join(", ", Extents)}]";

    private bool IsLike(int positions, int inputs) => InputPositions == positions && Inputs == inputs;

    private static IEnumerable<Activation> Activations(IEnumerable<SignalLayer> layers) => layers.SelectMany(layer => layer switch
    {
        ActivationSignalLayer activation => [activation.Activation],
        ResidualSignalLayer residual => Activations(residual.Branch),
        _ => [],
    });

    /// <summary>Checks that the extents times the channels are fewer than 2^31 values.</summary>
    private static int[] CheckedExtents(TensorShape extents, int channels = 1, [CallerArgumentExpression(nameof(extents))] string name = "")
    {
        long[] sizes = extents.ToArray();
        return sizes.All(extent => extent > 0) && extents.Count <= int.MaxValue / channels ? Array.ConvertAll(sizes, extent => (int)extent)
            : throw new ArgumentException($"{name} must be at least 1 each, with fewer than 2^31 values in total, but were "
                + $"[{string.Join(", ", sizes)}]{(channels > 1 ? $" with {channels} channels" : "")}.", name);
    }

    private SignalNetwork With(SignalLayer layer, int channels, IReadOnlyList<int> extents) =>
        this with { Layers = [.. Layers, layer], Channels = channels, Extents = extents };
}
