using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>What becomes of signals on their way through a network and of gradients on their way back, layer by layer.</summary>
/// <remarks>Thread-safe: an immutable value. Equal when the layers are, in their order.</remarks>
public sealed record SignalReport
{
    /// <summary>Signals that change less than this on their way through the whole network need no advice.</summary>
    private const double Much = 10;

    private readonly Alternative? _alternative;

    internal SignalReport(IReadOnlyList<LayerSignals> layers, Alternative? alternative) => (Layers, _alternative) = (layers, alternative);

    /// <summary>The layers with weights, in the order of the way forward.</summary>
    public IReadOnlyList<LayerSignals> Layers { get; }

    /// <summary>
    /// By what the root mean square of sums is multiplied from a layer to the next, as the geometric mean of the medians over all layers; 1
    /// of a single layer.
    /// </summary>
    public double Growth => PerLayer(Layers[0].MeanSquare.Median, Layers[^1].MeanSquare.Median, Layers.Count);

    /// <summary>The same for gradients, from a layer to the one before.</summary>
    public double GradientGrowth => PerLayer(Layers[^1].GradientMeanSquare.Median, Layers[0].GradientMeanSquare.Median, Layers.Count);

    /// <summary>
    /// What the numbers say:
    /// <c>sums shrink 0.62x a layer, 0.00012x from dense 1 to dense 20; gradients ...; HeNormal(mode: In) would hold 1.000x and 1.000x</c>,
    /// the last of what <see cref="Init.Recommend"/> recommends, in theory, where signals change more than tenfold.
    /// </summary>
    public string Verdict =>
        $"{Sentence("sums", Growth, Layers[0].Name, Layers[^1].Name)}; "
        + $"{Sentence("gradients", GradientGrowth, Layers[^1].Name, Layers[0].Name)}{Advice}";

    private string Advice =>
        _alternative is { } other && (IsMuch(Growth) || IsMuch(GradientGrowth)) && other.IsBetterThan(Growth, GradientGrowth)
            ? $"; {other}" : "";

    /// <summary>All numbers, a row a layer, for people, spreadsheets and programs.</summary>
    /// <param name="title">The caption.</param>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public ReportTable ToTable(string title = "Signals by layer") => new(title,
        ["layer", "mean square", "standard error", "median", "in theory", "cosine", "cosine in theory", "saturated", "off", "dead",
            "gradients' mean square", "their standard error", "their median", "theirs in theory"],
        Layers.Select(layer => (IReadOnlyList<object?>)[layer.Name, layer.MeanSquare.Mean, layer.MeanSquare.StandardError,
            layer.MeanSquare.Median, layer.ExpectedMeanSquare, layer.Correlation.Mean, layer.ExpectedCorrelation,
            layer.Saturated.Mean, layer.Off.Mean, layer.Dead.Mean, layer.GradientMeanSquare.Mean, layer.GradientMeanSquare.StandardError,
            layer.GradientMeanSquare.Median, layer.ExpectedGradientMeanSquare]));

    /// <summary>Whether the layers are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(SignalReport? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    /// <summary>The verdict, and a line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Layers.Select(layer => layer.ToString()).Prepend(Verdict));

    /// <summary>The growth of a root mean square from layer to layer.</summary>
    internal static double PerLayer(double from, double to, int layers) => layers < 2 ? 1 : Math.Pow(to / from, 0.5 / (layers - 1));

    private bool IsMuch(double growth) => !(Math.Abs(Math.Log(growth)) * (Layers.Count - 1) <= Math.Log(Much));

    private string Sentence(string what, double growth, string from, string to)
    {
        double all = Math.Pow(growth, Layers.Count - 1);
        return double.IsNaN(growth) ? $"{what} are NaN"
            : Invariant($"{what} {(growth < 1 ? "shrink" : "grow")} {growth:0.000}x a layer, {all:G3}x from {from} to {to}");
    }
}
