using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>
/// Pushes a batch through networks at their start, and gradients back, and says what becomes of both: of described networks from shapes and
/// initializers alone, and of your own by callbacks.
/// </summary>
/// <remarks>
/// Each seed makes a network of its own, and the spread over them gives the standard errors. The same seed gives the same networks; sums
/// are taken by MathNet.Numerics in double. Thread-safe.
/// </remarks>
public static class SignalPropagation
{
    /// <summary>Examples of a batch that was not given.</summary>
    private const int Examples = 64;

    /// <summary>Runs described networks.</summary>
    /// <param name="network">The network, with at least one layer with weights.</param>
    /// <param name="batch">
    /// The examples, one a row, in images the places of the first channel before those of the next; none are 64 of N(0, 1).
    /// </param>
    /// <param name="seeds">How many networks of different seeds, at least 1.</param>
    /// <param name="seed">What all of them follow from.</param>
    /// <param name="progress">Is told how many networks are done.</param>
    /// <param name="cancellation">Ends the run between two layers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The network has no layer with weights, or one whose initializer cannot fill it, or the batch fewer than two examples or another
    /// width, or <paramref name="seeds"/> is below 1.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SignalReport Run(SignalNetwork network, float[,]? batch = null, int seeds = 16, long seed = 0,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Positive(seeds);
        if (network.WeightLayers == 0)
            throw new ArgumentException($"network must have a layer with weights, but was {network}.", nameof(network));
        var random = new PhiloxRandom(seed);
        if (batch is null) Init.Normal(0, 1).Initialize(batch = new float[Examples, network.Inputs], random.Fork("batch"));
        if (batch.GetLength(1) != network.Inputs || batch.GetLength(0) < 2)
            throw new ArgumentException($"batch must have at least 2 examples of {network.Inputs} numbers, but had {batch.GetLength(0)} "
                + $"rows and {batch.GetLength(1)} columns.", nameof(batch));

        int places = network.InputPlaces;
        Matrix<double> examples = Matrix<double>.Build.Dense(batch.GetLength(0) * places, network.Inputs / places,
            (row, channel) => batch[row / places, channel * places + row % places]);
        List<List<SignalSight>> sights = ForEachSeed(seeds, random, progress, own =>
        {
            List<SignalSight> seen = [];
            SignalPass pass = network.Layers.Forward(examples, own.Fork("layers"), seen, cancellation);
            pass.Backward(
                Init.Normal(0, 1).InitializeMatrix<double>([pass.Outputs.RowCount, pass.Outputs.ColumnCount], own.Fork("gradients")));
            return seen;
        }, cancellation);
        ExpectedSignals inputs = ExpectedSignals.Of(examples, places);
        return new(
            Layers(sights, network.Expect(inputs, cancellation)),
            network.Recommended is var (weights, better) ? new(weights, better.Expect(inputs, cancellation)) : null);
    }

    /// <summary>Runs networks of your own.</summary>
    /// <param name="network">
    /// Makes a network from a random source, runs a batch, and tells an observer the sums of its layers, in the order of the way forward,
    /// and the gradients.
    /// </param>
    /// <param name="seeds">How many networks of different seeds, at least 1.</param>
    /// <param name="seed">What all of them follow from.</param>
    /// <param name="progress">Is told how many networks are done.</param>
    /// <param name="cancellation">Ends the run between two networks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seeds"/> is below 1.</exception>
    /// <exception cref="ArgumentException">No layer was told, or not the same layers by every network.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SignalReport Observe(Action<PhiloxRandom, SignalObserver> network, int seeds = 16, long seed = 0,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Positive(seeds);
        List<List<SignalSight>> sights = ForEachSeed(seeds, new PhiloxRandom(seed), progress, own =>
        {
            var observer = new SignalObserver();
            network(own, observer);
            return observer.Sights;
        }, cancellation);
        string first = Names(sights[0]);
        if (first.Length == 0)
            throw new ArgumentException("network must tell the sums of at least one layer, but told none.", nameof(network));
        if (sights.FirstOrDefault(one => Names(one) != first) is { } other)
            throw new ArgumentException($"network must tell the same layers each time, but told {Names(other)} after {first}.",
                nameof(network));
        return new(Layers(sights, null), null);

        static string Names(List<SignalSight> sights) => string.Join(", ", sights.Select(sight => sight.Name));
    }

    private static List<List<SignalSight>> ForEachSeed(
        int seeds, PhiloxRandom random, IProgress<int>? progress, Func<PhiloxRandom, List<SignalSight>> run, CancellationToken cancellation)
    {
        var sights = new List<List<SignalSight>>();
        for (int i = 0; i < seeds; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            sights.Add(run(random.Fork("networks").Fork(i)));
            progress?.Report(i + 1);
        }
        return sights;
    }

    private static IReadOnlyList<LayerSignals> Layers(List<List<SignalSight>> sights, IReadOnlyList<ExpectedLayer>? expected) =>
        [.. Enumerable.Range(0, sights[0].Count).Select(layer => LayerSignals.Of([.. sights.Select(one => one[layer])], expected?[layer]))];
}
