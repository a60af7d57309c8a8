using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Pushes a batch through networks at their start, and gradients back, and says what becomes of both. Shapes and initializers are all that is needed.</summary>
/// <remarks>
/// Each seed makes a network of its own, and the spread over them gives the standard errors. The same seed gives the same networks; sums are taken by MathNet.Numerics in double. Thread-safe.
/// </remarks>
public static class SignalPropagation
{
    /// <summary>Examples of a batch that was not given.</summary>
    private const int Examples = 64;

    /// <summary>Runs networks.</summary>
    /// <param name="network">The network, with at least one dense layer.</param>
    /// <param name="batch">The examples, one a row; none are 64 of N(0, 1).</param>
    /// <param name="seeds">How many networks of different seeds, at least 1.</param>
    /// <param name="seed">What all of them follow from.</param>
    /// <param name="progress">Is told how many networks are done.</param>
    /// <param name="cancellation">Ends the run between two networks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentException">The network has no dense layer, or the batch fewer than two examples or another width, or <paramref name="seeds"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SignalReport Run(SignalNetwork network, float[,]? batch = null, int seeds = 16, long seed = 0, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.Positive(seeds);
        if (network.DenseLayers == 0) throw new ArgumentException($"network is {network}; accepted is one with a dense layer.", nameof(network));
        var random = new PhiloxRandom(seed);
        if (batch is null) Init.Normal(0, 1).Initialize(batch = new float[Examples, network.Inputs], random.Fork("batch"));
        if (batch.GetLength(1) != network.Inputs || batch.GetLength(0) < 2)
            throw new ArgumentException($"batch has {batch.GetLength(0)} rows and {batch.GetLength(1)} columns; accepted are at least 2 examples of {network.Inputs} numbers.", nameof(batch));

        Matrix<double> examples = Matrix<double>.Build.Dense(batch.GetLength(0), batch.GetLength(1), (row, column) => batch[row, column]);
        var sights = new List<SignalSight>[seeds];
        for (int i = 0; i < seeds; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            PhiloxRandom own = random.Fork("networks").Fork(i);
            sights[i] = [];
            SignalPass pass = Signal.Through(network.Layers, examples, own.Fork("layers"), sights[i]);
            pass.Backward(Init.Normal(0, 1).InitializeMatrix<double>([pass.Outputs.RowCount, pass.Outputs.ColumnCount], own.Fork("gradients")));
            progress?.Report(i + 1);
        }
        var theories = new List<SignalTheory>();
        Signal.Theory(network.Layers, Signal.MeanSquare(examples), theories).Backward(1);
        return new([.. Enumerable.Range(0, network.DenseLayers).Select(layer => Over([.. sights.Select(one => one[layer])], theories[layer], layer))]);
    }

    private static LayerSignals Over(IReadOnlyList<SignalSight> sights, SignalTheory theory, int layer) => new($"dense {layer + 1}",
        Estimate.Of([.. sights.Select(sight => sight.MeanSquare)]),
        Estimate.Of([.. sights.Select(sight => sight.Correlation)]),
        Estimate.Of([.. sights.Select(sight => sight.Flat)]),
        Estimate.Of([.. sights.Select(sight => sight.Dead)]),
        Estimate.Of([.. sights.Select(sight => sight.GradientMeanSquare)]),
        theory.MeanSquare, theory.GradientMeanSquare);
}
