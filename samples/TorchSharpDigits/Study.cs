using Initializers;
using Initializers.Diagnostics;
using Initializers.TorchSharp;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>A kind of network, initialized by a plan and as TorchSharp's constructors leave it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Create">Makes one.</param>
/// <param name="Plan">The plan.</param>
public sealed record Study(string Name, Func<nn.Module<Tensor, Tensor>> Create, InitializationPlan Plan)
{
    /// <summary>The images of which signals are measured.</summary>
    private const int Examples = 64;

    /// <summary>The weights by the plan, or TorchSharp's own.</summary>
    public nn.Module<Tensor, Tensor> Start(bool byPlan, long seed)
    {
        manual_seed(seed);
        nn.Module<Tensor, Tensor> network = Create();
        if (byPlan) Plan.Initialize(network, new PhiloxRandom(seed));
        return network;
    }

    /// <summary>What the plan does with the network, whether it did, and the signals of both.</summary>
    public Look Look(Images images, long seed)
    {
        using nn.Module<Tensor, Tensor> planned = Start(byPlan: true, seed), own = Start(byPlan: false, seed);
        using Tensor batch = images.Pixels.narrow(0, 0, Examples);
        ResolvedPlan plan = Plan.Resolve(planned);
        return new(
            Name, plan, plan.Check(planned),
            SignalPropagation.Observe(planned, batch, Plan, seeds: 16, seed: seed), SignalPropagation.Observe(own, batch));
    }

    /// <summary>Trains the network.</summary>
    /// <param name="byPlan">Whether it starts from the plan's weights.</param>
    /// <param name="training">The epochs and the seed.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="test">The images to test on.</param>
    /// <param name="trained">Told the loss of each epoch.</param>
    public Outcome Train(bool byPlan, Training training, Images train, Images test, Action<double> trained)
    {
        using nn.Module<Tensor, Tensor> network = Start(byPlan, training.Seed);
        var losses = new List<double>();
        foreach (double loss in training.Run(network, train))
        {
            losses.Add(loss);
            trained(loss);
        }
        return new($"{Name}, {(byPlan ? "by plan" : "TorchSharp's own weights")}", losses, Training.Accuracy(network, test));
    }
}

/// <summary>A network before training.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Plan">What the plan does with it.</param>
/// <param name="Check">Whether the weights are as planned.</param>
/// <param name="Planned">The signals by the plan, over several seeds.</param>
/// <param name="Own">The signals of TorchSharp's own weights.</param>
public sealed record Look(string Name, ResolvedPlan Plan, PlanCheck Check, SignalReport Planned, SignalReport Own);

/// <summary>A network after training.</summary>
/// <param name="Name">What it is, and how it was initialized.</param>
/// <param name="Losses">The mean loss of each epoch.</param>
/// <param name="Accuracy">The share of the test images that it recognizes.</param>
public sealed record Outcome(string Name, IReadOnlyList<double> Losses, double Accuracy);
