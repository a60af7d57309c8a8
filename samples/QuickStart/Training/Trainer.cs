using Initializers;
using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>Mini-batch gradient descent with momentum.</summary>
public sealed class Trainer(Network network, Settings settings)
{
    private readonly Momentum[] _momenta =
        [.. network.Layers.Select(layer => new Momentum(layer, settings.Rate, settings.Momentum))];

    /// <summary>Trains epoch by epoch and returns the mean loss of each; ends early after a loss that is not finite.</summary>
    public IEnumerable<double> Train(IReadOnlyCollection<Digit> digits)
    {
        for (int epoch = 0; epoch < settings.Epochs; epoch++)
        {
            double loss = Shuffle(digits, epoch).Chunk(settings.BatchSize).Average(chunk => Step(Batch.Of(chunk)));
            yield return loss;
            if (!double.IsFinite(loss)) yield break;
        }
    }

    private double Step(Batch batch)
    {
        Matrix<float>[] signals = network.Forward(batch.Images);
        (double loss, Matrix<float> scoreGradients) = CrossEntropy.Of(signals[^1], batch.Labels);
        Matrix<float>[] gradients = network.Backward(signals, scoreGradients);
        for (int layer = 0; layer < gradients.Length; layer++)
        {
            Matrix<float> weightGradients = gradients[layer].TransposeAndMultiply(signals[layer]);
            _momenta[layer].Step(weightGradients / batch.Labels.Count, gradients[layer].RowSums() / batch.Labels.Count);
        }
        return loss;
    }

    /// <summary>The order of the images, which depends only on the seed and the epoch, so that it is the same for every network.</summary>
    private Digit[] Shuffle(IReadOnlyCollection<Digit> digits, int epoch)
    {
        Digit[] shuffled = [.. digits];
        uint[] keys = new uint[shuffled.Length];
        new PhiloxRandom(settings.Seed).Fork("order").Fork(epoch).NextBits(keys);
        Array.Sort(keys, shuffled);
        return shuffled;
    }
}
