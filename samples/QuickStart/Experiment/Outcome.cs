using Initializers;

namespace QuickStart;

/// <summary>What became of a network.</summary>
/// <param name="Initializer">What its first weights came from.</param>
/// <param name="Activations">The outputs of the hidden layers, before training.</param>
/// <param name="Gradients">The gradients of each image's loss with respect to those outputs before the activation function.</param>
/// <param name="Loss">The mean loss of the training images, after training.</param>
/// <param name="Accuracy">The share of the test images that it gets right, after training.</param>
/// <param name="HasEqualUnits">Whether there is a hidden layer all of whose units have equal weights, after training.</param>
public sealed record Outcome(
    IWeightInitializer Initializer, Signal Activations, Signal Gradients, double Loss, double Accuracy, bool HasEqualUnits);
