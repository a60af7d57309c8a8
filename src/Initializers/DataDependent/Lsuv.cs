using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Layer-sequential unit-variance initialization (LSUV), which is data-dependent: starts from orthonormal weights, and then, layer by layer
/// from the first, divides the weights by the standard deviation of the outputs until their variance is 1. For any activation and
/// architecture, without a formula for the gain.
/// </summary>
/// <example>
/// <code>
/// // Two layers, measured by a delegate that runs the network up to a layer on a batch.
/// float[] first = new float[64 * 32], second = new float[10 * 64];
/// float[] batch = Init.Normal(1.0).Initialize([100, 32], new PhiloxRandom(1));
/// LsuvReport report = new Lsuv().Run(
///     [new("first", first, [64, 32]), new("second", second, [10, 64])],
///     layer =&gt; OutputStatistics.Of(layer == 0 ? Outputs(batch, first, 32) : Outputs(Outputs(batch, first, 32), second, 64)),
///     new PhiloxRandom(42));
/// Console.WriteLine(report.IsWithinTolerance); // True
///
/// static float[] Outputs(float[] inputs, float[] weights, int width) =&gt;
///     [.. from x in inputs.Chunk(width) from row in weights.Chunk(width) select row.Zip(x, (w, v) =&gt; w * v).Sum()];
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The outputs are the pre-activations. Layers that share weights are scaled for the last of them. The variance of one batch stands for
/// that of all data: use a few hundred typical examples. Biases are not changed; they should be 0. Weights are the same for the same seed
/// and the same measurements. The measurements come from the caller's network, and may differ between machines.
/// </para>
/// <para>
/// Mishkin and Matas (2016), "All you need is a good init", algorithm 1, <see href="https://arxiv.org/abs/1511.06422"/>. The authors' code
/// for Caffe uses a tolerance of 0.02 and 20 tries; their code for PyTorch tests the standard deviation, with a tolerance of 0.1 and 10
/// tries, and also changes the bias.
/// </para>
/// <para>Thread-safe: an immutable value. A run changes only the weights given to it.</para>
/// </remarks>
public sealed record Lsuv
{
    /// <summary>LSUV with a tolerance and a number of tries.</summary>
    /// <param name="start">The initializer of the first weights; defaults to <see cref="Init.Orthogonal"/>.</param>
    /// <param name="tolerance">The largest deviation of the variance from 1, above 0.</param>
    /// <param name="tries">The largest number of times that a layer is scaled, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="tolerance"/> is not a finite number above 0, or <paramref name="tries"/> is below 1.
    /// </exception>
    public Lsuv(IWeightInitializer? start = null, double tolerance = 0.1, int tries = 10) =>
        (Start, Tolerance, Tries) = (start ?? Init.Orthogonal(), Guard.Positive(tolerance), (int)Guard.Positive(tries));

    /// <summary>The initializer of the first weights.</summary>
    public IWeightInitializer Start { get; }

    /// <summary>The largest deviation of the variance from 1.</summary>
    public double Tolerance { get; }

    /// <summary>The largest number of times that a layer is scaled.</summary>
    public int Tries { get; }

    /// <summary>Fills and scales the weights of a network. A call that fails or is cancelled leaves them unchanged.</summary>
    /// <param name="layers">The layers, in the order in which data passes through them.</param>
    /// <param name="measure">
    /// A function that runs the network with its current weights on a batch and returns the statistics of the outputs of the layer with the
    /// given index.
    /// </param>
    /// <param name="random">
    /// The source of the first weights. With an <see cref="IForkableSource"/> such as <see cref="PhiloxRandom"/> layer k draws from
    /// <c>Fork(k)</c>, so that its weights do not depend on the sizes of other layers; from other sources the layers draw one after the
    /// other. Defaults to the source that <see cref="Start"/> is bound to, requested for each layer, otherwise to the shared source.
    /// </param>
    /// <param name="progress">Receives the result of each layer.</param>
    /// <param name="cancellation">Cancels the run between two fills or measurements.</param>
    /// <returns>
    /// The result of each layer. It is not an error if a layer is not within the tolerance after all tries; the report says so.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/>, one of them, or <paramref name="measure"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A measured variance is not a finite number above 0, the weights of a layer do not fit its shape, or <see cref="Start"/> cannot fill
    /// them.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public LsuvReport Run(
        IReadOnlyList<LsuvLayer> layers, Func<int, OutputStatistics> measure, IRandomSource? random = null,
        IProgress<LsuvResult>? progress = null, CancellationToken cancellation = default)
    {
        layers = Guard.Items(layers);
        ArgumentNullException.ThrowIfNull(measure);
        if (layers.FirstOrDefault(layer => layer.Weights.Length != layer.Shape.Count) is ({ } name, var weights, var shape))
        {
            throw new ArgumentException(
                Invariant($"layers must have {shape.Count} weights in \"{name}\" for the shape {shape}, but had {weights.Length}."),
                nameof(layers));
        }
        float[][] before = [.. layers.Select(layer => layer.Weights.ToArray())];
        try
        {
            for (int layer = 0; layer < layers.Count; layer++)
            {
                cancellation.ThrowIfCancellationRequested();
                LsuvLayer next = layers[layer];
                CallerNames.ForElement(
                    nameof(layers), $"layers must be ones that {Start} can fill, but \"{next.Name}\" is not",
                    () => Fill(next, SourceOf(layer, random)), shared: nameof(random));
            }
            var results = new List<LsuvResult>(layers.Count);
            for (int layer = 0; layer < layers.Count; layer++)
            {
                results.Add(Scale(layers[layer], () => Measured(layer, layers[layer].Name, measure, cancellation)));
                progress?.Report(results[^1]);
            }
            return new(results);
        }
        catch
        {
            for (int layer = 0; layer < before.Length; layer++) before[layer].CopyTo(layers[layer].Weights);
            throw;
        }
    }

    /// <summary><c>Lsuv(start: Orthogonal(gain: 1, perBlock: True), tolerance: 0.1, tries: 10)</c>.</summary>
    public override string ToString() => Invariant($"Lsuv(start: {Start}, tolerance: {Tolerance}, tries: {Tries})");

    private bool Fill(LsuvLayer layer, IRandomSource random)
    {
        Start.Initialize(layer.Weights.Span, layer.Shape, random);
        return true;
    }

    private IRandomSource SourceOf(int layer, IRandomSource? random) => random switch
    {
        null => Binding.SourceFor(Start),
        IForkableSource forkable => forkable.Fork((ulong)layer),
        _ => random,
    };

    private LsuvResult Scale(LsuvLayer layer, Func<OutputStatistics> measured)
    {
        OutputStatistics before = measured(), now = before;
        double all = 1;
        int tries = 0;
        for (; tries < Tries && !IsUnit(now); tries++)
        {
            float factor = (float)(1 / Math.Sqrt(now.Variance));
            foreach (ref float weight in layer.Weights.Span) weight *= factor;
            all *= factor;
            now = measured();
        }
        return new(layer.Name, before, now, all, tries, IsUnit(now));
    }

    private bool IsUnit(OutputStatistics outputs) => Math.Abs(outputs.Variance - 1) <= Tolerance;

    private static OutputStatistics Measured(int layer, string name, Func<int, OutputStatistics> measure, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        OutputStatistics outputs = measure(layer);
        return outputs.Variance > 0 && float.IsNormal((float)outputs.Variance) ? outputs : throw new ArgumentException(
            "measure must return a variance that is finite and above 0 as a float, "
            + Invariant($"but returned {outputs.Variance} for the outputs of layer {layer}, \"{name}\". {Reason(outputs.Variance)}"),
            nameof(measure));
    }

    private static string Reason(double variance) => variance switch
    {
        >= 0 and < 1 => "All outputs are equal, or nearly: the batch or an earlier layer carries no signal.",
        < 0 => "A variance is never negative.",
        _ => "The batch contains NaN, or the outputs overflow.",
    };
}
