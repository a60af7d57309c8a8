namespace Initializers;

/// <summary>The indices from <paramref name="First"/> up to, but not including, <paramref name="End"/>.</summary>
internal readonly record struct IndexRange(long First, long End)
{
    /// <summary>Returns the part of the range within a block of the given start and size, counted from that start.</summary>
    public IndexRange Within(long start, long size) => new(Math.Clamp(First - start, 0, size), Math.Clamp(End - start, 0, size));

    /// <summary>Returns the indices that lie in both ranges.</summary>
    public IndexRange Intersect(IndexRange other) => new(Math.Max(First, other.First), Math.Min(End, other.End));

    /// <summary>Returns the range of the blocks of the given size that contain the indices.</summary>
    public IndexRange DividedBy(long size) => new(First / size, (End - 1) / size + 1);
}
