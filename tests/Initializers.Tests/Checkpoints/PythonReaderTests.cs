using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

/// <summary>Python reads what we write, by a reader of thirty lines that knows the format and nothing of this library.</summary>
public class PythonReaderTests
{
    [PythonFact("json")]
    public void Checkpoint_IsReadByPython()
    {
        ResolvedPlan plan = new InitializationPlan { { "**.bias", Init.Zeros() }, { "**", Init.Normal(0, 0.02) } }.Resolve(
            [("h.0.weight", [40, 30]), ("h.0.bias", [40]), ("scalar", TensorShape.Create([])), ("empty", [0, 3]), ("ü\"\n", [7])]);
        foreach (TensorDataType type in (TensorDataType[])[TensorDataType.F64, TensorDataType.F32, TensorDataType.F16, TensorDataType.BF16])
        {
            foreach (long shardBytes in (long[])[1000, CheckpointOptions.DefaultShardBytes])
            {
                using var folder = new TemporaryFolder();
                plan.Save(folder.Path, new PhiloxRandom(42), new() { Type = type, ShardBytes = shardBytes });
                using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
                string script = Repository.Read("tests", "Initializers.Tests", "Checkpoints", "reader.py");
                string[] lines = PythonFactAttribute.Read(script, folder.Path).Split('\n');
                lines.Should().HaveSameCount(checkpoint.Tensors);
                foreach (JsonElement tensor in lines.Select(line => JsonDocument.Parse(line).RootElement))
                {
                    string name = tensor[0].GetString()!;
                    tensor[1].GetString().Should().Be($"{type}");
                    tensor[2].Deserialize<long[]>().Should().Equal(checkpoint[name].Dimensions);
                    tensor[3].EnumerateArray().Select(value => (float)value.GetDouble()).Should().Equal(checkpoint.ToFloats(name), name);
                }
            }
        }
    }
}
