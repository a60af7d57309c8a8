using static System.FormattableString;

namespace Initializers;

/// <summary>Layers packed along the outputs as blocks: their number if they have the same size, or else the end of each.</summary>
/// <remarks>The default value is one block. Thread-safe: an immutable value.</remarks>
internal readonly struct PackedBlocks
{
    private readonly long _count;
    private readonly long[]? _ends;

    /// <summary>The given number of blocks of the same size.</summary>
    public PackedBlocks(long count) => _count = count;

    /// <summary>Blocks of the given sizes, in outputs.</summary>
    /// <exception cref="ArgumentException">There is no size, a size is below 1, or their sum is 2^63 or more.</exception>
    public PackedBlocks(ReadOnlySpan<long> sizes)
    {
        if (sizes.IsEmpty) throw new ArgumentException("sizes must have at least one element, but had none.", nameof(sizes));
        (_count, _ends) = (sizes.Length, new long[sizes.Length]);
        long end = 0;
        for (int block = 0; block < sizes.Length; block++)
        {
            if (sizes[block] < 1)
                throw new ArgumentOutOfRangeException(
                    nameof(sizes), sizes[block], $"sizes must be at least 1 each, but were {TensorShape.List(sizes)}.");
            if (sizes[block] > long.MaxValue - end)
                throw new ArgumentException($"sizes must have a sum below 2^63, but were {TensorShape.List(sizes)}.", nameof(sizes));
            _ends[block] = end += sizes[block];
        }
    }

    /// <summary>Refuses sizes that are no blocks.</summary>
    /// <exception cref="ArgumentException">There is no size, a size is below 1, or their sum is 2^63 or more.</exception>
    public static void Check(ReadOnlySpan<long> sizes) => _ = new PackedBlocks(sizes);

    private PackedBlocks(long[] ends) => (_count, _ends) = (ends.Length, ends);

    /// <summary>The number of blocks.</summary>
    public long Count => Math.Max(_count, 1);

    /// <summary>Whether the sizes were given.</summary>
    public bool HasSizes => _ends is not null;

    /// <summary>The sum of the sizes, if they were given.</summary>
    public long Sum => _ends?[^1] ?? 0;

    /// <summary>Whether the blocks divide the given number of outputs equally.</summary>
    public bool AreEqualIn(long outputs)
    {
        if (_ends is null) return true;
        if (_ends[^1] != outputs) return false;
        for (int block = 1; block < _ends.Length; block++)
        {
            if (_ends[block] - _ends[block - 1] != _ends[0]) return false;
        }
        return true;
    }

    /// <summary>Whether the blocks make up the given number of outputs.</summary>
    public bool Divide(long outputs) => _ends is null ? outputs % Count == 0 : _ends[^1] == outputs;

    /// <summary>Returns the number of outputs in a block, given that of all blocks.</summary>
    public long SizeOf(long block, long outputs) => _ends is null ? outputs / Count : _ends[block] - StartOf(block, outputs);

    /// <summary>Returns the index of a block's first output, given the number of all outputs.</summary>
    public long StartOf(long block, long outputs) => _ends is null ? block * (outputs / Count) : block == 0 ? 0 : _ends[block - 1];

    /// <summary>Returns the block that an output belongs to, given the number of all outputs.</summary>
    public long Of(long output, long outputs)
    {
        if (_ends is null) return output / (outputs / Count);
        int found = Array.BinarySearch(_ends, output);
        return found < 0 ? ~found : found + 1; // the end of a block is the first output of the next
    }

    /// <summary>Whether all given sizes are multiples of a number.</summary>
    public bool AreMultiplesOf(long divisor)
    {
        foreach (long end in _ends.AsSpan())
        {
            if (end % divisor != 0) return false;
        }
        return true;
    }

    /// <summary>Returns the blocks with their sizes divided by a number.</summary>
    public PackedBlocks DividedBy(long divisor)
    {
        if (_ends is null) return this;
        var ends = new long[_ends.Length];
        for (int block = 0; block < ends.Length; block++) ends[block] = _ends[block] / divisor;
        return new(ends);
    }

    /// <summary>Whether both divide the given number of outputs into the same blocks.</summary>
    public bool Equals(in PackedBlocks other, long outputs) =>
        Count == other.Count
        && (AreEqualIn(outputs) ? other.AreEqualIn(outputs) : _ends.AsSpan().SequenceEqual(other._ends));

    /// <summary>Returns <c>3</c> for equal blocks of the given number of outputs; otherwise their sizes, <c>[64, 16, 16]</c>.</summary>
    public string Describe(long outputs)
    {
        if (AreEqualIn(outputs)) return Invariant($"{Count}");
        var sizes = new long[_ends!.Length];
        for (int block = 0; block < sizes.Length; block++) sizes[block] = SizeOf(block, outputs);
        return TensorShape.List(sizes);
    }
}
