using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>The dimensions of a weight tensor, and what its axes mean.</summary>
/// <remarks>
/// <para>Write <c>TensorShape.Linear(inputs: 784, outputs: 256)</c>, or the dimensions themselves: <c>[256, 784]</c> is
/// <see cref="WeightLayout.OutIn"/>, <c>[out, in/groups, *kernel]</c>. Up to 8 dimensions, each 0 or more; their product is below 2^63.
/// No dimensions, <c>[]</c>, are a scalar: one element.</para>
/// <para>A bare <c>[a, b, c]</c> is the kernel of a convolution along one axis, <c>[out, in/groups, kernel]</c>, and not a batch of
/// matrices: for layers side by side, such as experts, there is <see cref="Experts"/>.</para>
/// <para>Thread-safe: an immutable value, which allocates nothing but a list of blocks of unequal sizes.</para>
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
    public TensorShape(params ReadOnlySpan<long> dimensions) : this(dimensions, nameof(dimensions))
    {
    }

    /// <inheritdoc cref="TensorShape(ReadOnlySpan{long})"/>
    /// <exception cref="ArgumentNullException"><paramref name="dimensions"/> is null.</exception>
    public TensorShape(params long[] dimensions) : this(NotNull(dimensions), nameof(dimensions))
    {
    }

    /// <summary>A shape in the layout <see cref="WeightLayout.OutIn"/>, from a list or another sequence of dimensions.</summary>
    /// <param name="dimensions">The extent along each axis, from the slowest to the fastest in memory.</param>
    /// <exception cref="ArgumentNullException"><paramref name="dimensions"/> is null.</exception>
    /// <exception cref="ArgumentException">More than 8 dimensions, a negative one, or a product of 2^63 or more.</exception>
    [OverloadResolutionPriority(-1)]
    public TensorShape(IEnumerable<long> dimensions) : this(NotNull(dimensions?.Take(MaxRank + 1).ToArray()), nameof(dimensions))
    {
    }

    /// <summary>A shape in the layout <see cref="WeightLayout.OutIn"/>, from the lengths of a tensor of System.Numerics.Tensors.</summary>
    /// <param name="lengths">The extent along each axis, from the slowest to the fastest in memory.</param>
    /// <exception cref="ArgumentException">More than 8 lengths, a negative one, or a product of 2^63 or more.</exception>
    [OverloadResolutionPriority(-1)] // a list of numbers is one of dimensions
    public TensorShape(ReadOnlySpan<nint> lengths)
    {
        if (lengths.Length > MaxRank) throw RankRefused(lengths.Length, nameof(lengths));
        Span<long> dimensions = stackalloc long[lengths.Length];
        for (int axis = 0; axis < lengths.Length; axis++) dimensions[axis] = lengths[axis];
        this = new TensorShape(dimensions, nameof(lengths));
    }

    /// <summary>A shape whose dimensions a parameter of some name says.</summary>
    private TensorShape(ReadOnlySpan<long> dimensions, string name)
    {
        if (dimensions.Length > MaxRank) throw RankRefused(dimensions.Length, name);
        ulong product = 1;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            long dimension = dimensions[axis];
            if (dimension < 0) throw DimensionRefused(dimension, dimensions, name);
            if (Math.BigMul(product, (ulong)Math.Max(dimension, 1), out product) > 0 || product > long.MaxValue)
                throw ProductRefused(dimensions, name);
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

    /// <summary>
    /// Separate layers packed along the output axis, such as 3 for QKV or 4 for the gates of an LSTM; unless said otherwise, 1. Each is
    /// <see cref="BlockShape"/>.
    /// </summary>
    public long Blocks => Packed.Count;

    /// <summary>
    /// The connections into one output and out of one input: within one group and one block; or what <see cref="WithFans"/> said.
    /// Strides do not matter, by the field's convention, unless they were given to <see cref="Convolution"/> or <see
    /// cref="TransposedConvolution"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The shape has fewer than two axes (the vector of biases belongs to a layer that it does not know: use <see cref="WithFans"/>),
    /// its rank does not fit its layout, or groups or blocks do not divide the channels; or blocks of unequal sizes have fans of their own,
    /// which <c>BlockShape(k).Fans</c> says.
    /// </exception>
    public Fans Fans => KnownFans ?? (HasBlockFans ? throw FansDiffer(this) : Layout.FansOf(this, 0));

    /// <summary>The layers packed along the outputs of a group.</summary>
    internal PackedBlocks Packed { get; private init; }

    /// <summary>Whether blocks of unequal sizes have fans of their own: one fan-in, but several fan-outs.</summary>
    internal bool HasBlockFans => KnownFans is null && !HasEqualBlocks && Layout.Fits(_rank);

    /// <summary>Whether all blocks are of one size.</summary>
    internal bool HasEqualBlocks => !Packed.HasSizes || Packed.AreEqualIn(PackedOutputs);

    private Fans? KnownFans { get; init; }

    /// <summary>
    /// Positions of the outputs for each of the inputs of a transposed convolution, or the other way round: what strides multiply to.
    /// </summary>
    internal (long Transposed, long Plain) Strides { get => (Math.Max(field.Transposed, 1), Math.Max(field.Plain, 1)); private init; }

    /// <summary>
    /// The outputs that blocks are packed along, those of one group or the elements of a vector; -1 where the axes do not say.
    /// </summary>
    private long PackedOutputs => Layout.Fits(_rank) ? Layout.OutputsOfOneGroup(this) : _rank == 1 ? _dimensions[0] : -1;

    /// <summary>The extent along an axis; <c>^1</c> is the last one.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public long this[Index axis] =>
        (uint)axis.GetOffset(_rank) < (uint)_rank ? _dimensions[axis.GetOffset(_rank)] : throw AxisRefused(axis);

    /// <summary>The extents of all axes, from the slowest to the fastest in memory.</summary>
    [UnscopedRef]
    public ReadOnlySpan<long> Dimensions => ((ReadOnlySpan<long>)_dimensions)[.._rank];

    /// <summary>The dimensions, in order.</summary>
    [UnscopedRef]
    public ReadOnlySpan<long>.Enumerator GetEnumerator() => Dimensions.GetEnumerator();

    /// <summary>The dimensions as an array.</summary>
    public long[] ToArray() => Dimensions.ToArray();

    /// <summary>
    /// Two shapes are equal when dimensions, layout, groups, blocks, strides and the fans said with <see cref="WithFans"/> are.
    /// </summary>
    /// <param name="other">The other shape.</param>
    public bool Equals(TensorShape other) =>
        Dimensions.SequenceEqual(other.Dimensions) && Layout.Equals(other.Layout) && Groups == other.Groups
        && Packed.Equals(other.Packed, PackedOutputs) && Strides == other.Strides && KnownFans == other.KnownFans;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (long dimension in this) hash.Add(dimension);
        hash.Add(Layout);
        hash.Add((Groups, Blocks, Strides, KnownFans));
        return hash.ToHashCode();
    }

    /// <summary>The dimensions and what they mean: <c>[256, 784] (out, in)</c>.</summary>
    public override string ToString()
    {
        string text = List(Dimensions);
        if (Layout.Fits(Rank)) text += $" ({Layout.Describe(Rank, Groups)})";
        if (Groups != 1) text += Invariant($", groups: {Groups}");
        if (Blocks != 1) text += $", blocks: {Packed.Describe(PackedOutputs)}";
        if (Strides.Transposed != 1) text += Invariant($", fan-in / {Strides.Transposed}");
        if (Strides.Plain != 1) text += Invariant($", fan-out / {Strides.Plain}");
        return KnownFans is { } fans ? text + Invariant($", fans: ({fans.In}, {fans.Out})") : text;
    }

    /// <summary>Whether two shapes are equal.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    /// <summary>Whole numbers as one writes a list of them, in any culture: <c>[256, 784]</c>.</summary>
    internal static string List(ReadOnlySpan<long> numbers) =>
        $"[{string.Join(", ", Array.ConvertAll(numbers.ToArray(), number => number.ToString(CultureInfo.InvariantCulture)))}]";

    private static long[] NotNull(long[]? dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return dimensions;
    }

    private ArgumentOutOfRangeException AxisRefused(Index axis) =>
        new(nameof(axis), axis, $"axis must be one of the {_rank} axes of {this}, but was {axis}.");

    private static ArgumentException RankRefused(int rank, string name) =>
        new($"{name} must have at most {MaxRank} entries, but had {rank}.", name);

    private static ArgumentOutOfRangeException DimensionRefused(long dimension, ReadOnlySpan<long> dimensions, string name) =>
        new(name, dimension, $"{name} must be at least 0 each, but were {List(dimensions)}.");

    private static ArgumentException ProductRefused(ReadOnlySpan<long> dimensions, string name) =>
        new($"{name} must have a product below 2^63, but were {List(dimensions)}.", name);

    [InlineArray(MaxRank)]
    private struct Dimensions8
    {
        private long _first;
    }
}
