namespace Initializers;

/// <summary>
/// Packed layers, each block with an initializer of its own: the input, forget, cell and output gates of an LSTM, or query, key and value. Block k of n has the k-th part of the outputs, in their order, and is filled as the
/// layer that it is, with its own fans.
/// </summary>
/// <remarks>
/// <para>
/// The outputs are the layout's; those of a vector are its elements. The shape may say its blocks or not. Blocks take the words of the source one behind the other. One of the initializers may be bound to a source, or several to the very
/// same: calls that name none draw from it for all blocks.
/// </para>
/// <para>Thread-safe: an immutable value. Equal when the initializers are, in their order.</para>
/// </remarks>
public sealed record PerBlockInitializer : IBoundInitializer
{
    private readonly IWeightInitializer[] _blocks;
    private readonly IWeightInitializer? _bound;

    /// <summary>An initializer for each block.</summary>
    /// <param name="blocks">The initializers, in the order of the blocks; at least one.</param>
    /// <exception cref="ArgumentException">There is none, one is null, or two are bound to different sources: bind the whole, <c>PerBlock(...).WithSeed(42)</c>.</exception>
    public PerBlockInitializer(params ReadOnlySpan<IWeightInitializer> blocks)
    {
        if (blocks.IsEmpty) throw new ArgumentException("blocks has 0 initializers; accepted is at least one.", nameof(blocks));
        foreach (IWeightInitializer block in blocks) ArgumentNullException.ThrowIfNull(block, nameof(blocks));
        _blocks = blocks.ToArray();
        Blocks = Array.AsReadOnly(_blocks);
        IWeightInitializer[] bound = Array.FindAll(_blocks, block => block is IBoundInitializer { IsBound: true });
        _bound = bound.FirstOrDefault();
        if (bound.Any(block => !ReferenceEquals(block, _bound)))
            throw new ArgumentException($"blocks has {bound.Length} initializers that are bound to sources of their own; accepted is one source for all blocks: PerBlock(...).WithSeed(42).", nameof(blocks));
    }

    /// <summary>The initializers, in the order of the blocks.</summary>
    public IReadOnlyList<IWeightInitializer> Blocks { get; }

    /// <inheritdoc/>
    public bool IsBound => _bound is not null;

    /// <inheritdoc/>
    public IRandomSource NextSource() => Binding.SourceFor(_bound ?? _blocks[0]);

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        int axis = shape.Layout.OutputAxisOf(shape), outputs = (int)shape[axis];
        if (outputs % _blocks.Length != 0 || (shape.Blocks != 1 && shape.Blocks != _blocks.Length) || shape.Groups != 1)
            throw new ArgumentException($"shape is {shape}; accepted is one of {_blocks.Length} blocks and 1 group, whose {outputs} outputs the blocks divide.", nameof(shape));

        // All into a buffer first: if the last block's initializer refuses its shape, nothing is written.
        using var filled = new Rented<float>(weights.Length);
        TensorShape block = shape.WithExtent(axis, outputs / _blocks.Length).WithBlocks(1);
        int length = weights.Length / _blocks.Length;
        for (int i = 0; i < _blocks.Length; i++) _blocks[i].Initialize(filled.Span.Slice(i * length, length), block, random);

        int run = outputs / _blocks.Length * (int)shape.StrideOf(axis); // of elements that stay together
        for (int to = 0; to * run < weights.Length; to++)
        {
            (int before, int i) = Math.DivRem(to, _blocks.Length);
            filled.Span.Slice(i * length + before * run, run).CopyTo(weights[(to * run)..]);
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
