namespace Initializers.Checkpoints;

/// <summary>Counts what has been written or read, and tells of it in rising numbers.</summary>
/// <param name="progress">Whom to tell; null for nobody.</param>
/// <param name="all">The bytes of all tensors.</param>
internal sealed class CheckpointTally(IProgress<CheckpointProgress>? progress, long all)
{
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Adds some bytes of a tensor, from any thread.</summary>
    public void Add(string name, long bytes)
    {
        if (progress is null) return;
        lock (_lock)
        {
            _bytes += bytes;
            progress.Report(new(name, _bytes, all));
        }
    }
}
