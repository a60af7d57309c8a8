using Initializers.Checkpoints;
using Initializers.Tool;

namespace Initializers.Fingerprints;

/// <summary>Whole models: the hashes of checkpoints in every number type, and shards.</summary>
internal static class Models
{
    private static readonly (string Name, ResolvedPlan Plan)[] Plans =
    [
        ("GPT-2", ModelPlan.Gpt2(2).Resolve(ModelShapes.Gpt2(layers: 2, width: 32, vocabulary: 300, positions: 64))),
        ("orthogonal", new InitializationPlan { { "**", Init.Orthogonal() } }.Resolve([("a", [60, 40]), ("b", [40, 90])])),
        ("ResNet", ModelPlan.Parse("ResNet()").Resolve([("conv1.weight", [16, 3, 7, 7]), ("bn1.weight", [16]), ("bn1.bias", [16]),
            ("fc.weight", [10, 16]), ("fc.bias", [10])])),
    ];

    public static void Print()
    {
        foreach ((string name, ResolvedPlan plan) in Plans)
        {
            foreach (TensorDataType type in TensorDataTypes.Written)
            {
                foreach (bool saturates in (bool[])[true, false])
                {
                    CheckpointHash hash = plan.ComputeHash(new PhiloxRandom(42), new() { Type = type, Saturates = saturates });
                    Fingerprint.Lines.WriteLine($"checkpoint of {name} in {type}, {(saturates ? "saturated" : "not saturated")}: {hash}");
                }
            }
        }
        ResolvedPlan gpt2 = Plans[0].Plan;
        for (int rank = 0; rank < 3; rank++)
        {
            TensorShard shard = TensorShard.Whole([300, 32]).Split(0, rank, 3);
            float[] weights = new float[shard.Count];
            gpt2.InitializeShard("wte.weight", weights, shard, new PhiloxRandom(42));
            Fingerprint.Print<float>($"shard {rank} of an embedding", weights);
        }
    }
}
