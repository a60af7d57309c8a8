using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>The signals and gradients measured in one layer with weights.</summary>
/// <remarks>
/// Expected values follow from the theory of wide networks and the initializers' predictions: variances add, pre-activations are normal,
/// and branches are independent of their inputs. They are NaN where an initializer predicts nothing or a mean other than 0, and, for
/// correlations and gradients, where there is batch normalization. Thread-safe: an immutable value.
/// </remarks>
public sealed record LayerSignals
{
    /// <summary>
    /// The name of the layer: <c>dense 3</c>, counted from 1 and including the layers of branches, or the name given to the observer.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public required string Name { get; init => field = Guard.NotNull(value, shown: nameof(Name)); }

    /// <summary>The mean square of the pre-activations.</summary>
    public required Estimate MeanSquare { get; init; }

    /// <summary>
    /// The mean cosine similarity between the pre-activations of two neighbouring examples of the batch: 1 where they have the same
    /// direction.
    /// </summary>
    public required Estimate Correlation { get; init; }

    /// <summary>
    /// The fraction of pre-activations at which the slope of a bounded activation function (tanh, sigmoid) is below 0.05; NaN for other
    /// activation functions and without one.
    /// </summary>
    public required Estimate Saturated { get; init; }

    /// <summary>
    /// The same for an activation function that is not bounded on both sides (ReLU, GELU), where about half is normal in a healthy network;
    /// NaN for other activation functions and without one.
    /// </summary>
    public required Estimate Off { get; init; }

    /// <summary>The fraction of units whose slope is 0 for every example; NaN without an activation function.</summary>
    public required Estimate Dead { get; init; }

    /// <summary>
    /// The mean square of the gradients with respect to the pre-activations, for independent gradients of variance 1 with respect to the
    /// outputs of the network.
    /// </summary>
    public required Estimate GradientMeanSquare { get; init; }

    /// <summary>The expected mean square of the pre-activations for this batch.</summary>
    public double ExpectedMeanSquare { get; init; } = double.NaN;

    /// <summary>The expected mean cosine similarity for the examples of this batch.</summary>
    public double ExpectedCorrelation { get; init; } = double.NaN;

    /// <summary>The expected mean square of the gradients.</summary>
    public double ExpectedGradientMeanSquare { get; init; } = double.NaN;

    /// <summary>A sample of the layer's outputs in the first network, after the activation function if there is one.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public required SignalSample Activations { get; init => field = Guard.NotNull(value, shown: nameof(Activations)); }

    /// <summary>A sample of the gradients with respect to the pre-activations in the first network; null if none were observed.</summary>
    public SignalSample? Gradients { get; init; }

    /// <summary>
    /// <c>dense 3: mean square 1.02, correlation 0.31, off 48 %, dead 0 %, gradients 0.98; in theory 1, 0.3, 1</c>, as medians over the
    /// seeds; without what was not observed, and without a theory for a network that was not described.
    /// </summary>
    public override string ToString() =>
        Invariant($"{Name}: mean square {MeanSquare.Median:G3}, correlation {Correlation.Median:G3}") +
        $"{Share(", saturated", Saturated)}{Share(", off", Off)}{Share(", dead", Dead)}" +
        (double.IsNaN(GradientMeanSquare.Median) ? "" : Invariant($", gradients {GradientMeanSquare.Median:G3}")) + Theory;

    /// <summary>Summarizes the records of a layer, one for each seed.</summary>
    internal static LayerSignals Of(IReadOnlyList<LayerRecord> records, ExpectedLayer? expected)
    {
        return new()
        {
            Name = records[0].Name,
            MeanSquare = Over(record => record.MeanSquare),
            Correlation = Over(record => record.Correlation),
            Saturated = Over(record => record.Saturated),
            Off = Over(record => record.Off),
            Dead = Over(record => record.Dead),
            GradientMeanSquare = Over(record => record.GradientMeanSquare),
            ExpectedMeanSquare = expected?.MeanSquare ?? double.NaN,
            ExpectedCorrelation = expected?.Correlation ?? double.NaN,
            ExpectedGradientMeanSquare = expected?.GradientMeanSquare ?? double.NaN,
            Activations = records[0].Activations,
            Gradients = records[0].Gradients,
        };

        Estimate Over(Func<LayerRecord, double> quantity) => Estimate.Of([.. records.Select(quantity)]);
    }

    /// <summary>What is expected, of a network for which there is a theory.</summary>
    private string Theory => double.IsNaN(ExpectedMeanSquare) ? ""
        : Invariant($"; in theory {ExpectedMeanSquare:G3}, {ExpectedCorrelation:G3}, {ExpectedGradientMeanSquare:G3}");

    private static string Share(string what, Estimate share) => double.IsNaN(share.Median) ? "" : Invariant($"{what} {share.Median:P0}");
}
