using System.Runtime.CompilerServices;

namespace Initializers.Diagnostics;

/// <summary>
/// A network, as far as signals are concerned: dense layers, convolutions, normalizations and activation functions, one behind the other,
/// and branches that are added to what they branched from.
/// </summary>
/// <remarks>Built link by link, each of which returns a new network. Thread-safe: an immutable value.</remarks>
public sealed record SignalNetwork
{
    /// <summary>A network of inputs without places.</summary>
    /// <param name="inputs">Numbers of an example, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is below 1.</exception>
    public SignalNetwork(int inputs) : this((int)Guard.Positive(inputs), [])
    {
    }

    /// <summary>A network of images, sequences or volumes.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="extents">Places along each spatial axis, at least 1: <c>[28, 28]</c>.</param>
    /// <exception cref="ArgumentException">A number is below 1, or all together are 2^31 or more.</exception>
    public SignalNetwork(int channels, TensorShape extents) : this((int)Guard.Positive(channels), Small(extents, channels))
    {
    }

    private SignalNetwork(int channels, int[] extents)
    {
        (Channels, Extents) = (channels, extents);
        InputPlaces = Places;
        Inputs = Outputs;
    }

    /// <summary>Numbers of an example.</summary>
    public int Inputs { get; }

    /// <summary>Numbers that the last layer hands on.</summary>
    public int Outputs => checked(Channels * Places);

    /// <summary>How many layers with weights there are, those of branches included.</summary>
    public int WeightLayers => Layers.Sum(layer => layer.WeightLayers);

    /// <summary>The layers, in order.</summary>
    internal IReadOnlyList<SignalLayer> Layers { get; private init; } = [];

    /// <summary>Places of an example.</summary>
    internal int InputPlaces { get; }

    /// <summary>
    /// The same network with the weights that <see cref="Init.Recommend"/> recommends for the activation function that it has most of;
    /// null of one without, and where none can be recommended.
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
                return null; // an activation function of the user's, without finite moments
            }
        }
    }

    private int Channels { get; init; }

    private IReadOnlyList<int> Extents { get; init; }

    private int Places => Extents.Aggregate(1, (places, extent) => checked(places * extent));

    /// <summary>Adds a dense layer. What has places is laid out for it channel by channel.</summary>
    /// <param name="outputs">Its outputs, at least 1.</param>
    /// <param name="weights">What fills its weights, of <c>TensorShape.Linear(inputs, outputs)</c>.</param>
    /// <param name="biases">What fills its biases, a vector with the layer's fans; defaults to zeros.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputs"/> is below 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    public SignalNetwork Dense(int outputs, IWeightInitializer weights, IWeightInitializer? biases = null)
    {
        Guard.Positive(outputs);
        ArgumentNullException.ThrowIfNull(weights);
        return With(new WeightSignalLayer("dense", Channels, outputs, 1, TensorShape.Linear(Outputs, outputs), Taps.All(Places), weights,
            biases ?? Init.Zeros()), outputs, []);
    }

    /// <summary>Adds a convolution.</summary>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="kernel">Extent of the kernel along each spatial axis, as many as the network has: <c>[3, 3]</c>.</param>
    /// <param name="weights">What fills its weights, of <c>TensorShape.Convolution(channels, outputs, kernel, groups)</c>.</param>
    /// <param name="biases">What fills its biases, a vector with the layer's fans; defaults to zeros.</param>
    /// <param name="stride">Places from an output to the next along each axis, at least 1.</param>
    /// <param name="padding">What is beyond the edge.</param>
    /// <param name="groups">Groups, which divide the channels in and out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A number is below 1, the kernel has another number of axes, does not fit inside without padding, or is too large, groups do not
    /// divide the channels, or an example has 2^31 outputs or more.
    /// </exception>
    public SignalNetwork Convolution(int outputs, TensorShape kernel, IWeightInitializer weights, IWeightInitializer? biases = null,
        int stride = 1, Padding padding = Padding.Zeros, int groups = 1)
    {
        Guard.Positive(outputs);
        Guard.Positive(stride);
        Guard.Positive(groups);
        Guard.Defined(padding);
        ArgumentNullException.ThrowIfNull(weights);
        int[] taps = Small(kernel, Channels);
        if (taps.Length == 0 || taps.Length != Extents.Count
            || (padding == Padding.None && taps.Zip(Extents).Any(axis => axis.First > axis.Second)))
            throw new ArgumentException($"kernel must have an extent for each spatial axis of [{string.Join(", ", Extents)}], and "
                + $"without padding none that is larger, but was {TensorShape.List(kernel.Dimensions)}.", nameof(kernel));
        TensorShape shape = TensorShape.Convolution(Channels, outputs, kernel, groups);
        var places = Taps.Of(Extents, taps, stride, padding);
        if ((long)places.Outputs * places.Count > Array.MaxLength)
            throw new ArgumentException(
                $"kernel must have fewer than 2^31 taps at the {places.Outputs} places together, "
                + $"but was {TensorShape.List(kernel.Dimensions)}.", nameof(kernel));
        if ((long)places.Outputs * outputs > int.MaxValue)
            throw new ArgumentOutOfRangeException(
                nameof(outputs), outputs, $"outputs must be fewer than 2^31 at the {places.Outputs} places together, but was {outputs}.");
        return With(new WeightSignalLayer("convolution", Channels, outputs, groups, shape, places, weights, biases ?? Init.Zeros()),
            outputs, places.Extents);
    }

    /// <summary>Adds an activation function.</summary>
    /// <param name="activation">A function of one input.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">It is a gate.</exception>
    public SignalNetwork Apply(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.IsGate)
            throw new ArgumentException($"activation must be a function of one input, but was {activation}, a gate of two inputs.",
                nameof(activation));
        return With(new ActivationSignalLayer(activation), Channels, Extents);
    }

    /// <summary>Adds a normalization.</summary>
    /// <param name="normalization">Over what it takes mean and mean square.</param>
    /// <exception cref="ArgumentException"><paramref name="normalization"/> is not a named one.</exception>
    public SignalNetwork Normalize(Normalization normalization) =>
        With(new NormalizationSignalLayer(Guard.Defined(normalization), Places), Channels, Extents);

    /// <summary>Adds a branch, whose outputs are added to its inputs.</summary>
    /// <param name="branch">Adds the layers of the branch to a network of as many inputs; its outputs are as many.</param>
    /// <exception cref="ArgumentNullException"><paramref name="branch"/> is null.</exception>
    /// <exception cref="ArgumentException">The branch has other outputs, or returns null.</exception>
    public SignalNetwork Residual(Func<SignalNetwork, SignalNetwork> branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var start = new SignalNetwork(Channels, [.. Extents]);
        SignalNetwork added = branch(start)
            ?? throw new ArgumentException("branch must return a network, but it returned null.", nameof(branch));
        if (!(start.IsLike(added.InputPlaces, added.Inputs) && added.Channels == Channels && added.Extents.SequenceEqual(Extents)))
            throw new ArgumentException(
                $"branch must lead from {Outputs} to {Numbers} numbers, but leads from {added.Inputs} to {added.Numbers}.", nameof(branch));
        return With(new ResidualSignalLayer(added.Layers), Channels, Extents);
    }

    /// <summary>Adds the same layers again and again.</summary>
    /// <param name="times">How often, at least 0.</param>
    /// <param name="layers">Adds them to a network.</param>
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

    /// <summary>Whether the layers are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(SignalNetwork? other) =>
        other is not null && IsLike(other.InputPlaces, other.Inputs) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Inputs, HashCode.Combine);

    /// <summary><c>64 → 128 HeNormal(mode: In) → ReLU</c>.</summary>
    public override string ToString() =>
        string.Join(" → ",
            Layers.Select(layer => layer.ToString()).Prepend(InputPlaces == 1 ? $"{Inputs}" : $"{Inputs / InputPlaces} x {InputPlaces}"));

    /// <summary>What theory expects of the layers with weights, for gradients of variance 1 behind the last one.</summary>
    internal IReadOnlyList<ExpectedLayer> Expect(ExpectedSignals inputs, CancellationToken cancellation)
    {
        var expected = new List<ExpectedLayer>();
        (ExpectedSignals outputs, Func<double[], double[]> back) = Layers.Expect(inputs, expected, cancellation);
        back([.. outputs.MeanSquares.Select(_ => 1.0)]);
        return expected;
    }

    private string Numbers => Extents.Count == 0 ? $"{Channels}" : $"{Channels} x [{string.Join(", ", Extents)}]";

    private bool IsLike(int places, int inputs) => InputPlaces == places && Inputs == inputs;

    private static IEnumerable<Activation> Activations(IEnumerable<SignalLayer> layers) => layers.SelectMany(layer => layer switch
    {
        ActivationSignalLayer activation => [activation.Activation],
        ResidualSignalLayer residual => Activations(residual.Branch),
        _ => [],
    });

    /// <summary>Extents of which so many channels still have fewer than 2^31 numbers.</summary>
    private static int[] Small(TensorShape extents, int channels = 1, [CallerArgumentExpression(nameof(extents))] string name = "")
    {
        long[] sizes = extents.ToArray();
        return sizes.All(extent => extent > 0) && extents.Count <= int.MaxValue / channels ? Array.ConvertAll(sizes, extent => (int)extent)
            : throw new ArgumentException($"{name} must be extents of at least 1, fewer than 2^31 numbers together, but were "
                + $"[{string.Join(", ", sizes)}]{(channels > 1 ? $" of {channels} channels" : "")}.", name);
    }

    private SignalNetwork With(SignalLayer layer, int channels, IReadOnlyList<int> extents) =>
        this with { Layers = [.. Layers, layer], Channels = channels, Extents = extents };
}
