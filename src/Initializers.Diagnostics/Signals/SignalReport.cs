using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>What becomes of signals on their way through a network and of gradients on their way back, layer by layer.</summary>
/// <remarks>Thread-safe: an immutable value. Equal when the layers are, in their order.</remarks>
public sealed record SignalReport
{
    internal SignalReport(IReadOnlyList<LayerSignals> layers) => Layers = layers;

    /// <summary>The dense layers, in the order of the way forward.</summary>
    public IReadOnlyList<LayerSignals> Layers { get; }

    /// <summary>By what the root mean square of sums is multiplied from a layer to the next, as the geometric mean of the medians over all layers; 1 of a single layer.</summary>
    public double Growth => Layers.Count < 2 ? 1 : Math.Pow(Layers[^1].MeanSquare.Median / Layers[0].MeanSquare.Median, 0.5 / (Layers.Count - 1));

    /// <summary>The same for gradients, from a layer to the one before.</summary>
    public double GradientGrowth => Layers.Count < 2 ? 1 : Math.Pow(Layers[0].GradientMeanSquare.Median / Layers[^1].GradientMeanSquare.Median, 0.5 / (Layers.Count - 1));

    /// <summary>What the numbers say: <c>sums shrink 0.62x a layer and are 0.0001 times as large in layer 20; gradients ...</c>.</summary>
    public string Verdict => $"{Sentence("sums", Growth, "dense 1", Layers[^1].Name)}; {Sentence("gradients", GradientGrowth, Layers[^1].Name, "dense 1")}";

    /// <summary>Whether the layers are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(SignalReport? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    /// <summary>The verdict, and a line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Layers.Select(layer =>
        Invariant($"{layer.Name}: mean square {layer.MeanSquare.Median:G3}, correlation {layer.Correlation.Median:G3}, flat {layer.Flat.Median:P0}, dead {layer.Dead.Median:P0}, gradients {layer.GradientMeanSquare.Median:G3}; in theory {layer.ExpectedMeanSquare:G3} and {layer.ExpectedGradientMeanSquare:G3}")).Prepend(Verdict));

    private string Sentence(string what, double growth, string from, string to)
    {
        double all = Math.Pow(growth, Layers.Count - 1);
        return double.IsNaN(growth) ? $"{what} are no numbers"
            : Invariant($"{what} {(growth < 1 ? "shrink" : "grow")} {growth:0.000}x a layer, {all:G3}x from {from} to {to}");
    }
}
