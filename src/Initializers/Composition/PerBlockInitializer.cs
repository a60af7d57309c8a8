using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// Packed layers, each block with its own initializer: the input, forget, cell and output gates of an LSTM, or query, key and value. Block
/// k has the k-th part of the outputs, and is filled as a separate layer, with its own fans.
/// </summary>
/// <example>
/// <code>
/// // Input, forget, cell and output gate of an LSTM, whose biases lie in one vector.
/// IWeightInitializer biases = Init.PerBlock(Init.Zeros(), Init.Ones(), Init.Zeros(), Init.Zeros());
/// float[] values = biases.Initialize(TensorShape.Vector(4 * 128).WithBlocks(4));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The outputs are those of the layout; those of a vector are its elements. The shape may have the blocks or none. The blocks draw from the
/// source one after the other. One of the initializers may be bound to a source, or several to the same one: calls without a source draw
/// from it for all blocks.
/// </para>
/// <para>Thread-safe: an immutable value. Two are equal if the initializers are, in order.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<PerBlockInitializer>))]
public sealed record PerBlockInitializer
    : IBoundInitializer, IPredictableInitializer, ITypedInitializer, ICheckedInitializer, IFrameworkInitializer
{
    private readonly IWeightInitializer[] _blocks;

    /// <summary>Combines an initializer for each block.</summary>
    /// <param name="blocks">The initializers, in the order of the blocks; at least one.</param>
    /// <exception cref="ArgumentException">
    /// There is no initializer, one is null, or two are bound to different sources: bind the whole, <c>PerBlock(...).WithSeed(42)</c>.
    /// </exception>
    public PerBlockInitializer(params ReadOnlySpan<IWeightInitializer> blocks)
    {
        if (blocks.IsEmpty) throw new ArgumentException("blocks must have at least one initializer, but had none.", nameof(blocks));
        _blocks = Array.ConvertAll(blocks.ToArray(), Recommendation.Unwrap);
        Blocks = Guard.Items(_blocks, nameof(blocks));
        IWeightInitializer[] bound = Array.FindAll(_blocks, block => block is IBoundInitializer { IsBound: true });
        if (bound.Any(block => !ReferenceEquals(block, bound[0])))
            throw new ArgumentException(
                $"blocks must share one source, but {bound.Length} initializers were bound to different ones. "
                + "Bind the whole instead: PerBlock(...).WithSeed(42).",
                nameof(blocks));
    }

    /// <inheritdoc cref="PerBlockInitializer(ReadOnlySpan{IWeightInitializer})"/>
    /// <exception cref="ArgumentNullException"><paramref name="blocks"/> is null.</exception>
    [OverloadResolutionPriority(-1)] // for languages without params spans, such as F#
    public PerBlockInitializer(params IWeightInitializer[] blocks)
        : this(Guard.NotNull(blocks).AsSpan())
    {
    }

    /// <summary>The initializers, in the order of the blocks.</summary>
    public IReadOnlyList<IWeightInitializer> Blocks { get; }

    /// <inheritdoc/>
    public bool IsBound => Bound is not null;

    /// <inheritdoc/>
    public IWeightInitializer Unbound => IsBound ? new PerBlockInitializer(Array.ConvertAll(_blocks, Binding.Unbound)) : this;

    private IWeightInitializer? Bound => Array.Find(_blocks, block => block is IBoundInitializer { IsBound: true });

    /// <inheritdoc/>
    public IRandomSource NextSource() => Binding.SourceFor(Bound ?? _blocks[0]);

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <summary>Fills a whole parameter in double precision, each block with its initializer.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    /// <remarks>
    /// The mean, deviation and bounds of all blocks together; the form of the distribution is known only if all predictions are equal.
    /// </remarks>
    public WeightPrediction? Predict(TensorShape shape)
    {
        TensorShape whole = shape;
        return WeightPrediction.OfParts(_blocks.Select((block, i) => (block, BlockOf(whole, i), 1L)));
    }

    /// <summary>The number of elements that are drawn, where others repeat them.</summary>
    internal double DrawnElements(TensorShape shape) =>
        Enumerable.Range(0, _blocks.Length).Sum(i => Capabilities.DrawnElements(_blocks[i], BlockOf(shape, i)));

    bool ITypedInitializer.Draws<T>() => typeof(T) != typeof(double) || Array.Exists(_blocks, Capabilities.Draws<T>);

    void ITypedInitializer.Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random)
    {
        for (int i = 0; i < _blocks.Length; i++) Capabilities.Check<T>(_blocks[i], BlockOf(shape, i), random);
    }

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) =>
        _blocks.Select(block => (Binding.Unbound(block) as IFrameworkInitializer)?.SourceOf(seed))
            .FirstOrDefault(source => source is not null);

    private void Fill<T>(Span<T> weights, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        ((ICheckedInitializer)this).Check<T>(shape, random);

        // All blocks go into a buffer first: if a source ends or a custom initializer throws, nothing is written.
        using var filled = new Rented<T>(weights.Length);
        int start = 0;
        for (int i = 0; i < _blocks.Length; i++)
        {
            TensorShape block = BlockOf(shape, i);
            TypedFill.Run(_blocks[i], filled.Span.Slice(start, (int)block.Count), block, random);
            start += (int)block.Count;
        }
        Interleave<T>(filled.Span, weights, shape);
    }

    /// <summary>Copies consecutive blocks to their positions along the outputs.</summary>
    private void Interleave<T>(ReadOnlySpan<T> filled, Span<T> weights, in TensorShape shape)
    {
        int axis = shape.Layout.OutputAxisOf(shape), stride = (int)shape.StrideOf(axis), whole = (int)shape[axis] * stride;
        for (int i = 0, from = 0, to = 0; i < _blocks.Length; i++)
        {
            int run = (int)BlockOf(shape, i)[axis] * stride; // contiguous elements of a block
            for (int before = to; before < weights.Length; before += whole, from += run) filled.Slice(from, run).CopyTo(weights[before..]);
            to += run;
        }
    }

    /// <summary>The shape of the separate layer of a block.</summary>
    /// <exception cref="ArgumentException">
    /// The blocks do not divide the outputs, the shape has another number of blocks, or it has groups.
    /// </exception>
    private TensorShape BlockOf(in TensorShape shape, int block)
    {
        if (shape.Groups != 1) throw new ArgumentException($"shape must have no groups, but was {shape}.", nameof(shape));
        if (shape.Blocks != 1 && shape.Blocks != _blocks.Length)
            throw new ArgumentException(
                $"shape must have no blocks or {_blocks.Length}, one for each initializer, but was {shape}.", nameof(shape));
        return (shape.Blocks == 1 ? shape.WithBlocks(_blocks.Length) : shape).BlockShape(block);
    }

    /// <summary>Whether the initializers are equal, in order.</summary>
    /// <param name="other">The other initializer.</param>
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
