using Initializers;
using QuickStart;

namespace DigitsReport;

/// <summary>A network, and all in which it differs from the others.</summary>
/// <param name="Weights">What its weights are drawn from.</param>
/// <param name="Activation">What follows its hidden layers.</param>
/// <param name="HiddenLayers">How many there are; none is a linear model.</param>
/// <param name="Seed">What weights and biases, and the order of the images, follow from.</param>
public sealed record Trial(IWeightInitializer Weights, Nonlinearity Activation, int HiddenLayers, long Seed)
{
    /// <summary>What its biases are drawn from.</summary>
    public IWeightInitializer Biases { get; init; } = Init.Zeros();
}
