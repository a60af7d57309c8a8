using static System.FormattableString;

namespace Initializers;

/// <summary>Layers that are packed along the outputs: so many of one size, or where each of the blocks ends.</summary>
/// <remarks>The default is one block. Thread-safe: an immutable value.</remarks>
internal readonly struct PackedBlocks
{
    private readonly long _count;
    private readonly long[]? _ends;

    /// <summary>So many blocks of one size.</summary>
    public PackedBlocks(long count) => _count = count;

    /// <summary>Blocks of so many outputs each.</summary>
    /// <exception cref="ArgumentException">There is none, a size is below 1, or the sizes make 2^63 or more.</exception>
    public PackedBlocks(ReadOnlySpan<long> sizes)
    {
        if (sizes.IsEmpty) throw new ArgumentException("sizes must have at least one size, but had none.", nameof(sizes));
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

    private PackedBlocks(long[] ends) => (_count, _ends) = (ends.Length, ends);

    /// <summary>How many blocks there are.</summary>
    public long Count => Math.Max(_count, 1);

    /// <summary>Whether sizes were said.</summary>
    public bool HasSizes => _ends is not null;

    /// <summary>What the sizes that were said make together.</summary>
    public long Sum => _ends?[^1] ?? 0;

    /// <summary>Whether blocks of so many outputs together have one size.</summary>
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

    /// <summary>Whether the blocks divide so many outputs.</summary>
    public bool Divide(long outputs) => _ends is null ? outputs % Count == 0 : _ends[^1] == outputs;

    /// <summary>The outputs of a block, of so many outputs together.</summary>
    public long SizeOf(long block, long outputs) => _ends is null ? outputs / Count : _ends[block] - StartOf(block, outputs);

    /// <summary>The first output of a block.</summary>
    public long StartOf(long block, long outputs) => _ends is null ? block * (outputs / Count) : block == 0 ? 0 : _ends[block - 1];

    /// <summary>The block that an output belongs to.</summary>
    public long Of(long output, long outputs)
    {
        if (_ends is null) return output / (outputs / Count);
        int found = Array.BinarySearch(_ends, output);
        return found < 0 ? ~found : found + 1; // an output that is the end of a block is the first of the next
    }

    /// <summary>Whether all sizes that were said are multiples of a number.</summary>
    public bool AreMultiplesOf(long divisor)
    {
        foreach (long end in _ends.AsSpan())
        {
            if (end % divisor != 0) return false;
        }
        return true;
    }

    /// <summary>The same blocks, of which each has so many times fewer outputs.</summary>
    public PackedBlocks DividedBy(long divisor)
    {
        if (_ends is null) return this;
        var ends = new long[_ends.Length];
        for (int block = 0; block < ends.Length; block++) ends[block] = _ends[block] / divisor;
        return new(ends);
    }

    /// <summary>Whether the blocks of so many outputs are the same.</summary>
    public bool Equals(in PackedBlocks other, long outputs) =>
        Count == other.Count
        && (AreEqualIn(outputs) ? other.AreEqualIn(outputs) : _ends.AsSpan().SequenceEqual(other._ends));

    /// <summary><c>3</c>, or <c>[64, 16, 16]</c> where the sizes are said and are not equal parts of so many outputs.</summary>
    public string Describe(long outputs)
    {
        if (AreEqualIn(outputs)) return Invariant($"{Count}");
        var sizes = new long[_ends!.Length];
        for (int block = 0; block < sizes.Length; block++) sizes[block] = SizeOf(block, outputs);
        return TensorShape.List(sizes);
    }
}
