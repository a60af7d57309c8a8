using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

/// <summary>Any number of processes write the same files. Here each is a task; the tool's tests start real ones.</summary>
public class ProcessTests
{
    private static readonly ResolvedPlan Plan = new InitializationPlan
    {
        { "q.*", Init.Orthogonal() }, { "**", Init.Normal(0, 0.02) },
    }.Resolve(
        [.. Enumerable.Range(0, 9).Select(i => ($"h.{i}.weight", new TensorShape(10 + i, 10))), ("q.weight", [20, 10]), ("tail", [3])]);

    [Theory]
    [InlineData(TensorDataType.F32, 1000)]
    [InlineData(TensorDataType.BF16, 400)]
    [InlineData(TensorDataType.F32, 1_000_000)]
    public async Task Save_ByAnyNumberOfProcesses_WritesTheSameFiles(TensorDataType type, long shardBytes)
    {
        using var alone = new TemporaryFolder();
        var options = new CheckpointOptions { Type = type, ShardBytes = shardBytes };
        SavedCheckpoint expected = Plan.Save(alone.Path, new PhiloxRandom(42), options);
        foreach (int size in (int[])[1, 2, 3, 5, 8])
        {
            using var folder = new TemporaryFolder();
            SavedCheckpoint[] saved = await Task.WhenAll(Enumerable.Range(0, size).Select(rank => Task.Run(() =>
                Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(rank, size) }))));
            folder.Contents.Should().BeEquivalentTo(alone.Contents, $"{size} processes write it");
            saved[0].Hash.Should().Be(expected.Hash);
            saved[0].Files.Select(Path.GetFileName).Should().Equal(expected.Files.Select(Path.GetFileName));
            saved.Skip(1).SelectMany(one => one.Files).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public async Task Save_WhereRanksAreLate_WaitsAndNamesThem()
    {
        using var folder = new TemporaryFolder();
        var options = new CheckpointOptions { ShardBytes = 1000, Timeout = TimeSpan.FromMilliseconds(200) };
        SavedCheckpoint Save(int rank, CheckpointOptions options) =>
            Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(rank, 3) });

        Save(2, options);
        TimeoutException refusal = FluentActions.Invoking(() => Save(0, options)).Should().Throw<TimeoutException>().Which;
        refusal.Message.Should().StartWith(
            "All processes must write their files, but for 1 second nothing has come from rank 1, model-0000")
            .And.Contain("(not begun)").And.NotContain("rank 2").And.EndWith("Start all of them again.");
        Directory.EnumerateFiles(folder.Path).Should()
            .OnlyContain(path => path.EndsWith(".ready"), "rank 2 wrote them, and no file has a name yet");

        var resume = options with { Existing = ExistingCheckpoint.Resume, Timeout = TimeSpan.FromSeconds(30) };
        Task<SavedCheckpoint> waiting = Task.Run(() => Save(0, resume));
        await Task.Delay(300);
        waiting.IsCompleted.Should().BeFalse();
        Save(1, resume);
        SavedCheckpoint saved = await waiting;
        Checkpoint.Verify(folder.Path).IsIntact.Should().BeTrue();
        saved.Files.Should().AllSatisfy(path => File.Exists(path).Should().BeTrue());
        Save(2, resume).Kept.Should().BePositive("a process that is started again finds its files");
        Checkpoint.Verify(folder.Path).IsIntact.Should().BeTrue();
    }

    [Fact]
    public void Save_WhereARankHasAnotherSeed_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var options = new CheckpointOptions { ShardBytes = 1000, Timeout = TimeSpan.FromMilliseconds(100) };
        Plan.Save(folder.Path, new PhiloxRandom(43), options with { Process = new(1, 2) });
        FluentActions.Invoking(() => Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(0, 2) })).Should()
            .Throw<TimeoutException>().WithMessage("*rank 1, model-* (it is another one: its initializers.seed is 43, not 42)*");
    }

    [Fact]
    public async Task Save_WhereARankWritesAnotherCheckpointMeanwhile_IsRefusedAtOnce()
    {
        foreach ((long shardBytes, ulong seed, string difference) in (ValueTuple<long, ulong, string>[])
            [(700, 42, "this one has no such file"), (1000, 43, "its initializers.seed is 43, not 42")])
        {
            using var folder = new TemporaryFolder();
            var options = new CheckpointOptions { ShardBytes = 1000, Process = new(0, 2), Timeout = TimeSpan.FromMinutes(1) };
            Task waiting = Task.Run(() => Plan.Save(folder.Path, new PhiloxRandom(42), options));
            while (!Directory.EnumerateFiles(folder.Path, "*.ready").Any()) await Task.Delay(10);
            Plan.Save(folder.Path, new PhiloxRandom(seed), options with { Process = new(1, 2), ShardBytes = shardBytes });
            (await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<IOException>())
                .WithMessage($"All processes must write the same checkpoint, but model-* is of another: {difference}. *rank 1.");
        }
    }

    [Theory]
    [InlineData(ExistingCheckpoint.Resume)]
    [InlineData(ExistingCheckpoint.Replace)]
    public async Task Save_OverADamagedCheckpointOfTheSame_RepairsIt(ExistingCheckpoint existing)
    {
        using TemporaryFolder folder = new(), expected = new();
        var options = new CheckpointOptions { ShardBytes = 1000, Existing = existing, Timeout = TimeSpan.FromSeconds(20) };
        foreach (TemporaryFolder one in (TemporaryFolder[])[folder, expected]) Plan.Save(one.Path, new PhiloxRandom(42), options);
        foreach (string path in Directory.GetFiles(folder.Path, "*.safetensors"))
        {
            byte[] bytes = File.ReadAllBytes(path);
            bytes[^1] ^= 1;
            File.WriteAllBytes(path, bytes);
            File.WriteAllBytes(path + ".ready", bytes); // and what a killed process left
        }
        await Task.WhenAll(Enumerable.Range(0, 3).Select(rank => Task.Run(() =>
            Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(rank, 3) }))));
        folder.Contents.Should().BeEquivalentTo(expected.Contents);
    }

    [Fact]
    public void Save_WhereTheOthersFileIsDamaged_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var options = new CheckpointOptions { ShardBytes = 1000, Timeout = TimeSpan.FromMilliseconds(200) };
        string damaged = Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(1, 2) }).Files[0] + ".ready";
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes[^1] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        FluentActions.Invoking(() => Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(0, 2) })).Should()
            .Throw<TimeoutException>().WithMessage("*nothing has come from rank 1, * (its bytes are damaged)*");
    }

    [Fact]
    public async Task Save_ByTheSameRankTwice_WritesTheFiles()
    {
        using TemporaryFolder folder = new(), expected = new();
        var options = new CheckpointOptions { ShardBytes = 1000 };
        Plan.Save(expected.Path, new PhiloxRandom(42), options);
        await Task.WhenAll(((int[])[0, 1, 1, 2, 2]).Select(rank => Task.Run(() =>
            Plan.Save(folder.Path, new PhiloxRandom(42), options with { Process = new(rank, 3), Existing = ExistingCheckpoint.Resume }))));
        foreach ((string name, string content) in expected.Contents) folder.Contents.Should().Contain(name, content);
    }

    [Fact]
    public async Task Save_WaitingForOthers_CanBeCancelled()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var options = new CheckpointOptions { ShardBytes = 1000, Process = new(0, 2), Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        Task waiting = Task.Run(() => Plan.Save(folder.Path, new PhiloxRandom(42), options, null, stop.Token));
        while (!Directory.EnumerateFiles(folder.Path, "*.ready").Any()) await Task.Delay(10); // its own files
        waiting.IsCompleted.Should().BeFalse();
        stop.Cancel();
        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        Directory.EnumerateFiles(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Owners_HaveNearlyTheSameBytes()
    {
        ShardOwners.Of([5, 5, 5, 5, 3], 2).Should().Equal(0, 1, 0, 1, 0);
        ShardOwners.Of([1, 9, 1, 1], 2).Should().Equal(1, 0, 1, 1);
        ShardOwners.Of([4, 4], 8).Should().Equal(0, 1);
        ShardOwners.Of([], 8).Should().BeEmpty();
        ShardOwners.Of([long.MaxValue, long.MaxValue, long.MaxValue], 1).Should().Equal(0, 0, 0);
    }
}
