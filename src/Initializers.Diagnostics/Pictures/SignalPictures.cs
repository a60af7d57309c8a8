using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Pictures of signal reports: of several networks by layer, and of the layers of one network.</summary>
/// <example>
/// <code>
/// var networks = from name in (string[])["he_normal", "glorot_uniform"]
///                let network = new SignalNetwork(64).Repeat(20, layers =&gt; layers.Dense(64, Init.Get(name)).Apply(Activation.ReLU))
///                select (name, SignalPropagation.Run(network));
/// SignalPictures.MeanSquares([.. networks]).Save("signals.svg");
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class SignalPictures
{
    /// <summary>The largest number of histograms: evenly spaced layers, including the first and the last.</summary>
    private const int Ridges = 10;

    /// <summary>
    /// The central fraction of the widest layer's values that the axis of histograms spans, since outliers would compress the others.
    /// </summary>
    private const double Middle = 0.99;

    /// <summary>
    /// The ratio of the widest layer's values to the narrowest layer's from which on histograms are those of magnitudes, on a logarithmic
    /// axis: on a linear one the narrow ones would be spikes at 0, all alike.
    /// </summary>
    private const double Spread = 30;

    /// <summary>The mean square of pre-activations by layer, with standard errors over seeds and the expectation.</summary>
    /// <param name="networks">The reports of the networks, with their names.</param>
    /// <param name="title">The title of the picture.</param>
    /// <param name="series">
    /// The names of the networks in all pictures of a report, in one order, so that each keeps its colour and marker. Defaults to those of
    /// this picture.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="networks"/>, <paramref name="title"/> or one of <paramref name="series"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">There are no networks, or one has no name or no report.</exception>
    public static Picture MeanSquares(IReadOnlyList<(string Name, SignalReport Report)> networks,
        string title = "Mean square of pre-activations by layer", IReadOnlyList<string>? series = null) =>
        ByLayer(networks, title, series, "mean square of pre-activations", true,
            layer => layer.MeanSquare, layer => layer.ExpectedMeanSquare, "growth of the root mean square from a layer to the next",
            report => Factor(report.Growth, report.Layers[0].MeanSquare));

    /// <summary>
    /// The mean square of gradients by layer, with standard errors over seeds and the expectation. Gradients run from right to left.
    /// </summary>
    /// <inheritdoc cref="MeanSquares"/>
    public static Picture Gradients(IReadOnlyList<(string Name, SignalReport Report)> networks,
        string title = "Mean square of gradients by layer", IReadOnlyList<string>? series = null) =>
        ByLayer(networks, title, series, "mean square of gradients", true,
            layer => layer.GradientMeanSquare, layer => layer.ExpectedGradientMeanSquare,
            "growth of the root mean square from a layer to the one before",
            report => Factor(report.GradientGrowth, report.Layers[^1].GradientMeanSquare));

    /// <summary>
    /// The mean cosine similarity between the pre-activations of two examples by layer, and the expectation: near 1 all examples give
    /// nearly the same outputs, up to scale.
    /// </summary>
    /// <inheritdoc cref="MeanSquares"/>
    public static Picture Correlations(IReadOnlyList<(string Name, SignalReport Report)> networks,
        string title = "Cosine similarity of two examples by layer", IReadOnlyList<string>? series = null) =>
        ByLayer(networks, title, series, "cosine similarity of two examples", false,
            layer => layer.Correlation, layer => layer.ExpectedCorrelation, "in the last layer",
            report => Number.Text(report.Layers[^1].Correlation.Mean, 2));

    /// <summary>Histograms of the activations of one network by layer, as in Fig. 6 of Glorot and Bengio (2010).</summary>
    /// <remarks>
    /// Zeros are counted beside the name of the layer. If the root mean square of the others differs more than 30-fold between the layers,
    /// the histograms are those of their magnitudes, on a logarithmic axis.
    /// </remarks>
    /// <param name="name">The name of the network.</param>
    /// <param name="report">The report of the network.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Picture Activations(string name, SignalReport report) =>
        Histograms(name, report, "activations", "activation", layer => layer.Activations);

    /// <summary>Histograms of the gradients of one network by layer, as in Fig. 7 of Glorot and Bengio (2010).</summary>
    /// <inheritdoc cref="Activations"/>
    public static Picture GradientHistograms(string name, SignalReport report) =>
        Histograms(name, report, "gradients", "gradient with respect to pre-activations", layer => layer.Gradients);

    private static Picture ByLayer(
        IReadOnlyList<(string Name, SignalReport Report)> networks, string title, IReadOnlyList<string>? series, string quantity,
        bool logarithmic,
        Func<LayerSignals, Estimate> measured, Func<LayerSignals, double> expected, string what, Func<SignalReport, string> words)
    {
        networks = Series.Of(networks, "a report");
        ArgumentNullException.ThrowIfNull(title);
        var lines = new List<Line>();
        foreach ((string name, SignalReport report) in networks)
        {
            lines.Add(new(name, LineKind.Measured, [.. report.Layers.Select((layer, i) => Point(i + 1, measured(layer)))]));
            if (report.Layers.Any(layer => double.IsFinite(expected(layer))))
                lines.Add(new(name, LineKind.Theory, [.. report.Layers.Select((layer, i) => new LinePoint(i + 1, expected(layer)))]));
        }
        return Chart.Lines(title,
            $"{title}; {what}: {string.Join(", ", networks.Select(network => $"{network.Name} {words(network.Report)}"))}.",
            new Axis("layer, from the inputs to the outputs"), new Axis(quantity, logarithmic), lines,
            series is null ? null : Guard.Items(series), "mean over seeds, with standard errors", "theory of wide networks");
    }

    /// <summary>A factor of growth; what begins as 0 has none.</summary>
    private static string Factor(double growth, Estimate first) =>
        double.IsNaN(growth) && first.Median == 0 ? "0 in all layers" : $"{Number.Text(growth, 2)}x";

    private static LinePoint Point(int layer, Estimate estimate) =>
        new(layer, estimate.Mean, estimate.Mean - estimate.StandardError, estimate.Mean + estimate.StandardError);

    private static Picture Histograms(string name, SignalReport report, string what, string quantity,
        Func<LayerSignals, SignalSample?> sample)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(report);
        // The last layer often has no activation function, and its gradients are those that were put in.
        LayerSignals[] hidden = [.. report.Layers.Where(layer => !double.IsNaN(layer.Dead.Mean))];
        if (hidden.Length == 0) hidden = [.. report.Layers];
        int count = Math.Min(Ridges, hidden.Length);
        LayerSignals[] layers = [.. Enumerable.Range(0, count).Select(i => hidden[count < 2 ? 0 : i * (hidden.Length - 1) / (count - 1)])];
        (string Label, IReadOnlyList<double> Values)[] rows = [.. layers.Select(layer => Row(layer.Name, sample(layer)))];
        double[] sizes = [.. rows.Select(row => RootMeanSquare(row.Values)).Where(size => size > 0 && double.IsFinite(size))];
        bool isLogarithmic = sizes.Length > 0 && sizes.Max() > Spread * sizes.Min();
        if (isLogarithmic) rows = [.. rows.Select(row => (row.Label, (IReadOnlyList<double>)[.. row.Values.Select(Math.Abs)]))];
        string magnitudes = isLogarithmic ? "magnitudes of the " : "";
        return Chart.Ridges(
            $"{name}: {magnitudes}{what} by layer",
            Invariant($"Histograms of the {magnitudes}{what} other than 0 in layers of {name}, all scaled to the same height")
            + (isLogarithmic ? ", on a logarithmic axis" : "") + ". Standard deviations, zeros included: "
            + string.Join(", ", layers.Select(layer =>
                $"{layer.Name} {Number.Text(Moments.Of(sample(layer) ?? (IReadOnlyCollection<double>)[]).Deviation, 2)}")) + ".",
            new Axis(isLogarithmic ? $"magnitude of the {quantity}" : quantity, isLogarithmic), rows, Middle);
    }

    private static double RootMeanSquare(IReadOnlyList<double> values) =>
        Math.Sqrt(values.Where(double.IsFinite).Select(value => value * value).DefaultIfEmpty(double.NaN).Average());

    /// <summary>The values other than 0: the zeros of ReLUs, about half of all, would be a spike that dwarfs the rest.</summary>
    private static (string Label, IReadOnlyList<double> Values) Row(string layer, SignalSample? values)
    {
        if (values is null) return (layer, []);
        double[] others = [.. values.Where(value => value != 0)];
        return (others.Length == values.Count ? layer : $"{layer} ({Number.Share(values.Count - others.Length, values.Count)} are "
            + "0)", others);
    }
}
