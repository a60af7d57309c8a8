using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>Writes the weights of a plan as a checkpoint of safetensors, whatever its size.</summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan { { "**.bias", Init.Zeros() }, { "**.weight", Init.HeNormal() } };
/// ResolvedPlan resolved = plan.Resolve([("hidden.weight", [256, 784]), ("hidden.bias", [256])]);
/// resolved.Save("checkpoint", new PhiloxRandom(42));
/// using SafetensorsFile file = SafetensorsFile.Open("checkpoint/model.safetensors");
/// Console.WriteLine(file["hidden.weight"]); // hidden.weight F32 [256, 784]
/// </code>
/// </example>
/// <remarks>Thread-safe for different folders.</remarks>
public static class CheckpointExtensions
{
    /// <summary>Writes the parameters that a plan fills: one file, or several with an index.</summary>
    /// <param name="plan">The plan. Tied parameters are named in the metadata; kept and skipped ones are not in the files.</param>
    /// <param name="folder">
    /// The folder, which is made if it is not there. The files of an earlier checkpoint in it, <c>model.safetensors</c> or shards and their
    /// index, are replaced, and need room beside the new ones until these are complete.
    /// </param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="options">The number type, the size of files, one of several processes. Defaults to float32, 5 GB and one.</param>
    /// <param name="progress">Told what has been written, by the thread that wrote it.</param>
    /// <param name="cancellation">Stops between two pieces of a file. What has been written is removed, unless it is to be resumed.</param>
    /// <returns>The files and their hash.</returns>
    /// <remarks>
    /// <para>
    /// The bytes are the same on every machine, with any number of threads and of processes. All files are written under other names and
    /// flushed to the disk before the first of them gets its name, and an index gets it last: a call that fails or is cancelled while it
    /// writes, and a process that is killed then, leave an earlier checkpoint as it was, and no index names files of two. Headers are
    /// written when all else of a file is, so that no part of a file can be taken for one.
    /// </para>
    /// <para>
    /// Several processes share the work if each has its rank in <see cref="CheckpointOptions.Process"/>, the same arguments otherwise, and
    /// the same folder. Each writes whole files, so there should be more files than processes; rank 0 returns when the checkpoint is
    /// complete, others when their files are. With <see cref="ExistingCheckpoint.Resume"/>, starting them again repairs what is not.
    /// </para>
    /// <para>
    /// Takes at most 128 MB of memory, beside the largest parameter that is drawn whole, such as an orthogonal matrix, and what its
    /// initializer needs.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="plan"/>, <paramref name="folder"/> or <paramref name="random"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="plan"/> fills no parameters, an initializer cannot fill the number type, a parameter that is drawn whole has more
    /// than 2^31 bytes, a rule keeps rows, which a new file does not have, or a name is one that the format or the metadata has for itself;
    /// or <paramref name="folder"/> is empty or has a NUL.
    /// </exception>
    /// <exception cref="IOException">
    /// The disk is full or read-only, the folder is a file, or it has a folder with the name of a file, or files that
    /// <see cref="CheckpointOptions.Existing"/> refuses.
    /// </exception>
    /// <exception cref="TimeoutException">Another process has not written its files; the message names its rank.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SavedCheckpoint Save(
        this ResolvedPlan plan, string folder, PhiloxRandom random, CheckpointOptions? options = null,
        IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (folder.Contains('\0')) throw new ArgumentException("folder must be a path, but had a NUL.", nameof(folder));
        ArgumentNullException.ThrowIfNull(random);
        options ??= CheckpointOptions.Default;
        CheckpointLayout layout = LayoutOf(plan, random, options);
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(folder);
        return new CheckpointWriter(layout, folder, random, options, progress).Write(cancellation);
    }

    /// <summary>The hash that a checkpoint would have, which is drawn and not written.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="options">The number type. Files, processes and what exists do not matter.</param>
    /// <param name="progress">Told what has been drawn, by the thread that drew it.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> or <paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">The plan cannot be written; see <see cref="Save"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CheckpointHash ComputeHash(
        this ResolvedPlan plan, PhiloxRandom random, CheckpointOptions? options = null,
        IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        options ??= CheckpointOptions.Default;
        CheckpointLayout layout = LayoutOf(plan, random, options);
        var tally = new CheckpointTally(progress, layout.Bytes);
        CheckpointHash sum = default;
        foreach (ShardPlace shard in layout.Shards) sum += new ShardWriter(shard, options, random, tally).Write(file: null, cancellation);
        return sum;
    }

    /// <summary>The same for each tensor by its name.</summary>
    internal static IReadOnlyDictionary<string, CheckpointHash> ComputeHashes(
        this ResolvedPlan plan, PhiloxRandom random, CheckpointOptions options, IProgress<CheckpointProgress>? progress,
        CancellationToken cancellation)
    {
        CheckpointLayout layout = LayoutOf(plan, random, options, hasFileForEach: true);
        var tally = new CheckpointTally(progress, layout.Bytes);
        return layout.Shards.ToDictionary(
            shard => shard.Tensors.Single().Planned.Name,
            shard => new ShardWriter(shard, options, random, tally).Write(file: null, cancellation));
    }

    private static CheckpointLayout LayoutOf(
        ResolvedPlan plan, PhiloxRandom random, CheckpointOptions options, bool hasFileForEach = false)
    {
        var layout = new CheckpointLayout(plan, random, options, hasFileForEach);
        Check(plan, layout, options, random);
        return layout;
    }

    private static void Check(ResolvedPlan plan, CheckpointLayout layout, CheckpointOptions options, PhiloxRandom random)
    {
        if (layout.Shards.Count == 0) throw new ArgumentException("plan must fill a parameter, but fills none.", nameof(plan));
        if (layout.Shards.FirstOrDefault(shard => shard.Pieces > int.MaxValue) is { } large)
        {
            throw new ArgumentException(
                Invariant($"plan must have fewer than 2^31 MiB in a file, but {large.Name} would have {large.Bytes} bytes."), nameof(plan));
        }
        foreach (TensorPlace tensor in layout.Shards.SelectMany(shard => shard.Tensors))
        {
            var bytes = new TensorBytes(tensor.Planned, options, random);
            string what = WrittenParameter.Refusal(tensor.Planned);
            if (tensor.Planned.Name == SafetensorsHeader.MetadataKey)
                throw new ArgumentException($"{what}: the format has this name for itself.", nameof(plan));
            WrittenParameter.CheckDrawn(tensor.Planned, what, nameof(plan));
            CallerNames.ForElement(nameof(plan), what, () =>
            {
                bytes.Check();
                return true;
            });
            if (tensor.Bytes > Array.MaxLength && !bytes.AreSliced)
            {
                throw new ArgumentException(
                    Invariant($"{what}: it is drawn whole and has {tensor.Bytes} bytes, of which {Array.MaxLength} are the most."),
                    nameof(plan));
            }
        }
    }
}
