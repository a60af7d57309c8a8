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
    /// <exception cref="ArgumentNullException"><paramref name="curves"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no curves, or one has no name or no values.</exception>
    public static Picture Losses(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves) =>
        ByEpoch(curves, "Loss by epoch", new Axis("mean loss of the epoch", Logarithmic: true));

    /// <summary>The accuracy by epoch, on an axis from 0 to 1.</summary>
    /// <param name="curves">The accuracies starting at the first epoch, with the name of the network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="curves"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no curves, or one has no name or no values.</exception>
    public static Picture Accuracies(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves) =>
        ByEpoch(curves, "Accuracy by epoch", new Axis("accuracy", Minimum: 0, Maximum: 1));

    private static Picture ByEpoch(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves, string title, Axis axis)
    {
        curves = Series.Of(curves, "values");
        return Chart.Lines(title, $"{title}; in the last epoch: "
            + $"{string.Join("; ", curves.Select(curve =>
                $"{curve.Name} {(curve.Values.Count == 0 ? "none" : Number.Text(curve.Values[^1], 3))}"))}.",
            new Axis("epoch"), axis,
            [.. curves.Select(curve =>
                new Line(curve.Name, LineKind.Measured, [.. curve.Values.Select((value, epoch) => new LinePoint(epoch + 1, value))]))]);
    }
}
