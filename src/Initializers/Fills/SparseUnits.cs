using System.Numerics;

namespace Initializers;

/// <summary>
/// The units of a layer whose connections are counted, and which of these are kept. Units are outputs with all that comes into them, or
/// inputs with all that goes out of them to one packed block. They are numbered through the matrices of a tensor: entries of the batch, in
/// each groups, in it blocks.
/// </summary>
internal readonly struct SparseUnits
{
    private readonly SparseUnit _per;
    private readonly double? _sparsity;
    private readonly long? _connections;

    /// <summary>The units of a shape that has elements.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="per">Whose connections are counted.</param>
    /// <param name="sparsity">The share of zeros, or null where the connections are said.</param>
    /// <param name="connections">How many connections a unit keeps, or null where the sparsity is said.</param>
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
                    $"shape must have at most {int.MaxValue} connections of a unit, but was {shape}, with {ConnectionsOf(block)}.",
                    nameof(shape));
        }
    }

    /// <summary>Where the connections are.</summary>
    public LayerOffsets Offsets { get; }

    /// <summary>The elements that the units of all blocks like this one keep, as a share of a shape's elements.</summary>
    public double KeptShareOf(long block, in TensorShape shape)
    {
        (long connections, LayerCounts counts) = (ConnectionsOf(block), Offsets.Counts);
        double share = counts.RowsOf(block) * counts.Times * counts.Inputs * counts.Taps / shape.Count;
        return (double)KeptOf(connections) / connections * share;
    }

    /// <summary>Marks the elements of a slice that are kept.</summary>
    public void Keep(SparseChoice choice, in TensorShape shape, long start, int length, Span<ulong> kept)
    {
        long most = 0;
        for (long block = 0; block < Offsets.Counts.DistinctBlocks; block++) most = Math.Max(most, ConnectionsOf(block));
        using var chosen = new Rented<ulong>(Bits.WordsFor(most));
        Offsets.Visit(shape, start, length, new Keeper(this, choice, chosen.Span, start, length, kept));
    }

    /// <summary>The connections of one unit.</summary>
    private long ConnectionsOf(long block) =>
        (_per == SparseUnit.Output ? Offsets.Counts.Inputs : Offsets.Counts.RowsOf(block)) * Offsets.Counts.Taps;

    private long KeptOf(long connections) =>
        _connections is { } kept ? Math.Min(kept, connections) : connections - (long)Math.Ceiling(_sparsity!.Value * connections);

    private readonly ref struct Keeper(SparseUnits units, SparseChoice choice, Span<ulong> chosen, long start, int length, Span<ulong> kept)
        : ISliceVisitor
    {
        private readonly Span<ulong> _chosen = chosen, _kept = kept;

        public void Visit(long entry, long group, IndexRange outputs, IndexRange inputs)
        {
            if (outputs.First >= outputs.End) return;
            (LayerOffsets offsets, LayerCounts counts) = (units.Offsets, units.Offsets.Counts);
            long layer = entry * counts.Groups + group, corner = offsets.OfEntry(entry) - start;
            for (long block = counts.BlockOf(outputs.First); block <= counts.BlockOf(outputs.End - 1); block++)
            {
                if (units._per == SparseUnit.Output)
                {
                    IndexRange rows = outputs.Common(new(counts.FirstRowOf(block), counts.FirstRowOf(block) + counts.RowsOf(block)));
                    for (long output = rows.First; output < rows.End; output++)
                        KeepUnit(layer * counts.Outputs + output, corner + offsets.OfOutput(group, output), group, block);
                }
                else
                {
                    long first = (layer * counts.Blocks + block) * counts.Inputs;
                    for (long input = inputs.First; input < inputs.End; input++)
                        KeepUnit(first + input, corner + offsets.OfInput(group, input), group, block);
                }
            }
        }

        /// <summary>
        /// Marks what a unit keeps, whose other ends are the inputs of its group, or the outputs of its block.
        /// </summary>
        private void KeepUnit(long unit, long offset, long group, long block)
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
                    long end = units._per == SparseUnit.Output ? offsets.OfInput(group, other) : offsets.OfOutput(group, top + other);
                    long at = offset + offsets.OfTap(tap) + end;
                    if (at >= 0 && at < length) _kept.Set(at);
                }
            }
        }
    }
}
