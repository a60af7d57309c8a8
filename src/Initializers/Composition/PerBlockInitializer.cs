using System.Buffers;

namespace Initializers;

/// <summary>
/// Packed layers, each block with an initializer of its own: the input, forget, cell and output gates of an LSTM, or query, key and value. Block k of n has the k-th part of the outputs, in their order, and is filled as the
/// layer that it is, with its own fans.
/// </summary>
/// <remarks>
/// <para>
/// The outputs are the layout's; those of a vector are its elements. The shape may say its blocks or not. Blocks take the words of the source one behind the other. A call that names no source draws from the first of the
/// initializers that is bound to one.
/// </para>
/// <para>Thread-safe: an immutable value. Equal when the initializers are, in their order.</para>
/// </remarks>
public sealed record PerBlockInitializer : IBoundInitializer
{
    private readonly IWeightInitializer[] _blocks;

    /// <summary>An initializer for each block.</summary>
    /// <param name="blocks">The initializers, in the order of the blocks; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public PerBlockInitializer(params ReadOnlySpan<IWeightInitializer> blocks)
    {
        if (blocks.IsEmpty) throw new ArgumentException("blocks has 0 initializers; accepted is at least one.", nameof(blocks));
        foreach (IWeightInitializer block in blocks) ArgumentNullException.ThrowIfNull(block, nameof(blocks));
        _blocks = blocks.ToArray();
    }

    /// <summary>The initializers, in the order of the blocks.</summary>
    public IReadOnlyList<IWeightInitializer> Blocks => _blocks;

    /// <inheritdoc/>
    public IRandomSource NextSource() => WeightInitializerExtensions.SourceFor(Array.Find(_blocks, block => block is IBoundInitializer) ?? _blocks[0]);

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights, shape, random)) return;
        int axis = shape.Layout.OutputAxisOf(shape), outputs = (int)shape[axis];
        if (outputs % _blocks.Length != 0 || (shape.Blocks != 1 && shape.Blocks != _blocks.Length) || shape.Groups != 1)
            throw new ArgumentException($"shape is {shape}; accepted is one of {_blocks.Length} blocks and 1 group, whose {outputs} outputs the blocks divide.", nameof(shape));
        float[] rented = ArrayPool<float>.Shared.Rent(weights.Length);
        try
        {
            // All into a buffer first: if the last block's initializer refuses its shape, nothing is written.
            Span<float> filled = rented.AsSpan(0, weights.Length);
            TensorShape block = shape.WithExtent(axis, outputs / _blocks.Length).WithBlocks(1);
            int length = weights.Length / _blocks.Length;
            for (int i = 0; i < _blocks.Length; i++) _blocks[i].Initialize(filled.Slice(i * length, length), block, random);

            int run = outputs / _blocks.Length; // of elements that stay together
            for (int later = axis + 1; later < shape.Rank; later++) run *= (int)shape[later];
            for (int to = 0; to * run < weights.Length; to++)
            {
                (int before, int i) = Math.DivRem(to, _blocks.Length);
                filled.Slice(i * length + before * run, run).CopyTo(weights[(to * run)..]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Whether the initializers are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(PerBlockInitializer? other) => other is not null && _blocks.AsSpan().SequenceEqual(other._blocks);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (IWeightInitializer block in _blocks) hash.Add(block);
        return hash.ToHashCode();
    }

    /// <summary><c>PerBlock(Zeros(), Ones(), Zeros(), Zeros())</c>.</summary>
    public override string ToString() => $"PerBlock({string.Join<IWeightInitializer>(", ", _blocks)})";
}
