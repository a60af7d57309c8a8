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
/// <remarks>Thread-safe, but not for one folder: two calls may write two folders at once.</remarks>
public static class CheckpointExtensions
{
    /// <summary>Writes the parameters that a plan fills: one file, or several with an index.</summary>
    /// <param name="plan">The plan. Tied parameters are named in the metadata; kept and skipped ones are not in the files.</param>
    /// <param name="folder">
    /// The folder, which is made if it is not there. The files of an earlier checkpoint in it, <c>model.safetensors</c> or shards and their
    /// index, are replaced, and need room beside the new ones until these are complete.
    /// </param>
    /// <param name="random">The source of which each parameter takes a fork; it does not move.</param>
    /// <param name="options">The number type and the size of files. Defaults to float32 and 5 GB.</param>
    /// <param name="progress">Told what has been written, by the thread that wrote it.</param>
    /// <param name="cancellation">Stops between two pieces of a file; what has been written is removed.</param>
    /// <returns>The paths of the files, of which the index is the last.</returns>
    /// <remarks>
    /// <para>
    /// The bytes are the same on every machine and with any number of threads. All files are written under other names and flushed to the
    /// disk before the first of them gets its name, and an index gets it last: a call that fails or is cancelled while it writes leaves an
    /// earlier checkpoint as it was, and no index names files of two.
    /// </para>
    /// <para>
    /// Takes at most 128 MB of memory, beside the largest parameter that is drawn whole, such as an orthogonal matrix.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="plan"/>, <paramref name="folder"/> or <paramref name="random"/> is null.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="plan"/> fills no parameters, an initializer cannot fill the number type, a parameter that is drawn whole has more
    /// than 2^31 bytes, a rule keeps rows, which a new file does not have, or a name is one that the format or the metadata has for itself;
    /// or <paramref name="folder"/> is empty.
    /// </exception>
    /// <exception cref="IOException">The disk is full or read-only, or the folder is a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static IReadOnlyList<string> Save(
        this ResolvedPlan plan, string folder, PhiloxRandom random, CheckpointOptions? options = null,
        IProgress<CheckpointProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(random);
        options ??= CheckpointOptions.Default;
        var layout = new CheckpointLayout(plan, random, options);
        Check(plan, layout, options.Type, random);
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(folder);
        var tally = new CheckpointTally(progress, layout.Bytes);
        var files = new List<UnfinishedFile>();
        try
        {
            foreach (ShardPlace shard in layout.Shards)
                files.Add(new ShardWriter(shard, options.Type, random, tally).Write(folder, cancellation));
            if (layout.Shards.Count > 1) files.Add(CheckpointIndex.Write(layout, folder));
            CheckpointFolder.Replace(folder, files);
        }
        finally
        {
            foreach (UnfinishedFile file in files) file.Dispose();
        }
        return [.. files.Select(file => file.Path)];
    }

    private static void Check(ResolvedPlan plan, CheckpointLayout layout, TensorDataType type, PhiloxRandom random)
    {
        if (layout.Shards.Count == 0) throw new ArgumentException("plan must fill a parameter, but fills none.", nameof(plan));
        foreach (TensorPlace tensor in layout.Shards.SelectMany(shard => shard.Tensors))
        {
            var bytes = new TensorBytes(tensor.Planned, type, random);
            string what = $"plan must have parameters that can be written, but {Excerpt.Of(tensor.Planned.Name)} cannot";
            if (tensor.Planned.Name == SafetensorsHeader.MetadataKey)
                throw new ArgumentException($"{what}: the format has this name for itself.", nameof(plan));
            if (tensor.Planned.PlanRule.Rule.KeptRows is > 0 and var kept)
                throw new ArgumentException(
                    Invariant($"{what}: its rule keeps {kept} rows, which a new file does not have."), nameof(plan));
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
