using System.Diagnostics;
using Initializers.Checkpoints;

namespace Initializers.Tests.Tool;

/// <summary>
/// A process that is killed at any moment leaves nothing that looks complete and is not, and loses nothing that was there.
/// </summary>
public sealed class KilledProcessTests
{
    /// <summary>Fewer where the suite runs again with other instructions, which do not matter here.</summary>
    private static readonly int Kills = Rerun.IsOne ? 5 : 50;

    private static readonly string[] Model = ["gpt2", "--layers", "1", "--type", "bf16", "--shard-size", "9MB"];

    [Fact]
    public void Fill_KilledAtAnyMoment_LeavesTheEarlierCheckpointOrTheNewOne()
    {
        using var folder = new TemporaryFolder();
        string output = Path.Combine(folder.Path, "made");
        TimeSpan time = Fill(output, "1");
        CheckpointHash hash = Checkpoint.Verify(output).Hash;
        var random = new Random(1);
        (int earlier, int later) = (0, 0);
        for (int kill = 0; kill < Kills; kill++)
        {
            string seed = $"{kill + 2}";
            Kill(time * (1.1 * random.NextDouble()), ["fill", .. Model, "--output", output, "--seed", seed, "--overwrite"]);
            CheckpointVerification found = Verify(output);
            if (found is { IsWhole: true } && found.Hash == hash) earlier++;
            else
            {
                // Between the first name and the index, files have their names and no index says that they are complete.
                ProcessWasFinishing(output, found).Should().BeTrue(string.Join("\n", found.Faults));
                later++;
                Fill(output, seed, "--resume");
                hash = Checkpoint.Verify(output).Hash;
            }
        }
        earlier.Should().BePositive("most moments are before the end");
        Fill(output, "1000", "--overwrite");
        Directory.EnumerateFiles(output).Should().OnlyContain(
            path => path.EndsWith(".safetensors") || path.EndsWith(".index.json"), "what killed processes left is removed");
        (earlier + later).Should().Be(Kills);
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

    /// <summary>Whether the files of one checkpoint are there without an index, or that with it.</summary>
    private static bool ProcessWasFinishing(string folder, CheckpointVerification found)
    {
        if (found.IsWhole) return true;
        if (File.Exists(Path.Combine(folder, "model.safetensors.index.json"))) return false;
        return Directory.GetFiles(folder, "*.safetensors").All(path => Checkpoint.Verify(path).IsWhole);
    }

    private static CheckpointVerification Verify(string folder)
    {
        string index = Path.Combine(folder, "model.safetensors.index.json");
        return Checkpoint.Verify(File.Exists(index) ? index : Directory.GetFiles(folder, "*.safetensors").Order().First());
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
