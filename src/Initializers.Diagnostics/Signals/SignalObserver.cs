using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Records the pre-activations and gradients of a network of your own, layer by layer.</summary>
/// <example>
/// <code>
/// // A network of your own: tell the observer what each layer puts out.
/// SignalReport report = SignalPropagation.Observe((random, observer) =&gt;
/// {
///     float[] weights = Init.HeNormal().Initialize([64, 64], random.Fork("weights"));
///     float[] inputs = Init.Normal(1.0).Initialize([100, 64], random.Fork("batch"));
///     float[] outputs = [.. from x in inputs.Chunk(64) from row in weights.Chunk(64) select row.Zip(x, (w, v) =&gt; w * v).Sum()];
///     observer.PreActivations("layer", outputs, examples: 100, Activation.ReLU);
/// });
/// Console.WriteLine(report.Layers[0].MeanSquare);
/// </code>
/// </example>
/// <remarks>Not thread-safe: one network reports to one observer, a layer at a time.</remarks>
public sealed class SignalObserver
{
    private readonly Dictionary<string, LayerRecord> _byName = [];

    internal SignalObserver()
    {
    }

    internal List<LayerRecord> Records { get; } = [];

    /// <summary>Records the pre-activations of a layer: its outputs before the activation function.</summary>
    /// <param name="layer">The name of the layer in the report, which must be unique.</param>
    /// <param name="preActivations">The pre-activations of the first example, then those of the next.</param>
    /// <param name="examples">The number of examples, at least 1. Examples are compared in pairs of neighbours.</param>
    /// <param name="activation">
    /// The activation function of the layer, for the fractions of saturated and dead units. Defaults to none, which leaves them NaN.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The layer was recorded before, the pre-activations do not divide into as many examples, or the activation is a gate.
    /// </exception>
    public void PreActivations(string layer, ReadOnlySpan<float> preActivations, int examples, Activation? activation = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Guard.Positive(examples);
        if (preActivations.IsEmpty || preActivations.Length % examples != 0)
            throw new ArgumentException($"preActivations must have the same number of elements, at least one, for each of the {examples} "
                + $"examples, but had {preActivations.Length} in all.", nameof(preActivations));
        if (_byName.ContainsKey(layer))
            throw new ArgumentException($"layer must be a name not yet recorded, but was \"{Excerpt.Of(layer)}\", which was.",
                nameof(layer));
        if (activation is { IsGate: true })
            throw new ArgumentException($"activation must be a function of one input, but was {activation}, a gate of two inputs.",
                nameof(activation));
        Matrix<double> signals = MatrixOf(preActivations, examples);
        var record = new LayerRecord(layer, signals, examples);
        if (activation is not null)
            record.RecordActivation(activation, signals.Map(activation.Derivative, Zeros.Include),
                signals.Map(activation.Function, Zeros.Include));
        Records.Add(_byName[layer] = record);
    }

    /// <summary>Records the gradients with respect to the pre-activations of a layer.</summary>
    /// <param name="layer">A layer whose pre-activations were recorded.</param>
    /// <param name="gradients">The gradients, in any order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    /// <exception cref="ArgumentException">The pre-activations of the layer were not recorded, or there are no gradients.</exception>
    public void Gradients(string layer, ReadOnlySpan<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!_byName.TryGetValue(layer, out LayerRecord? record))
            throw new ArgumentException($"layer must be one whose pre-activations were recorded{Recorded()}, but was "
                + $"{Excerpt.Of(layer)}.", nameof(layer));
        if (gradients.IsEmpty) throw new ArgumentException("gradients must have at least one element, but had none.", nameof(gradients));
        record.RecordGradients(MatrixOf(gradients, 1));

        string Recorded() => _byName.Count == 0 ? ""
            : $", such as {string.Join(", ", _byName.Keys.Take(10).Select(name => Excerpt.Of(name)))}";
    }

    private static Matrix<double> MatrixOf(ReadOnlySpan<float> values, int rows)
    {
        int columns = values.Length / rows;
        var elements = new double[rows, columns];
        for (int i = 0; i < values.Length; i++) elements[i / columns, i % columns] = values[i];
        return Matrix<double>.Build.DenseOfArray(elements);
    }
}
