using Initializers.Checkpoints;

namespace Initializers.Tests.Fuzzing;

/// <summary>Checkpoints, good and damaged, in a folder that the process removes at its end; and what is made of them.</summary>
internal static class CheckpointExamples
{
    private static readonly TemporaryFolder Folder = Made();

    /// <summary>Paths by the name of a parameter: of files to be read or written, and of folders.</summary>
    public static readonly Dictionary<string, object?[]> Paths = new()
    {
        ["path"] =
        [
            At("one"), null, "", At("shards"), At("one", "model.safetensors"), At("shards", "model.safetensors.index.json"),
            At("cut.safetensors"), At("empty.safetensors"), At("none"), At("none", "below"), At("cut.safetensors", "below"), "\0", "\ud800",
            new string('x', 100_000), At("out.npz"),
        ],
        ["folder"] =
        [
            At("written"), null, "", At("cut.safetensors"), At("cut.safetensors", "below"), "\0", "\ud800", new string('x', 100_000),
        ],
    };

    public static readonly Dictionary<Type, object?[]> Plain = new()
    {
        [typeof(IProgress<CheckpointProgress>)] = [null, new Progress<CheckpointProgress>()],
        [typeof(TimeSpan)] = [Moment, TimeSpan.Zero, Timeout.InfiniteTimeSpan, TimeSpan.MinValue, TimeSpan.MaxValue],
    };

    public static IEnumerable<Func<object>> All =>
    [
        () => Checkpoint.Open(At("one")), () => Checkpoint.Open(At("shards")), () => SafetensorsFile.Open(At("one", "model.safetensors")),
        Entry, () => Checkpoint.Verify(At("one")), Comparison, () => Comparison().Tensors[0], () => default(CheckpointHash),
        () => PlanExamples.Resolved().ComputeHash(new PhiloxRandom(1)), () => new CheckpointOptions { Timeout = Moment },
        () => new CheckpointOptions { ShardBytes = 1, Type = TensorDataType.F8E4M3, Saturates = false, Timeout = Moment },
        () => new CheckpointOptions { Existing = ExistingCheckpoint.Refuse, Process = new(1, 2), Timeout = Moment },
        () => new CheckpointOptions { Existing = ExistingCheckpoint.Resume, Process = new(0, 2), ShardBytes = 50, Timeout = Moment },
        () => new CheckpointProgress("name", 1, 2), () => new CheckpointProgress("", -1, long.MaxValue), () => new ProcessRank(1, 3),
        () => default(ProcessRank), () => PlanExamples.Resolved().Save(At("saved"), new PhiloxRandom(1)),
        () => new TensorMoments(0, 1, -1, 1, 0), () => new TensorMoments(double.NaN, double.NaN, double.NaN, double.NaN, long.MaxValue),
    ];

    /// <summary>As long as rank 0 waits for those that never come.</summary>
    private static TimeSpan Moment => TimeSpan.FromMilliseconds(1);

    private static SafetensorsEntry Entry()
    {
        using SafetensorsFile file = SafetensorsFile.Open(At("one", "model.safetensors"));
        return file.Tensors[0];
    }

    private static CheckpointComparison Comparison()
    {
        using Checkpoint one = Checkpoint.Open(At("one")), other = Checkpoint.Open(At("shards"));
        return CheckpointComparison.Of(one, other);
    }

    private static string At(params string[] path) => Path.Combine([Folder.Path, .. path]);

    private static TemporaryFolder Made()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        ResolvedPlan plan = PlanExamples.Resolved();
        plan.Save(Path.Combine(folder.Path, "one"), new PhiloxRandom(1));
        plan.Save(Path.Combine(folder.Path, "shards"), new PhiloxRandom(2), new() { ShardBytes = 50, Type = TensorDataType.BF16 });
        byte[] file = File.ReadAllBytes(Path.Combine(folder.Path, "one", "model.safetensors"));
        folder.Write("cut.safetensors", file[..^3]);
        folder.Write("empty.safetensors", []);
        return folder;
    }
}
