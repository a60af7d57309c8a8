namespace Initializers.Diagnostics;

/// <summary>Pictures of training curves, as in Figs. 2 and 3 of He et al. (2015).</summary>
/// <example>
/// <code>
/// TrainingPictures.Losses([("He", [2.3, 0.9, 0.4]), ("Zeros", [2.3, 2.3, 2.3])]).Save("losses.svg");
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class TrainingPictures
{
    /// <summary>The loss by epoch, on a logarithmic axis.</summary>
    /// <param name="curves">The losses starting at the first epoch, with the name of the network; NaN ends a line.</param>
    /// <param name="title">The title of the picture, which may say of which examples the losses are.</param>
    /// <param name="series">
    /// The names of the networks in all pictures of a report, in one order, so that each keeps its colour and marker. Defaults to those of
    /// this picture.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="curves"/>, <paramref name="title"/> or one of <paramref name="series"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">There are no curves, or one has no name or no values.</exception>
    public static Picture Losses(
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves, string title = "Loss by epoch",
        IReadOnlyList<string>? series = null) =>
        ByEpoch(curves, title, series, new Axis("mean loss of the epoch", Logarithmic: true));

    /// <summary>The accuracy by epoch, on an axis from 0 to 1.</summary>
    /// <param name="curves">The accuracies starting at the first epoch, with the name of the network.</param>
    /// <param name="title">
    /// The title of the picture, which should say of which examples the accuracies are: those of the training or others.
    /// </param>
    /// <param name="series">
    /// The names of the networks in all pictures of a report, in one order, so that each keeps its colour and marker. Defaults to those of
    /// this picture.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="curves"/>, <paramref name="title"/> or one of <paramref name="series"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">There are no curves, or one has no name or no values.</exception>
    public static Picture Accuracies(
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves, string title = "Accuracy by epoch",
        IReadOnlyList<string>? series = null) =>
        ByEpoch(curves, title, series, new Axis("accuracy, as a share of all examples", Minimum: 0, Maximum: 1));

    private static Picture ByEpoch(
        IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves, string title, IReadOnlyList<string>? series, Axis axis)
    {
        curves = Series.Of(curves, "values");
        ArgumentNullException.ThrowIfNull(title);
        return Chart.Lines(title, $"{title}; in the last epoch: "
            + $"{string.Join("; ", curves.Select(curve =>
                $"{curve.Name} {(curve.Values.Count == 0 ? "none" : Number.Text(curve.Values[^1], 3))}"))}.",
            new Axis("epoch"), axis,
            [.. curves.Select(curve =>
                new Line(curve.Name, LineKind.Measured, [.. curve.Values.Select((value, epoch) => new LinePoint(epoch + 1, value))]))],
            series is null ? null : Guard.Items(series));
    }
}
