namespace Initializers.Diagnostics;

/// <summary>A network, as far as signals are concerned: dense layers and activation functions, one behind the other, and branches that are added to what they branched from.</summary>
/// <remarks>Built link by link, each of which returns a new network. Thread-safe: an immutable value.</remarks>
public sealed record SignalNetwork
{
    /// <summary>A network of inputs alone.</summary>
    /// <param name="inputs">Numbers of an example, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is below 1.</exception>
    public SignalNetwork(int inputs) => Inputs = Outputs = (int)Guard.Positive(inputs);

    /// <summary>Numbers of an example.</summary>
    public int Inputs { get; }

    /// <summary>Numbers that the last layer hands on.</summary>
    public int Outputs { get; private init; }

    /// <summary>The layers, in order.</summary>
    internal IReadOnlyList<SignalLayer> Layers { get; private init; } = [];

    /// <summary>How many dense layers there are, those of branches included.</summary>
    public int DenseLayers => Layers.Sum(layer => layer.DenseLayers);

    /// <summary>Adds a dense layer.</summary>
    /// <param name="outputs">Its outputs, at least 1.</param>
    /// <param name="weights">What fills its weights, of <c>TensorShape.Linear(inputs, outputs)</c>.</param>
    /// <param name="biases">What fills its biases, a vector with the layer's fans; none is 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputs"/> is below 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    public SignalNetwork Dense(int outputs, IWeightInitializer weights, IWeightInitializer? biases = null)
    {
        Guard.Positive(outputs);
        ArgumentNullException.ThrowIfNull(weights);
        return With(new DenseSignalLayer(Outputs, outputs, weights, biases ?? Init.Zeros()), outputs);
    }

    /// <summary>Adds an activation function.</summary>
    /// <param name="activation">A function of one input.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">It is a gate.</exception>
    public SignalNetwork Apply(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.IsGate) throw new ArgumentException($"activation is {activation}, a gate of two inputs; accepted are functions of one.", nameof(activation));
        return With(new ActivationSignalLayer(activation), Outputs);
    }

    /// <summary>Adds a branch, whose outputs are added to its inputs.</summary>
    /// <param name="branch">Adds the layers of the branch to a network of as many inputs; its outputs are as many.</param>
    /// <exception cref="ArgumentNullException"><paramref name="branch"/> is null.</exception>
    /// <exception cref="ArgumentException">The branch has another number of outputs.</exception>
    public SignalNetwork Residual(Func<SignalNetwork, SignalNetwork> branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        SignalNetwork added = branch(new SignalNetwork(Outputs));
        if (added.Inputs != Outputs || added.Outputs != Outputs)
            throw new ArgumentException($"branch leads from {added.Inputs} to {added.Outputs} numbers; accepted is one from {Outputs} to {Outputs}.", nameof(branch));
        return With(new ResidualSignalLayer(added.Layers), Outputs);
    }

    /// <summary>Adds the same layers again and again.</summary>
    /// <param name="times">How often, at least 0.</param>
    /// <param name="layers">Adds them to a network.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is negative.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> is null.</exception>
    public SignalNetwork Repeat(int times, Func<SignalNetwork, SignalNetwork> layers)
    {
        Guard.NotNegative(times);
        ArgumentNullException.ThrowIfNull(layers);
        SignalNetwork network = this;
        for (int i = 0; i < times; i++) network = layers(network);
        return network;
    }

    /// <summary>Whether the layers are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(SignalNetwork? other) => other is not null && Inputs == other.Inputs && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Inputs, HashCode.Combine);

    /// <summary><c>64 → 128 HeNormal(mode: In) → ReLU</c>.</summary>
    public override string ToString() => string.Join(" → ", Layers.Select(layer => layer.ToString()).Prepend($"{Inputs}"));

    private SignalNetwork With(SignalLayer layer, int outputs) => this with { Layers = [.. Layers, layer], Outputs = outputs };
}
