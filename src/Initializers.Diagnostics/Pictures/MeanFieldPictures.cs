using System.Runtime.ExceptionServices;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Pictures of the theory of wide networks.</summary>
/// <example>
/// <code>
/// MeanFieldPictures.EdgeOfChaos([Activation.Tanh]).Save("edge-of-chaos.svg");
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class MeanFieldPictures
{
    private const int Steps = 16;

    /// <summary>
    /// The edge of chaos: the standard deviation of the weights, times sqrt(fan-in), at which differences between inputs neither grow nor
    /// vanish, over the standard deviation of the biases, as in Fig. 1 of Schoenholz et al. (2017). Several solutions are separate lines.
    /// </summary>
    /// <param name="activations">The activation functions, at least one.</param>
    /// <param name="largest">The largest standard deviation of the biases.</param>
    /// <param name="progress">Receives the fraction completed, from one thread at a time.</param>
    /// <param name="cancellation">Cancels the search between two expectations.</param>
    /// <remarks>Takes up to a few tenths of a second for each activation function and each of 17 standard deviations.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="activations"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no activation functions, one is a gate, or <paramref name="largest"/> is not a number above 0 whose square is finite.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static Picture EdgeOfChaos(
        IReadOnlyList<Activation> activations, double largest = 0.5, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        activations = Guard.Items(activations);
        if (activations.Count == 0)
            throw new ArgumentException("activations must have at least one element, but had none.", nameof(activations));
        if (activations.FirstOrDefault(activation => activation.IsGate) is { } gate)
            throw new ArgumentException($"activations must be functions of one input, but one was {gate}, a gate of two inputs.",
                nameof(activations));
        if (!(largest > 0 && double.IsFinite(largest * largest)))
            throw new ArgumentOutOfRangeException(
                nameof(largest), largest, Invariant($"largest must be a number above 0 whose square is finite, but was {largest}."));
        // Without biases the fixed point of many functions is 0, where there is no edge to find.
        double[] biases = [.. Enumerable.Range(0, Steps + 1).Select(i => i == 0 ? largest / 1000 : largest * ((double)i / Steps))];
        Activation[] different = [.. activations.Distinct()];
        var done = new Done(different.Length * biases.Length, progress);
        Line[] lines = [.. different.SelectMany(activation => Lines(activation, biases, done, cancellation))];
        return Chart.Lines("The edge of chaos: chaotic above a line, ordered below it",
            "Standard deviations of weights at the edge of chaos: above it two inputs drift apart and gradients explode, below it inputs "
            + $"become alike and gradients vanish. {string.Join("; ", lines.Select(Words))}.",
            new Axis("standard deviation of biases"), new Axis("standard deviation of weights times sqrt(fan-in)"), lines);
    }

    private static IEnumerable<Line> Lines(Activation activation, double[] biases, Done done, CancellationToken cancellation)
    {
        IReadOnlyList<(double WeightVariance, double Variance)>[] edges = Edges(activation, biases, done, cancellation);
        int most = Math.Max(1, edges.Max(edge => edge.Count));
        for (int i = 0; i < most; i++)
        {
            yield return new(most > 1 ? $"{activation}, solution {i + 1}" : activation.Name, LineKind.Measured,
                [.. biases.Zip(edges,
                    (bias, edge) => new LinePoint(bias, i < edge.Count ? Math.Sqrt(edge[i].WeightVariance) : double.NaN))]);
        }
    }

    private static IReadOnlyList<(double WeightVariance, double Variance)>[] Edges(
        Activation activation, double[] biases, Done done, CancellationToken cancellation)
    {
        try
        {
            return [.. biases.AsParallel().AsOrdered().WithCancellation(cancellation).Select(Edge)];
        }
        catch (AggregateException several)
        {
            // An exception from a user's activation function is thrown as it is.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            throw;
        }

        IReadOnlyList<(double WeightVariance, double Variance)> Edge(double bias)
        {
            var edge = MeanField.EdgeOfChaos(activation, bias * bias, cancellation: cancellation);
            done.One();
            return edge;
        }
    }

    private static string Words(Line line)
    {
        LinePoint[] points = [.. line.Points.Where(point => double.IsFinite(point.Y))];
        return points.Length == 0 ? $"{line.Series} has none" : Invariant($"{line.Series} from {Number.Text(points[0].Y, 3)} at biases of ")
            + Invariant($"{Number.Text(points[0].X, 2)} to {Number.Text(points[^1].Y, 3)} at {Number.Text(points[^1].X, 2)}");
    }

    /// <summary>Counts completed work from many threads.</summary>
    private sealed class Done(int all, IProgress<double>? progress)
    {
        private readonly Lock _one = new();
        private int _done;

        public void One()
        {
            lock (_one) progress?.Report((double)++_done / all);
        }
    }
}
