namespace Initializers.Diagnostics;

/// <summary>What becomes of signals in one dense layer.</summary>
/// <param name="Name">The layer: <c>dense 3</c>, counted from 1, those of branches included.</param>
/// <param name="MeanSquare">The mean square of its sums, before the activation function.</param>
/// <param name="Correlation">The mean cosine between the sums of two examples: 1 where the layer cannot tell them apart.</param>
/// <param name="Flat">The share of sums at which the slope of the activation function behind is below 0.05: saturated, or off; NaN where there is none.</param>
/// <param name="Dead">The share of units whose slope is 0 for every example; NaN where there is no activation function.</param>
/// <param name="GradientMeanSquare">The mean square of the gradients with respect to its sums, for independent gradients of variance 1 behind the last layer.</param>
/// <param name="ExpectedMeanSquare">
/// The mean square that the theory of wide networks expects, from the initializers' promises: variances add, sums are normal, and branches are independent of what they branched from. NaN where an initializer promises nothing, or a mean that is not 0.
/// </param>
/// <param name="ExpectedGradientMeanSquare">The same of the gradients.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record LayerSignals(
    string Name, Estimate MeanSquare, Estimate Correlation, Estimate Flat, Estimate Dead, Estimate GradientMeanSquare, double ExpectedMeanSquare, double ExpectedGradientMeanSquare);
