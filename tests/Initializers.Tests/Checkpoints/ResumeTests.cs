using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

/// <summary>What is whole is kept, what is not is written again, and what is another checkpoint's is refused.</summary>
public class ResumeTests
{
    private static readonly ResolvedPlan Plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(
        [("a", [10, 10]), ("b", [20, 10]), ("c", [30, 10]), ("d", [10, 10])]);

    private static readonly CheckpointOptions Shards = new() { ShardBytes = 1200 },
        Resume = Shards with { Existing = ExistingCheckpoint.Resume }, Refuse = Shards with { Existing = ExistingCheckpoint.Refuse };

    [Fact]
    public void Resume_AfterAnInterruption_WritesWhatIsMissing()
    {
        using TemporaryFolder expected = Saved(Shards), folder = new();
        using var stop = new CancellationTokenSource();
        FluentActions.Invoking(() => Plan.Save(
            folder.Path, new PhiloxRandom(42), Resume, new Watch(told => { if (told.Name == "c") stop.Cancel(); }), stop.Token))
            .Should().Throw<OperationCanceledException>();
        string[] ready = [.. Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName)!];
        ready.Should().NotBeEmpty().And.OnlyContain(name => name.EndsWith(".safetensors.ready"));

        SavedCheckpoint saved = Plan.Save(folder.Path, new PhiloxRandom(42), Resume);
        saved.Kept.Should().Be(ready.Length);
        SameFiles(folder, expected);
    }

    [Theory]
    [InlineData("delete", 2)]
    [InlineData("cut off", 2)]
    [InlineData("flip a bit", 2)]
    [InlineData("no header yet", 2)]
    [InlineData("no index", 3)]
    [InlineData("nothing", 3)]
    public void Resume_OfACompleteCheckpoint_RepairsWhatIsNotWhole(string damage, int kept)
    {
        using TemporaryFolder expected = Saved(Shards), folder = Saved(Shards);
        string path = Path.Combine(folder.Path, "model-00002-of-00003.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case "delete": File.Delete(path); break;
            case "cut off": File.WriteAllBytes(path, bytes[..^10]); break;
            case "flip a bit":
                bytes[^100] ^= 4;
                File.WriteAllBytes(path, bytes);
                break;
            case "no header yet":
                bytes.AsSpan(0, 100).Clear();
                File.WriteAllBytes(path, bytes);
                break;
            case "no index": File.Delete(Path.Combine(folder.Path, "model.safetensors.index.json")); break;
        }
        var told = new List<long>();
        SavedCheckpoint saved = Plan.Save(folder.Path, new PhiloxRandom(42), Resume, new Watch(progress => told.Add(progress.Bytes)));
        saved.Kept.Should().Be(kept);
        told.Should().BeInAscendingOrder().And.HaveElementAt(told.Count - 1, 2800);
        SameFiles(folder, expected);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a flipped bit")]
    public void Resume_WithABrokenReadyFile_KeepsTheGoodOne(string ready)
    {
        using TemporaryFolder expected = Saved(Shards), folder = Saved(Shards);
        string path = Path.Combine(folder.Path, "model-00002-of-00003.safetensors");
        byte[] bytes = ready == "garbage" ? [1, 2, 3] : File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path + ".ready", bytes);
        Plan.Save(folder.Path, new PhiloxRandom(42), Resume).Kept.Should().Be(3);
        SameFiles(folder, expected);
    }

    [Fact]
    public void Resume_OverAnotherCheckpoint_IsRefused()
    {
        using TemporaryFolder folder = Saved(Shards), before = Saved(Shards);
        Refused(() => Plan.Save(folder.Path, new PhiloxRandom(43), Resume))
            .WithMessage("*must only have files of the same checkpoint, but model-00001-of-00003.safetensors is of another: "
                + "its initializers.seed is 42, not 43.");
        Refused(() => Plan.Save(folder.Path, new PhiloxRandom(42), Resume with { Type = TensorDataType.BF16, ShardBytes = 600 }))
            .WithMessage("*model-00001-of-00003.safetensors is of another: it has other tensors.");
        Refused(() => Plan.Save(folder.Path, new PhiloxRandom(42), Resume with { ShardBytes = 10_000 }))
            .WithMessage("*model-00001-of-00003.safetensors is of another: this one has no such file.");
        SameFiles(folder, before);
    }

    [Fact]
    public void Resume_OverReadyFilesOfAnother_IsRefused()
    {
        using TemporaryFolder folder = Saved(Shards);
        string path = Path.Combine(folder.Path, "model-00002-of-00003.safetensors");
        File.Move(path, path + ".ready");
        foreach (string other in Directory.EnumerateFiles(folder.Path).Where(other => !other.EndsWith(".ready"))) File.Delete(other);
        Refused(() => Plan.Save(folder.Path, new PhiloxRandom(43), Resume))
            .WithMessage("*model-00002-of-00003.safetensors.ready is of another: its initializers.seed is 42, not 43.");
        Plan.Save(folder.Path, new PhiloxRandom(42), Resume).Kept.Should().Be(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Resume_AfterAProcessWasKilledWhileReplacing_GoesOn(int renamed)
    {
        using TemporaryFolder earlier = Saved(Shards, seed: 1), expected = Saved(Shards);
        File.Delete(Path.Combine(earlier.Path, "model.safetensors.index.json"));
        for (int i = 1; i <= 3; i++)
        {
            string name = $"model-{i:D5}-of-00003.safetensors";
            string place = Path.Combine(earlier.Path, i <= renamed ? name : name + ".ready");
            File.Copy(Path.Combine(expected.Path, name), place, overwrite: true);
        }
        Plan.Save(earlier.Path, new PhiloxRandom(42), Resume).Kept.Should().Be(3);
        SameFiles(earlier, expected);
    }

    /// <summary>The same where the new checkpoint has another number of files than the earlier one.</summary>
    [Theory]
    [InlineData(1200, 10_000, 0)]
    [InlineData(1200, 10_000, 1)]
    [InlineData(1200, 400, 0)]
    [InlineData(1200, 400, 2)]
    [InlineData(400, 1200, 1)]
    public void Resume_AfterAProcessWasKilledWhileReplacingAnotherSplit_GoesOn(long earlierBytes, long bytes, int renamed)
    {
        CheckpointOptions options = Shards with { ShardBytes = bytes };
        using TemporaryFolder earlier = Saved(Shards with { ShardBytes = earlierBytes }, seed: 1), expected = Saved(options);
        File.Delete(Path.Combine(earlier.Path, "model.safetensors.index.json"));
        string[] files = [.. Directory.GetFiles(expected.Path, "*.safetensors").Order()];
        for (int i = 0; i < files.Length; i++)
        {
            string name = Path.GetFileName(files[i]);
            File.Copy(files[i], Path.Combine(earlier.Path, i < renamed ? name : name + ".ready"));
        }
        Plan.Save(earlier.Path, new PhiloxRandom(42), options with { Existing = ExistingCheckpoint.Resume }).Kept.Should().Be(files.Length);
        SameFiles(earlier, expected);
    }

    /// <summary>A single file is a whole checkpoint, with or without other files ready beside it.</summary>
    [Fact]
    public void Resume_BesideASingleFileOfAnother_IsRefused()
    {
        using TemporaryFolder folder = Saved(Shards with { ShardBytes = 10_000 }, seed: 1), shards = Saved(Shards);
        foreach (string path in Directory.GetFiles(shards.Path, "*.safetensors"))
            File.Copy(path, Path.Combine(folder.Path, Path.GetFileName(path) + ".ready"));
        Refused(() => Plan.Save(folder.Path, new PhiloxRandom(42), Resume))
            .WithMessage("*but model.safetensors is of another: this one has no such file.");
    }

    /// <summary>A failure while files get their names leaves those that wait for theirs.</summary>
    [Fact]
    public void Save_ThatFailsWhileItReplaces_KeepsTheNewFiles()
    {
        using TemporaryFolder folder = new(), expected = Saved(Shards);
        string inTheWay = Path.Combine(folder.Path, "model-00002-of-00003.safetensors");
        var lateFolder = new Watch(told =>
        {
            if (told.Name == "d") Directory.CreateDirectory(inTheWay); // whose name no file takes, when the others are ready
        });
        folder.Invoking(it => Plan.Save(it.Path, new PhiloxRandom(42), Shards, lateFolder)).Should().Throw<Exception>()
            .Which.Should().Match(exception => exception is IOException || exception is UnauthorizedAccessException);
        Directory.Delete(inTheWay);
        Plan.Save(folder.Path, new PhiloxRandom(42), Resume).Kept.Should().Be(3);
        SameFiles(folder, expected);
    }

    [Theory]
    [InlineData("model.safetensors.index.json")]
    [InlineData("model-00002-of-00003.safetensors")]
    [InlineData("model-00002-of-00003.safetensors.ready")]
    [InlineData("model.safetensors")]
    public void Save_BesideAFolderWithTheNameOfAFile_WritesNothing(string name)
    {
        foreach (CheckpointOptions options in (CheckpointOptions[])[Shards, Resume, Refuse])
        {
            using var folder = new TemporaryFolder();
            Directory.CreateDirectory(Path.Combine(folder.Path, name));
            Refused(() => Plan.Save(folder.Path, new PhiloxRandom(42), options))
                .WithMessage($"{folder.Path} must have no folder with the name of a file of a checkpoint, but has {name}.");
            Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Should().Equal(name);
        }
    }

    /// <summary>Opening a pipe would wait for whoever writes to it.</summary>
    [LinuxFact]
    public void Resume_BesideAPipe_PutsAFileInItsPlace()
    {
        foreach (string state in (string[])["", ".ready"])
        {
            using TemporaryFolder folder = new(), expected = Saved(Shards);
            string path = Path.Combine(folder.Path, "model-00002-of-00003.safetensors" + state);
            using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", path)) mkfifo.WaitForExit();
            Plan.Save(folder.Path, new PhiloxRandom(42), Resume).Kept.Should().Be(0);
            SameFiles(folder, expected);
        }
    }

    [Fact]
    public void Refuse_AFolderWithACheckpoint_LeavesIt()
    {
        using TemporaryFolder folder = Saved(Shards), before = Saved(Shards), empty = new();
        Refused(() => Plan.Save(folder.Path, new PhiloxRandom(42), Refuse))
            .WithMessage("*must have no checkpoint yet, but has model-00001-of-00003.safetensors.");
        SameFiles(folder, before);
        Plan.Save(empty.Path, new PhiloxRandom(42), Refuse).Files.Should().HaveCount(4);
    }

    [Fact]
    public void Save_OverWhatAKilledProcessLeft_RemovesIt()
    {
        using TemporaryFolder expected = Saved(Shards), folder = new();
        const string Id = "0123456789abcdef0123456789abcdef";
        string[] left =
        [
            "model-00001-of-00009.safetensors.ready", $"model-00001-of-00003.safetensors.ready.17-{Id}.unfinished",
            $"model.safetensors.index.json.17-{Id}.unfinished", "model-00002-of-00003.safetensors.ready",
        ];
        foreach (string name in left) folder.Write(name, [1, 2, 3]);
        Plan.Save(folder.Path, new PhiloxRandom(42), Shards);
        SameFiles(folder, expected);
    }

    private static TemporaryFolder Saved(CheckpointOptions options, ulong seed = 42)
    {
        var folder = new TemporaryFolder();
        Plan.Save(folder.Path, new PhiloxRandom(seed), options);
        return folder;
    }

    private static void SameFiles(TemporaryFolder folder, TemporaryFolder expected) =>
        folder.Contents.Should().BeEquivalentTo(expected.Contents);

    private static FluentAssertions.Specialized.ExceptionAssertions<IOException> Refused(Func<SavedCheckpoint> save) =>
        save.Should().Throw<IOException>();

    private sealed class Watch(Action<CheckpointProgress> told) : IProgress<CheckpointProgress>
    {
        public void Report(CheckpointProgress value) => told(value);
    }
}
