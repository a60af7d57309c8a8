using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>The dimensions of a weight tensor and the meaning of its axes.</summary>
/// <example>
/// <code>
/// TensorShape linear = [256, 784];              // outputs before inputs
/// TensorShape keras = new TensorShape(784, 256).WithLayout(WeightLayout.InOut);
/// TensorShape convolution = TensorShape.Convolution(inputs: 32, outputs: 64, kernel: [3, 3], groups: 2);
/// Console.WriteLine(linear.Fans == keras.Fans); // True
/// Console.WriteLine(convolution);               // [64, 16, 3, 3] (out, in/groups, *kernel), groups: 2
/// Console.WriteLine(convolution.Fans.In);       // 144
/// </code>
/// </example>
/// <remarks>
/// <para>Write <c>TensorShape.Linear(inputs: 784, outputs: 256)</c>, or the dimensions themselves: <c>[256, 784]</c> has the layout
/// <see cref="WeightLayout.OutIn"/>, <c>[out, in/groups, *kernel]</c>. There are up to 8 dimensions, each at least 0, whose product is
/// below 2^63. The shape without dimensions, <c>[]</c>, is a scalar: it has one element.</para>
/// <para>A bare <c>[a, b, c]</c> is the kernel of a convolution along one axis, <c>[out, in/groups, kernel]</c>, and not a batch of
/// matrices: for layers side by side, such as experts, there is <see cref="Experts"/>.</para>
/// <para>Thread-safe: an immutable value. Only the sizes of unequal blocks are allocated on the heap.</para>
/// </remarks>
[CollectionBuilder(typeof(TensorShape), nameof(Create))]
public readonly partial struct TensorShape : IEquatable<TensorShape>
{
    /// <summary>The largest number of dimensions.</summary>
    public const int MaxRank = 8;

    private readonly AxisNumbers _dimensions;
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
    [OverloadResolutionPriority(-1)] // a collection expression means dimensions
    public TensorShape(ReadOnlySpan<nint> lengths)
    {
        if (lengths.Length > MaxRank) throw RankRefused(lengths.Length, nameof(lengths));
        Span<long> dimensions = stackalloc long[lengths.Length];
        for (int axis = 0; axis < lengths.Length; axis++) dimensions[axis] = lengths[axis];
        this = new TensorShape(dimensions, nameof(lengths));
    }

    /// <summary>A shape from dimensions that the caller took from the parameter of the given name.</summary>
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

    /// <summary>The number of axes.</summary>
    public int Rank => _rank;

    /// <summary>The number of elements: the product of the dimensions.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            for (int axis = 0; axis < _rank; axis++) count *= _dimensions[axis];
            return count;
        }
    }

    /// <summary>The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</summary>
    public WeightLayout Layout { get => field ?? WeightLayout.OutIn; private init; }

    /// <summary>The number of groups of a grouped convolution, which share no connections; defaults to 1.</summary>
    public long Groups { get => Math.Max(field, 1); private init; }

    /// <summary>
    /// The number of separate layers packed along the output axis, such as 3 for QKV or 4 for the gates of an LSTM; defaults to 1.
    /// <see cref="BlockShape"/> returns the shape of one.
    /// </summary>
    public long Blocks => Packed.Count;

    /// <summary>
    /// The number of connections into one output and out of one input, within one group and one block; or the fans given to <see
    /// cref="WithFans"/>. By the field's convention strides do not count, unless they were given to <see cref="Convolution"/> or <see
    /// cref="TransposedConvolution"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The shape has fewer than two axes (a vector of biases does not know the layer it belongs to: use <see cref="WithFans"/>), its rank
    /// does not fit its layout, groups or blocks do not divide the channels, or blocks of unequal sizes differ in their fans (use
    /// <c>BlockShape(k).Fans</c>).
    /// </exception>
    public Fans Fans => GivenFans ?? (HasBlockFans ? throw FansDiffer(this) : Layout.FansOf(this, 0));

    /// <summary>The layers packed along the outputs of a group.</summary>
    internal PackedBlocks Packed { get; private init; }

    /// <summary>Whether blocks differ in size and so in their fan-out.</summary>
    internal bool HasBlockFans => GivenFans is null && !HasEqualBlocks && Layout.Fits(_rank);

    /// <summary>Whether all blocks have the same size.</summary>
    internal bool HasEqualBlocks => !Packed.HasSizes || Packed.AreEqualIn(PackedOutputs);

    private Fans? GivenFans { get; init; }

    /// <summary>
    /// The product of the strides of a transposed convolution, and that of a plain one: the number of output positions for each input
    /// position, and of input positions for each output position.
    /// </summary>
    internal (long Transposed, long Plain) Strides { get => (Math.Max(field.Transposed, 1), Math.Max(field.Plain, 1)); private init; }

    /// <summary>
    /// The number of outputs that blocks divide: those of one group, or the elements of a vector; -1 if the rank does not fit the
    /// layout.
    /// </summary>
    private long PackedOutputs => Layout.Fits(_rank) ? Layout.OutputsOfOneGroup(this) : _rank == 1 ? _dimensions[0] : -1;

    /// <summary>The extent along an axis; <c>^1</c> is the last axis.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public long this[Index axis] =>
        (uint)axis.GetOffset(_rank) < (uint)_rank ? _dimensions[axis.GetOffset(_rank)] : throw AxisRefused(axis);

    /// <summary>The extents of all axes, from the slowest to the fastest in memory.</summary>
    [UnscopedRef]
    public ReadOnlySpan<long> Dimensions => ((ReadOnlySpan<long>)_dimensions)[.._rank];

    /// <summary>Returns an enumerator over the dimensions, from the slowest to the fastest in memory.</summary>
    [UnscopedRef]
    public ReadOnlySpan<long>.Enumerator GetEnumerator() => Dimensions.GetEnumerator();

    /// <summary>Returns the dimensions as an array.</summary>
    public long[] ToArray() => Dimensions.ToArray();

    /// <summary>
    /// Returns whether two shapes have the same dimensions, layout, groups, blocks, strides, and fans given to <see cref="WithFans"/>.
    /// </summary>
    /// <param name="other">The other shape.</param>
    public bool Equals(TensorShape other) =>
        Dimensions.SequenceEqual(other.Dimensions) && Layout.Equals(other.Layout) && Groups == other.Groups
        && Packed.Equals(other.Packed, PackedOutputs) && Strides == other.Strides && GivenFans == other.GivenFans;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (long dimension in this) hash.Add(dimension);
        hash.Add(Layout);
        hash.Add((Groups, Blocks, Strides, GivenFans));
        return hash.ToHashCode();
    }

    /// <summary>Returns the dimensions and their meaning, such as <c>[256, 784] (out, in)</c>.</summary>
    public override string ToString() =>
        List(Dimensions) + (Layout.Fits(Rank) ? $" ({Axes})" : "") + string.Concat(Particulars().Select(text => $", {text}"));

    /// <summary>What the dimensions do not say, where it is not the default: <c>in, out; blocks: 3</c>; null for nothing.</summary>
    internal string? Meaning
    {
        get
        {
            string[] texts = [.. Layout == WeightLayout.OutIn ? [] : (string[])[Axes], .. Particulars()];
            return texts.Length == 0 ? null : string.Join("; ", texts);
        }
    }

    private string Axes => Layout.Describe(Rank, Groups);

    private List<string> Particulars()
    {
        var texts = new List<string>();
        if (Groups != 1) texts.Add(Invariant($"groups: {Groups}"));
        if (Blocks != 1) texts.Add($"blocks: {Packed.Describe(PackedOutputs)}");
        if (Strides.Transposed != 1) texts.Add(Invariant($"fan-in / {Strides.Transposed}"));
        if (Strides.Plain != 1) texts.Add(Invariant($"fan-out / {Strides.Plain}"));
        if (GivenFans is { } fans) texts.Add(Invariant($"fans: ({fans.In}, {fans.Out})"));
        return texts;
    }

    /// <summary>Returns whether two shapes are equal.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Returns whether two shapes differ.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    /// <summary>Returns numbers as a list, such as <c>[256, 784]</c>, in any culture.</summary>
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
}
