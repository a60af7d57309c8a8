using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>The dimensions of a weight tensor, and what its axes mean.</summary>
/// <remarks>
/// <para>Write <c>TensorShape.Linear(inputs: 784, outputs: 256)</c>, or the dimensions themselves: <c>[256, 784]</c> is
/// <see cref="WeightLayout.OutIn"/>, <c>[out, in/groups, *kernel]</c>. Up to 8 dimensions, each 0 or more; their product is below 2^63.
/// No dimensions, <c>[]</c>, are a scalar: one element.</para>
/// <para>Thread-safe: an immutable value, which allocates nothing.</para>
/// </remarks>
[CollectionBuilder(typeof(TensorShape), nameof(Create))]
public readonly partial struct TensorShape : IEquatable<TensorShape>
{
    /// <summary>The largest number of dimensions.</summary>
    public const int MaxRank = 8;

    private readonly Dimensions8 _dimensions;
    private readonly int _rank;

    /// <summary>A shape in the layout <see cref="WeightLayout.OutIn"/>.</summary>
    /// <param name="dimensions">The extent along each axis, from the slowest to the fastest in memory.</param>
    /// <exception cref="ArgumentException">More than 8 dimensions, a negative one, or a product of 2^63 or more.</exception>
    public TensorShape(params ReadOnlySpan<long> dimensions)
    {
        if (dimensions.Length > MaxRank) throw RankRefused(dimensions);
        ulong product = 1;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            long dimension = dimensions[axis];
            if (dimension < 0) throw DimensionRefused(dimension, dimensions);
            if (Math.BigMul(product, (ulong)Math.Max(dimension, 1), out product) > 0 || product > long.MaxValue) throw ProductRefused(dimensions);
            _dimensions[axis] = dimension;
        }
        _rank = dimensions.Length;
    }

    /// <summary>Number of axes.</summary>
    public int Rank => _rank;

    /// <summary>Number of elements: the product of the dimensions.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            for (int axis = 0; axis < _rank; axis++) count *= _dimensions[axis];
            return count;
        }
    }

    /// <summary>What the axes mean; unless said otherwise, <see cref="WeightLayout.OutIn"/>.</summary>
    public WeightLayout Layout { get => field ?? WeightLayout.OutIn; private init; }

    /// <summary>Groups of a grouped convolution, which share no connections; unless said otherwise, 1.</summary>
    public long Groups { get => Math.Max(field, 1); private init; }

    /// <summary>Separate layers packed along the output axis, such as 3 for QKV or 4 for the gates of an LSTM; unless said otherwise, 1.</summary>
    public long Blocks { get => Math.Max(field, 1); private init; }

    /// <summary>
    /// The connections into one output and out of one input: within one group and one block; or what <see cref="WithFans"/> said.
    /// Strides do not matter, by the field's convention.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The shape has fewer than two axes (the vector of biases belongs to a layer that it does not know: use <see cref="WithFans"/>),
    /// its rank does not fit its layout, or groups or blocks do not divide the channels.
    /// </exception>
    public Fans Fans => KnownFans ?? Layout.FansOf(this);

    private Fans? KnownFans { get; init; }

    /// <summary>The extent along an axis; <c>^1</c> is the last one.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such axis.</exception>
    public long this[Index axis] => Dimensions[axis];

    /// <summary>The extents of all axes, from the slowest to the fastest in memory.</summary>
    [UnscopedRef]
    public ReadOnlySpan<long> Dimensions => ((ReadOnlySpan<long>)_dimensions)[.._rank];

    /// <summary>The same dimensions, whose axes mean something else: nothing moves.</summary>
    /// <param name="layout">What the axes mean, such as <see cref="WeightLayout.InOut"/> for the kernels of Keras and JAX.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layout"/> is null.</exception>
    public TensorShape WithLayout(WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return this with { Layout = layout };
    }

    /// <summary>The same dimensions in so many groups, whose channels share no connections. The dimensions stay: say them as they are stored.</summary>
    /// <param name="groups">1 or more; that they divide the channels is checked with the fans.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is below 1.</exception>
    public TensorShape WithGroups(long groups) => this with { Groups = Guard.Positive(groups) };

    /// <summary>The same dimensions, of which so many equal layers are packed along the output axis: 3 for QKV, 4 for the gates of an LSTM.</summary>
    /// <param name="blocks">1 or more; that they divide the outputs is checked with the fans.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blocks"/> is below 1.</exception>
    public TensorShape WithBlocks(long blocks) => this with { Blocks = Guard.Positive(blocks) };

    /// <summary>The same dimensions with the fans of the layer that they belong to, whatever the axes: for biases, and for what no layout describes.</summary>
    /// <param name="fanIn">Connections into one output.</param>
    /// <param name="fanOut">Connections out of one input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
    public TensorShape WithFans(long fanIn, long fanOut) => this with { KnownFans = new Fans(fanIn, fanOut) };

    /// <summary>How many elements lie between neighbours along an axis, in row-major order.</summary>
    internal long StrideOf(int axis)
    {
        long stride = 1;
        while (++axis < _rank) stride *= _dimensions[axis];
        return stride;
    }

    /// <summary>The same axes with another extent along one of them. Fans said with <see cref="WithFans"/> stay.</summary>
    internal TensorShape WithExtent(int axis, long extent)
    {
        Span<long> dimensions = stackalloc long[_rank];
        Dimensions.CopyTo(dimensions);
        dimensions[axis] = extent;
        return new TensorShape(dimensions) { Layout = Layout, Groups = Groups, Blocks = Blocks, KnownFans = KnownFans };
    }

    /// <summary>The same layer with fewer channels: its dimension along their axis is divided, and of fans said with <see cref="WithFans"/> the one that counts them.</summary>
    internal TensorShape WithChannelsDividedBy(long divisor, int axis)
    {
        TensorShape divided = WithExtent(axis, this[axis] / divisor);
        if (KnownFans is not { } fans) return divided;
        bool inputs = _rank > 1 && Layout.RoleAt(axis, _rank) == AxisRole.In;
        return divided with { KnownFans = inputs ? new Fans(fans.In / divisor, fans.Out) : new Fans(fans.In, fans.Out / divisor) };
    }

    /// <summary>The dimensions, in order.</summary>
    [UnscopedRef]
    public ReadOnlySpan<long>.Enumerator GetEnumerator() => Dimensions.GetEnumerator();

    /// <summary>The dimensions as an array.</summary>
    public long[] ToArray() => Dimensions.ToArray();

    /// <summary>Two shapes are equal when dimensions, layout, groups, blocks and the fans said with <see cref="WithFans"/> are.</summary>
    /// <param name="other">The other shape.</param>
    public bool Equals(TensorShape other) =>
        Dimensions.SequenceEqual(other.Dimensions) && Layout.Equals(other.Layout)
        && Groups == other.Groups && Blocks == other.Blocks && KnownFans == other.KnownFans;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (long dimension in this) hash.Add(dimension);
        hash.Add(Layout);
        hash.Add((Groups, Blocks, KnownFans));
        return hash.ToHashCode();
    }

    /// <summary>The dimensions and what they mean: <c>[256, 784] (out, in)</c>.</summary>
    public override string ToString()
    {
        string text = $"[{string.Join(", ", ToArray())}]";
        if (Layout.Fits(Rank)) text += $" ({Layout.Describe(Rank, Groups)})";
        if (Groups != 1) text += $", groups: {Groups}";
        if (Blocks != 1) text += $", blocks: {Blocks}";
        return KnownFans is { } fans ? text + $", fans: ({fans.In}, {fans.Out})" : text;
    }

    /// <summary>Whether two shapes are equal.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    private static ArgumentException RankRefused(ReadOnlySpan<long> dimensions) =>
        new($"dimensions has {dimensions.Length} entries; accepted are at most {MaxRank}.", nameof(dimensions));

    private static ArgumentOutOfRangeException DimensionRefused(long dimension, ReadOnlySpan<long> dimensions) =>
        new(nameof(dimensions), dimension, $"dimensions is [{string.Join(", ", dimensions.ToArray())}]; accepted are dimensions of at least 0.");

    private static ArgumentException ProductRefused(ReadOnlySpan<long> dimensions) =>
        new($"dimensions is [{string.Join(", ", dimensions.ToArray())}]; accepted are dimensions whose product is below 2^63.", nameof(dimensions));

    [InlineArray(MaxRank)]
    private struct Dimensions8
    {
        private long _first;
    }
}
