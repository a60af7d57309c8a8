using Initializers;
using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>Trains networks that differ only in the initializer of their weights.</summary>
public sealed class Experiment(Digits digits, Settings settings)
{
    private readonly Batch _training = Batch.Of(digits.Training);
    private readonly Batch _test = Batch.Of(digits.Test);

    public static IReadOnlyList<IWeightInitializer> Initializers { get; } =
    [
        Init.Zeros(),
        Init.Constant(0.1),
        Init.Normal(mean: 0, standardDeviation: 1),
        Init.Uniform(low: -0.05, high: 0.05),
        Init.LeCunNormal(),
        Init.GlorotUniform(),
        Init.GlorotNormal(),
        Init.HeUniform(),
        Init.HeNormal(),
        Init.HeTruncatedNormal(),
    ];

    public Settings Settings => settings;

    /// <summary>Trains one network.</summary>
    /// <param name="initializer">The initializer of its weights.</param>
    /// <param name="afterEpoch">Receives the mean loss of each epoch.</param>
    public Outcome Run(IWeightInitializer initializer, Action<double> afterEpoch)
    {
        int[] widths = [Digit.PixelCount, .. Enumerable.Repeat(settings.Width, settings.HiddenLayers), Digit.ClassCount];
        var network = new Network(widths, settings.Activation, initializer.WithSeed(settings.Seed));
        (Signal activations, Signal gradients) = SignalsOf(network);
        foreach (double loss in new Trainer(network, settings).Train(digits.Training)) afterEpoch(loss);
        bool hasEqualUnits = network.HiddenLayers.Any(layer => layer.HasEqualUnits);
        return new Outcome(initializer, activations, gradients, LossOf(network), network.Accuracy(_test), hasEqualUnits);
    }

    private (Signal Activations, Signal Gradients) SignalsOf(Network network)
    {
        Matrix<float>[] activations = network.Forward(_training.Images);
        Matrix<float>[] gradients = network.Backward(activations, CrossEntropy.Of(activations[^1], _training.Labels).Gradients);
        int steps = settings.HiddenLayers - 1;
        return (Signal.Between(activations[1], activations[^2], steps), Signal.Between(gradients[^2], gradients[0], steps));
    }

    private double LossOf(Network network) => CrossEntropy.Of(network.Scores(_training.Images), _training.Labels).Loss;
}
