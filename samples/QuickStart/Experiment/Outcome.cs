using Initializers;

namespace QuickStart;

/// <summary>The measurements of a network before and after training.</summary>
/// <param name="Initializer">The initializer of its weights.</param>
/// <param name="Activations">The outputs of the hidden layers, before training.</param>
/// <param name="Gradients">
/// The gradients of each image's loss with respect to the pre-activations of the hidden layers, before training.
/// </param>
/// <param name="Loss">The mean loss on the training images, after training.</param>
/// <param name="Accuracy">The accuracy on the test images, after training.</param>
/// <param name="HasEqualUnits">Whether all units of some hidden layer have equal weights, after training.</param>
public sealed record Outcome(
    IWeightInitializer Initializer, Signal Activations, Signal Gradients, double Loss, double Accuracy, bool HasEqualUnits);
