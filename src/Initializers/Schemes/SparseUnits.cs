using System.Numerics;

namespace Initializers;

/// <summary>
/// The units of a sparse layer and the connections that each of them keeps. A unit is an output with its incoming connections, or an input
/// with its outgoing connections to one packed block. Units are numbered through all matrices of a tensor: by entry of the batch, group and
/// block.
/// </summary>
internal readonly struct SparseUnits
{
    private readonly SparseUnit _per;
    private readonly double? _sparsity;
    private readonly long? _connections;

    /// <summary>The units of a shape that has elements.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="per">The kind of unit.</param>
    /// <param name="sparsity">The fraction of zeros; null if <paramref name="connections"/> are given.</param>
    /// <param name="connections">The number of connections that a unit keeps; null if <paramref name="sparsity"/> is given.</param>
    /// <exception cref="ArgumentException">
    /// The rank does not fit the layout, groups or blocks do not divide the channels, or a unit has more than 2^31 - 1 connections.
    /// </exception>
    public SparseUnits(in TensorShape shape, SparseUnit per, double? sparsity, long? connections)
    {
        (Offsets, _per, _sparsity, _connections) = (new(shape), per, sparsity, connections);
        for (long block = 0; block < Offsets.Counts.DistinctBlocks; block++)
        {
            if (ConnectionsOf(block) > int.MaxValue)
                throw new ArgumentException(
                    $"shape must have at most {int.MaxValue} connections per unit, but was {shape}, with {ConnectionsOf(block)}.",
                    nameof(shape));
        }
    }

    /// <summary>The offsets of the connections.</summary>
    public LayerOffsets Offsets { get; }

    /// <summary>Returns the elements that the units of all blocks of this size keep, as a fraction of a shape's elements.</summary>
    public double KeptFractionOf(long block, in TensorShape shape)
    {
        (long connections, LayerCounts counts) = (ConnectionsOf(block), Offsets.Counts);
        double fraction = counts.RowsOf(block) * counts.Occurrences * counts.Inputs * counts.Taps / shape.Count;
        return (double)KeptOf(connections) / connections * fraction;
    }

    /// <summary>Sets the bits of those elements of a slice that are kept.</summary>
    public void MarkKept(SparseChoice choice, in TensorShape shape, long start, int length, Span<ulong> kept)
    {
        long most = 0;
        for (long block = 0; block < Offsets.Counts.DistinctBlocks; block++) most = Math.Max(most, ConnectionsOf(block));
        using var chosen = new Rented<ulong>(Bits.WordsFor(most));
        Offsets.Visit(shape, start, length, new Marker(this, choice, chosen.Span, start, length, kept));
    }

    /// <summary>Returns the number of connections of a unit.</summary>
    private long ConnectionsOf(long block) =>
        (_per == SparseUnit.Output ? Offsets.Counts.Inputs : Offsets.Counts.RowsOf(block)) * Offsets.Counts.Taps;

    /// <summary>Returns how many of its connections a unit keeps.</summary>
    private long KeptOf(long connections) =>
        _connections is { } kept ? Math.Min(kept, connections) : connections - (long)Math.Ceiling(_sparsity!.Value * connections);

    private readonly ref struct Marker(SparseUnits units, SparseChoice choice, Span<ulong> chosen, long start, int length, Span<ulong> kept)
        : ISliceVisitor
    {
        private readonly Span<ulong> _chosen = chosen, _kept = kept;

        public void Visit(long entry, long group, IndexRange outputs, IndexRange inputs)
        {
            if (outputs.First >= outputs.End) return;
            (LayerOffsets offsets, LayerCounts counts) = (units.Offsets, units.Offsets.Counts);
            long layer = entry * counts.Groups + group, corner = offsets.EntryOffset(entry) - start;
            for (long block = counts.BlockOf(outputs.First); block <= counts.BlockOf(outputs.End - 1); block++)
            {
                if (units._per == SparseUnit.Output)
                {
                    IndexRange rows = outputs.Intersect(new(counts.FirstRowOf(block), counts.FirstRowOf(block) + counts.RowsOf(block)));
                    for (long output = rows.First; output < rows.End; output++)
                        MarkUnit(layer * counts.Outputs + output, corner + offsets.OutputOffset(group, output), group, block);
                }
                else
                {
                    long first = (layer * counts.Blocks + block) * counts.Inputs;
                    for (long input = inputs.First; input < inputs.End; input++)
                        MarkUnit(first + input, corner + offsets.InputOffset(group, input), group, block);
                }
            }
        }

        /// <summary>Marks the connections that a unit keeps to the inputs of its group, or to the outputs of its block.</summary>
        private void MarkUnit(long unit, long offset, long group, long block)
        {
            LayerOffsets offsets = units.Offsets;
            long connections = units.ConnectionsOf(block), taps = offsets.Counts.Taps, top = offsets.Counts.FirstRowOf(block);
            Span<ulong> words = _chosen[..Bits.WordsFor(connections)];
            choice.Choose(unit, units.KeptOf(connections), connections, words);
            for (int i = 0; i < words.Length; i++)
            {
                for (ulong left = words[i]; left != 0; left &= left - 1)
                {
                    (long other, long tap) = Math.DivRem(64L * i + BitOperations.TrailingZeroCount(left), taps);
                    long end = units._per == SparseUnit.Output ? offsets.InputOffset(group, other)
                        : offsets.OutputOffset(group, top + other);
                    long at = offset + offsets.TapOffset(tap) + end;
                    if (at >= 0 && at < length) _kept.Set(at);
                }
            }
        }
    }
}
