using Initializers;
using QuickStart;

namespace DigitsReport;

/// <summary>A network to train: everything in which it differs from the others.</summary>
/// <param name="Weights">The initializer of the weights.</param>
/// <param name="Activation">The activation function of the hidden layers.</param>
/// <param name="HiddenLayers">The number of hidden layers; 0 for a linear model.</param>
/// <param name="Seed">The seed of weights, biases and the order of the images.</param>
public sealed record Trial(IWeightInitializer Weights, Nonlinearity Activation, int HiddenLayers, long Seed)
{
    /// <summary>The initializer of the biases. Defaults to zeros.</summary>
    public IWeightInitializer Biases { get; init; } = Init.Zeros();
}
