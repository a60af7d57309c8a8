using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Is told what the layers of a network of your own make of a batch, and which gradients come back.</summary>
/// <remarks>Not Thread-safe: one network tells one observer, a layer at a time.</remarks>
public sealed class SignalObserver
{
    private readonly Dictionary<string, SignalSight> _byName = [];

    internal SignalObserver()
    {
    }

    internal List<SignalSight> Sights { get; } = [];

    /// <summary>The sums of a layer, before its activation function.</summary>
    /// <param name="layer">What the layer is called in the report; each has a name of its own.</param>
    /// <param name="sums">The sums of the first example, then those of the next.</param>
    /// <param name="examples">How many examples there are, at least 1. Two neighbours each are compared.</param>
    /// <param name="activation">
    /// The activation function behind the layer, which tells saturated and dead units; none says nothing of them.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The layer was told before, the sums are not of as many examples, or the activation is a gate.
    /// </exception>
    public void Sums(string layer, ReadOnlySpan<float> sums, int examples, Activation? activation = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Guard.Positive(examples);
        if (sums.IsEmpty || sums.Length % examples != 0)
            throw new ArgumentException(
                $"sums must have as many elements for each of the {examples} examples, at least one, but had {sums.Length}.", nameof(sums));
        if (_byName.ContainsKey(layer))
            throw new ArgumentException($"layer must be observed once, but {Excerpt.Of(layer)} was observed before.",
                nameof(layer));
        if (activation is { IsGate: true })
            throw new ArgumentException($"activation must be a function of one input, but was {activation}, a gate of two inputs.",
                nameof(activation));
        Matrix<double> signals = MatrixOf(sums, examples);
        var sight = new SignalSight(layer, signals, examples);
        if (activation is not null)
            sight.SeeActivation(activation, signals.Map(activation.Derivative, Zeros.Include),
                signals.Map(activation.Function, Zeros.Include));
        Sights.Add(_byName[layer] = sight);
    }

    /// <summary>The gradients with respect to the sums of a layer.</summary>
    /// <param name="layer">A layer whose sums were told.</param>
    /// <param name="gradients">As many as sums, in any order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    /// <exception cref="ArgumentException">The sums of the layer were not told, or there are no gradients.</exception>
    public void Gradients(string layer, ReadOnlySpan<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!_byName.TryGetValue(layer, out SignalSight? sight))
            throw new ArgumentException("layer must be one whose sums were told, such as "
                + $"{string.Join(", ", _byName.Keys.Take(10).Select(name => Excerpt.Of(name)))}, but was "
                + $"{Excerpt.Of(layer)}.", nameof(layer));
        if (gradients.IsEmpty) throw new ArgumentException("gradients must have at least one element, but had none.", nameof(gradients));
        sight.SeeGradients(MatrixOf(gradients, 1));
    }

    private static Matrix<double> MatrixOf(ReadOnlySpan<float> values, int rows)
    {
        int columns = values.Length / rows;
        var elements = new double[rows, columns];
        for (int i = 0; i < values.Length; i++) elements[i / columns, i % columns] = values[i];
        return Matrix<double>.Build.DenseOfArray(elements);
    }
}
