using Initializers;

namespace Network1.Tests;

/// <summary>What a seed promises of the weights.</summary>
public class SeedTests
{
    [Fact]
    public void SameSeed_GivesTheSameWeights_ToTheBit() => Assert.Equal(Bits(new TanhNetwork(42)), Bits(new TanhNetwork(42)));

    [Fact]
    public void Seed42_GivesTheseWeights_OnEveryMachine() =>
        Assert.Equal([0.39806816f, -0.10600644f, 0.2409401f], new TanhNetwork(42).Layers[0].Weights[..3]);

    [Fact]
    public void AnotherSeed_GivesOtherWeights() => Assert.NotEqual(Bits(new TanhNetwork(42)), Bits(new TanhNetwork(43)));

    [Fact]
    public void Layers_HaveDifferentWeights()
    {
        var random = new PhiloxRandom(42);
        Dense left = new("left", 8, 8, Init.GlorotUniform(), random), right = new("right", 8, 8, Init.GlorotUniform(), random);
        Assert.NotEqual(left.Weights, right.Weights);
    }

    [Fact]
    public void WeightsOfALayer_DoNotDependOnOtherLayers()
    {
        var alone = new Dense("second", 32, 32, Init.GlorotUniform(), new PhiloxRandom(42));
        Assert.Equal(new TanhNetwork(42).Layers[1].Weights, alone.Weights);
    }

    [Fact]
    public void Training_IsReproducible_ToTheBit()
    {
        Assert.Equal(Bits(Trained()), Bits(Trained()));

        static TanhNetwork Trained()
        {
            var network = new TanhNetwork(42);
            for (int i = 0; i < 10; i++) network.Learn([0.5f, -0.5f], target: 1, rate: 0.1f);
            return network;
        }
    }

    private static uint[] Bits(TanhNetwork network) =>
        [.. network.Layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases]).Select(BitConverter.SingleToUInt32Bits)];
}
