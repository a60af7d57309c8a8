using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>
/// Measures the signals of untrained networks: runs a batch forward and gradients backward, either through a network described by its
/// shapes and initializers or through your own by callbacks.
/// </summary>
/// <example>
/// <code>
/// var network = new SignalNetwork(inputs: 64).Repeat(20, layers =&gt; layers.Dense(64, Init.Normal(0.01)).Apply(Activation.ReLU));
/// SignalReport report = SignalPropagation.Run(network);
/// Console.WriteLine(report.Verdict);
/// </code>
/// </example>
/// <remarks>
/// Each seed gives another network, and the spread over the seeds gives the standard errors. The same seed gives the same networks; matrix
/// products are computed by MathNet.Numerics in double. Thread-safe.
/// </remarks>
public static class SignalPropagation
{
    /// <summary>The examples of the default batch.</summary>
    private const int Examples = 64;

    /// <summary>Runs a described network.</summary>
    /// <param name="network">The network, with at least one layer with weights.</param>
    /// <param name="batch">
    /// The examples, one in each row; for images, all positions of the first channel before those of the next. Defaults to 64 examples
    /// drawn from N(0, 1).
    /// </param>
    /// <param name="seeds">The number of networks with different seeds, at least 1.</param>
    /// <param name="seed">The seed from which all of them are derived.</param>
    /// <param name="progress">Receives the number of networks completed.</param>
    /// <param name="cancellation">Cancels the run between two layers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The network has no layer with weights, or one that its initializer cannot fill; the batch has fewer than two examples or the wrong
    /// width; or <paramref name="seeds"/> is below 1.
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
            throw new ArgumentException($"batch must have at least 2 examples of {network.Inputs} values, but had {batch.GetLength(0)} "
                + $"rows and {batch.GetLength(1)} columns.", nameof(batch));

        int positions = network.InputPositions;
        Matrix<double> examples = Matrix<double>.Build.Dense(batch.GetLength(0) * positions, network.Inputs / positions,
            (row, channel) => batch[row / positions, channel * positions + row % positions]);
        List<List<LayerRecord>> networks = ForEachSeed(seeds, random, progress, own =>
        {
            List<LayerRecord> records = [];
            SignalPass pass = network.Layers.Forward(examples, own.Fork("layers"), records, cancellation);
            pass.Backward(
                Init.Normal(0, 1).InitializeMatrix<double>([pass.Outputs.RowCount, pass.Outputs.ColumnCount], own.Fork("gradients")));
            return records;
        }, cancellation);
        ExpectedSignals inputs = ExpectedSignals.Of(examples, positions);
        return new(
            Layers(networks, network.Expect(inputs, cancellation)),
            network.Recommended is var (weights, better) ? new(weights, better.Expect(inputs, cancellation)) : null);
    }

    /// <summary>Runs a network of your own.</summary>
    /// <param name="network">
    /// Makes a network from a random source, runs a batch, and reports to the observer the pre-activations of its layers, from the inputs
    /// to the outputs, and the gradients.
    /// </param>
    /// <param name="seeds">The number of networks with different seeds, at least 1.</param>
    /// <param name="seed">The seed from which all of them are derived.</param>
    /// <param name="progress">Receives the number of networks completed.</param>
    /// <param name="cancellation">Cancels the run between two networks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seeds"/> is below 1.</exception>
    /// <exception cref="ArgumentException">No layer was recorded, or not the same layers for every seed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SignalReport Observe(Action<PhiloxRandom, SignalObserver> network, int seeds = 16, long seed = 0,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Positive(seeds);
        List<List<LayerRecord>> networks = ForEachSeed(seeds, new PhiloxRandom(seed), progress, own =>
        {
            var observer = new SignalObserver();
            network(own, observer);
            return observer.Records;
        }, cancellation);
        string first = Names(networks[0]);
        if (first.Length == 0)
            throw new ArgumentException("network must report the pre-activations of at least one layer, but reported none.",
                nameof(network));
        if (networks.FirstOrDefault(records => Names(records) != first) is { } other)
            throw new ArgumentException($"network must report the same layers for every seed, but reported {Names(other)} after {first}.",
                nameof(network));
        return new(Layers(networks, null), null);

        static string Names(List<LayerRecord> records) => string.Join(", ", records.Select(record => record.Name));
    }

    /// <summary>Runs a network for each seed and returns the records of its layers.</summary>
    private static List<List<LayerRecord>> ForEachSeed(
        int seeds, PhiloxRandom random, IProgress<int>? progress, Func<PhiloxRandom, List<LayerRecord>> run, CancellationToken cancellation)
    {
        var networks = new List<List<LayerRecord>>();
        for (int i = 0; i < seeds; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            networks.Add(run(random.Fork("networks").Fork(i)));
            progress?.Report(i + 1);
        }
        return networks;
    }

    private static IReadOnlyList<LayerSignals> Layers(List<List<LayerRecord>> networks, IReadOnlyList<ExpectedLayer>? expected) =>
        [.. Enumerable.Range(0, networks[0].Count)
            .Select(layer => LayerSignals.Of([.. networks.Select(records => records[layer])], expected?[layer]))];
}
