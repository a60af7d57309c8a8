using System.Diagnostics;
using Initializers.Checkpoints;
using Initializers.Tool;

namespace Initializers.Tests.Tool;

/// <summary>
/// A process that is killed at any moment leaves nothing that looks complete and is not, and loses nothing that was there.
/// </summary>
public sealed class KilledProcessTests
{
    /// <summary>Fewer where the suite runs again with other instructions, which do not matter here.</summary>
    private static readonly int Kills = Rerun.IsOne ? 5 : 50;

    private static readonly string[] Model = ["gpt2", "--layers", "1", "--type", "bf16", "--shard-size", "9MB"];

    private static readonly ResolvedPlan Plan = ModelPlan.Gpt2(1).Resolve(ModelShapes.Gpt2(1));

    [Fact]
    public void Fill_KilledAtAnyMoment_LeavesTheEarlierCheckpointOrTheNewOne()
    {
        using var folder = new TemporaryFolder();
        string output = Path.Combine(folder.Path, "made");
        TimeSpan time = Fill(output, "1");
        var random = new Random(1);
        ulong seed = 1;
        int earlier = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            ulong next = (ulong)kill + 2;
            Kill(time * (1.1 * random.NextDouble()), ["fill", .. Model, "--output", output, "--seed", $"{next}", "--overwrite"]);
            if (IsComplete(output, seed)) earlier++;
            else
            {
                (IsComplete(output, next) || IsBeingReplaced(output, seed, next)).Should().BeTrue("no third state is left");
                seed = next;
                Fill(output, $"{seed}", "--resume");
                IsComplete(output, seed).Should().BeTrue();
            }
        }
        earlier.Should().BePositive("most moments are before the end");
        Fill(output, "1000", "--overwrite");
        Directory.EnumerateFiles(output).Should().OnlyContain(
            path => path.EndsWith(".safetensors") || path.EndsWith(".index.json"), "what killed processes left is removed");
    }

    [Fact]
    public void Fill_KilledAndResumed_EndsAsIfItHadNotBeen()
    {
        using var folder = new TemporaryFolder();
        string expected = Path.Combine(folder.Path, "expected"), output = Path.Combine(folder.Path, "made");
        TimeSpan time = Fill(expected, "1");
        var random = new Random(2);
        for (int kill = 0; kill < Kills / 5; kill++)
        {
            Kill(time * random.NextDouble(), ["fill", .. Model, "--output", output, "--seed", "1", "--resume"]);
            foreach (string path in Directory.Exists(output) ? Directory.GetFiles(output, "*.safetensors") : [])
                Checkpoint.Verify(path).Faults.Should().BeEmpty("a file that has its name is whole");
        }
        Fill(output, "1", "--resume");
        CheckpointVerification found = Checkpoint.Verify(output);
        found.Faults.Should().BeEmpty();
        found.Hash.Should().Be(Checkpoint.Verify(expected).Hash);
        Directory.EnumerateFiles(output).Select(Path.GetFileName).Should()
            .BeEquivalentTo(Directory.EnumerateFiles(expected).Select(Path.GetFileName));
    }

    /// <summary>Whether the checkpoint of a seed is there, down to its bytes.</summary>
    private static bool IsComplete(string folder, ulong seed)
    {
        if (!File.Exists(Path.Combine(folder, "model.safetensors.index.json"))) return false;
        CheckpointVerification found = Checkpoint.Verify(folder);
        found.Faults.Should().BeEmpty("an index is there");
        return found.Hash == Plan.ComputeHash(new PhiloxRandom(seed), new() { Type = TensorDataType.BF16 });
    }

    /// <summary>Between the first name and the index, files have their names and no index says that they are complete.</summary>
    private static bool IsBeingReplaced(string folder, ulong earlier, ulong later)
    {
        if (File.Exists(Path.Combine(folder, "model.safetensors.index.json"))) return false;
        string[] files = Directory.GetFiles(folder, "*.safetensors");
        foreach (string path in files)
        {
            Checkpoint.Verify(path).Faults.Should().BeEmpty("a file that has its name is intact");
            using SafetensorsFile file = SafetensorsFile.Open(path);
            file.Metadata["initializers.seed"].Should().BeOneOf($"{earlier}", $"{later}");
        }
        return files.Length > 0;
    }

    private static TimeSpan Fill(string output, string seed, params string[] options)
    {
        long start = Stopwatch.GetTimestamp();
        (int code, _, string error) = ToolProcess.Run(["fill", .. Model, "--output", output, "--seed", seed, .. options]);
        code.Should().Be(0, error);
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Kill(TimeSpan after, string[] arguments)
    {
        using Process process = ToolProcess.Start(arguments);
        if (!process.WaitForExit(after)) process.Kill(); // SIGKILL
        process.WaitForExit();
    }
}
