namespace Initializers.Checkpoints;

/// <summary>A sum of hashes, to which any thread adds.</summary>
internal sealed class HashSum
{
    private readonly Lock _lock = new();
    private CheckpointHash _sum;

    public CheckpointHash Value
    {
        get { lock (_lock) return _sum; }
    }

    public void Add(CheckpointHash hash)
    {
        lock (_lock) _sum += hash;
    }
}
