using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharpDigits;

/// <summary>Trains a network by AdamW on the cross-entropy, in batches of images.</summary>
/// <param name="Epochs">How many times each image is seen.</param>
/// <param name="Seed">The seed of the order of the images.</param>
public sealed record Training(int Epochs, long Seed)
{
    private const int BatchSize = 50;
    private const double Rate = 1e-3;

    /// <summary>Trains a network, and returns the mean loss of each epoch.</summary>
    public IEnumerable<double> Run(Module<Tensor, Tensor> network, Images images)
    {
        using var optimizer = optim.AdamW(network.parameters(), lr: Rate);
        using var order = new Generator((ulong)Seed, CPU);
        network.train();
        for (int epoch = 0; epoch < Epochs; epoch++) yield return Epoch(network, images, optimizer, order);
    }

    /// <summary>The share of the images that a network recognizes.</summary>
    public static double Accuracy(Module<Tensor, Tensor> network, Images images)
    {
        using var scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        network.eval();
        return network.call(images.Pixels).argmax(1).eq(images.Labels).to(ScalarType.Float64).mean().item<double>();
    }

    private static double Epoch(Module<Tensor, Tensor> network, Images images, optim.Optimizer optimizer, Generator order)
    {
        using var scope = NewDisposeScope();
        double sum = 0;
        foreach (Tensor rows in randperm(images.Count, generator: order).split(BatchSize))
        {
            using var step = NewDisposeScope();
            Images batch = images.At(rows);
            optimizer.zero_grad();
            Tensor loss = functional.cross_entropy(network.call(batch.Pixels), batch.Labels);
            loss.backward();
            optimizer.step();
            sum += loss.item<float>() * batch.Count;
        }
        return sum / images.Count;
    }
}
