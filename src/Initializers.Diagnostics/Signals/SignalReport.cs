using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>The signals on their way through a network and the gradients on their way back, layer by layer.</summary>
/// <example>
/// <code>
/// SignalReport report = SignalPropagation.Run(new SignalNetwork(inputs: 64).Dense(64, Init.HeNormal()).Apply(Activation.ReLU));
/// Console.WriteLine(report.Verdict);
/// File.WriteAllText("signals.csv", report.ToTable().ToCsv());
/// </code>
/// </example>
/// <remarks>Thread-safe: an immutable value. Equal when the layers are, in their order.</remarks>
public sealed record SignalReport
{
    /// <summary>The change over the whole network from which on the verdict names an alternative.</summary>
    private const double Much = 10;

    private readonly Alternative? _alternative;

    internal SignalReport(IReadOnlyList<LayerSignals> layers, Alternative? alternative) => (Layers, _alternative) = (layers, alternative);

    /// <summary>The layers with weights, from the inputs to the outputs.</summary>
    public IReadOnlyList<LayerSignals> Layers { get; }

    /// <summary>
    /// The factor by which the root mean square of the pre-activations changes from one layer to the next: the geometric mean over all
    /// layers, of medians over the seeds. It is 1 for a single layer, and NaN for pre-activations that are 0 in all layers.
    /// </summary>
    public double Growth => PerLayer(Layers[0].MeanSquare.Median, Layers[^1].MeanSquare.Median, Layers.Count);

    /// <summary>The same for the gradients, from a layer to the one before it.</summary>
    public double GradientGrowth => PerLayer(Layers[^1].GradientMeanSquare.Median, Layers[0].GradientMeanSquare.Median, Layers.Count);

    /// <summary>
    /// The report in a sentence: <c>pre-activations shrink 0.62x a layer, 0.00012x from dense 1 to dense 20; gradients ...</c>. If either
    /// changes more than tenfold and the weights from <see cref="Init.Recommend"/> are expected to do better, it ends with the growth
    /// expected of them: <c>with HeNormal(mode: In) the expected factors are 1.000x and 1.000x</c>.
    /// </summary>
    public string Verdict =>
        $"{Sentence("pre-activations", Growth, Layers[0], Layers[^1], layer => layer.MeanSquare)}; "
        + $"{Sentence("gradients", GradientGrowth, Layers[^1], Layers[0], layer => layer.GradientMeanSquare)}{Advice}";

    private string Advice =>
        _alternative is { } other && (IsMuch(Growth) || IsMuch(GradientGrowth)) && other.IsBetterThan(Growth, GradientGrowth)
            ? $"; {other}" : "";

    /// <summary>Returns all values as a table with one row for each layer.</summary>
    /// <param name="title">The caption of the table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public ReportTable ToTable(string title = "Signals by layer") => new(title,
        ["layer", "mean square", "standard error", "median", "expected", "cosine", "expected cosine", "saturated share", "off share",
            "dead share", "gradient mean square", "gradient standard error", "gradient median", "gradient expected"],
        Layers.Select(layer => (IReadOnlyList<object?>)[layer.Name, layer.MeanSquare.Mean, layer.MeanSquare.StandardError,
            layer.MeanSquare.Median, layer.ExpectedMeanSquare, layer.Correlation.Mean, layer.ExpectedCorrelation,
            layer.Saturated.Mean, layer.Off.Mean, layer.Dead.Mean, layer.GradientMeanSquare.Mean, layer.GradientMeanSquare.StandardError,
            layer.GradientMeanSquare.Median, layer.ExpectedGradientMeanSquare]));

    /// <summary>Whether both reports have equal layers in the same order.</summary>
    /// <param name="other">The other report.</param>
    public bool Equals(SignalReport? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    /// <summary>The verdict, followed by a line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Layers.Select(layer => layer.ToString()).Prepend(Verdict));

    /// <summary>The growth factor of a root mean square from one layer to the next.</summary>
    internal static double PerLayer(double from, double to, int layers) => layers < 2 ? 1 : Math.Pow(to / from, 0.5 / (layers - 1));

    private bool IsMuch(double growth) => !(Math.Abs(Math.Log(growth)) * (Layers.Count - 1) <= Math.Log(Much));

    private string Sentence(string what, double growth, LayerSignals from, LayerSignals to, Func<LayerSignals, Estimate> quantity)
    {
        if (quantity(from).Median == 0 && quantity(to).Median == 0) return $"{what} are 0 in {from.Name} and {to.Name}";
        double all = Math.Pow(growth, Layers.Count - 1);
        return double.IsNaN(growth) ? $"{what} are NaN"
            : Invariant($"{what} {(growth < 1 ? "shrink" : "grow")} {growth:0.000}x a layer, {all:G3}x from {from.Name} to {to.Name}");
    }
}
