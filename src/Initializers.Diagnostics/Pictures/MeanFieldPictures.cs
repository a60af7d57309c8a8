using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Pictures of the theory of wide networks.</summary>
/// <remarks>Thread-safe.</remarks>
public static class MeanFieldPictures
{
    private const int Steps = 16;

    /// <summary>The edge of chaos: for deviations of biases, the deviation of weights (times the root of fan-in) at which differences between inputs neither grow nor die, as in Fig. 1 of Schoenholz et al. (2017). A solution a line where there are several.</summary>
    /// <param name="activations">The activation functions, at least one.</param>
    /// <param name="largest">The largest deviation of biases.</param>
    /// <remarks>Takes some tenths of a second for each function and one of 17 deviations.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="activations"/> is null.</exception>
    /// <exception cref="ArgumentException">There are none, one is a gate, or <paramref name="largest"/> is not a finite number above 0.</exception>
    public static Picture EdgeOfChaos(IReadOnlyList<Activation> activations, double largest = 0.5)
    {
        ArgumentNullException.ThrowIfNull(activations);
        if (activations.Count == 0) throw new ArgumentException("activations has 0 elements; accepted is at least one.", nameof(activations));
        Guard.Positive(largest);
        foreach (Activation activation in activations) _ = new MeanField(activation, 1); // refuses what has no theory, before many threads do
        // Without biases the fixed point of many functions is 0, where nothing is left to find.
        double[] biases = [.. Enumerable.Range(0, Steps + 1).Select(i => i == 0 ? largest / 1000 : i * largest / Steps)];
        Line[] lines = [.. activations.Distinct().SelectMany(activation => Lines(activation, biases))];
        return Chart.Lines("The edge of chaos: above a line chaos, below it order", $"Deviations of weights at the edge of chaos, above which two inputs drift apart and gradients explode, and below which they become alike and gradients vanish. {string.Join("; ", lines.Select(Words))}.",
            new Axis("deviation of biases"), new Axis("deviation of weights times the root of fan-in"), lines);
    }

    private static IEnumerable<Line> Lines(Activation activation, double[] biases)
    {
        IReadOnlyList<(double WeightVariance, double Variance)>[] edges = [.. biases.AsParallel().AsOrdered().Select(bias => MeanField.EdgeOfChaos(activation, bias * bias))];
        int most = Math.Max(1, edges.Max(edge => edge.Count));
        for (int i = 0; i < most; i++)
        {
            yield return new(most > 1 ? $"{activation}, solution {i + 1}" : activation.Name, LineKind.Measured,
                [.. biases.Zip(edges, (bias, edge) => new LinePoint(bias, i < edge.Count ? Math.Sqrt(edge[i].WeightVariance) : double.NaN))]);
        }
    }

    private static string Words(Line line)
    {
        LinePoint[] points = [.. line.Points.Where(point => double.IsFinite(point.Y))];
        return points.Length == 0 ? $"{line.Series} has none" : Invariant($"{line.Series} from {Number.Text(points[0].Y, 3)} at biases of {Number.Text(points[0].X, 2)} to {Number.Text(points[^1].Y, 3)} at {Number.Text(points[^1].X, 2)}");
    }
}
