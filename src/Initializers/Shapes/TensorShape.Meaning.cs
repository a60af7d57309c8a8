using static System.FormattableString;

namespace Initializers;

/// <content>What a shape means beside its dimensions, and the smaller shapes that it holds.</content>
public readonly partial struct TensorShape
{
    /// <summary>The same dimensions, whose axes mean something else: nothing moves.</summary>
    /// <param name="layout">What the axes mean, such as <see cref="WeightLayout.InOut"/> for the kernels of Keras and JAX.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layout"/> is null.</exception>
    public TensorShape WithLayout(WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return this with { Layout = layout };
    }

    /// <summary>
    /// The same dimensions in so many groups, whose channels share no connections. The dimensions stay: say them as they are stored.
    /// </summary>
    /// <param name="groups">1 or more; that they divide the channels is checked with the fans.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is below 1.</exception>
    public TensorShape WithGroups(long groups) => this with { Groups = Guard.Positive(groups) };

    /// <summary>
    /// The same dimensions, of which so many equal layers are packed along the output axis: 3 for QKV, 4 for the gates of an LSTM.
    /// </summary>
    /// <param name="blocks">1 or more; that they divide the outputs is checked with the fans.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blocks"/> is below 1.</exception>
    public TensorShape WithBlocks(long blocks) => this with { Packed = new(Guard.Positive(blocks)) };

    /// <summary>
    /// The same dimensions, of which layers of these sizes are packed along the output axis: <c>WithBlocks([64, 16, 16])</c> for the query,
    /// key and value of grouped-query attention.
    /// </summary>
    /// <param name="sizes">The outputs of each layer (of one group), at least 1; that they make up all is checked with the fans.</param>
    /// <exception cref="ArgumentException"><paramref name="sizes"/> is empty, a size is below 1, or their sum is 2^63 or more.</exception>
    public TensorShape WithBlocks(params ReadOnlySpan<long> sizes) => this with { Packed = new(sizes) };

    /// <summary>
    /// The same dimensions with the fans of the layer that they belong to, whatever the axes: for biases, and for what no layout describes.
    /// </summary>
    /// <param name="fanIn">Connections into one output.</param>
    /// <param name="fanOut">Connections out of one input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
    public TensorShape WithFans(long fanIn, long fanOut) =>
        this with { KnownFans = new Fans(Guard.NotNegative(fanIn), Guard.NotNegative(fanOut)) };

    /// <summary>The layer that a packed block is: a shape of its own, without blocks. Fans said with <see cref="WithFans"/> stay.</summary>
    /// <param name="block">Which block, from 0 to <see cref="Blocks"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    /// <exception cref="ArgumentException">
    /// The rank does not fit the layout, groups or blocks do not divide the outputs, or a block is not a part of the slowest of several
    /// axes of outputs.
    /// </exception>
    public TensorShape BlockShape(long block)
    {
        if (block < 0 || block >= Blocks)
            throw new ArgumentOutOfRangeException(
                nameof(block), block, Invariant($"block must be from 0 to {Blocks - 1}, but was {block}."));
        return BlockOf(this, block);
    }

    /// <summary>The fans of a block, or of all blocks where fans are said.</summary>
    internal Fans BlockFans(long block) => KnownFans ?? Layout.FansOf(this, block);

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
        return new TensorShape(dimensions, nameof(dimensions))
        {
            Layout = Layout,
            Groups = Groups,
            Packed = Packed,
            Strides = Strides,
            KnownFans = KnownFans,
        };
    }

    /// <summary>
    /// The same layer with fewer channels: its dimension along their axis is divided, blocks of outputs with it, and of fans said with
    /// <see cref="WithFans"/> the one that counts them.
    /// </summary>
    internal TensorShape WithChannelsDividedBy(long divisor, int axis)
    {
        TensorShape divided = WithExtent(axis, this[axis] / divisor);
        bool inputs = _rank > 1 && Layout.RoleAt(axis, _rank) == AxisRole.In;
        if (!inputs) divided = divided with { Packed = Packed.DividedBy(divisor) };
        if (KnownFans is not { } fans) return divided;
        return divided with { KnownFans = inputs ? new Fans(fans.In / divisor, fans.Out) : new Fans(fans.In, fans.Out / divisor) };
    }

    /// <summary>One entry of the batch that the first axis is.</summary>
    internal TensorShape Entry() =>
        new TensorShape(Dimensions[1..], "shape")
        {
            Layout = new(string.Join(',', Layout.ToString().Split(',')[1..])),
            Groups = Groups,
            Packed = Packed,
            Strides = Strides,
            KnownFans = KnownFans,
        };

    /// <summary>The same layer without strides that count in its fans.</summary>
    internal TensorShape WithoutStrides() => this with { Strides = default };

    /// <summary>Whether each block keeps whole outputs when the extent along an axis of outputs is divided.</summary>
    internal bool BlocksDivideBy(long divisor, int axis) =>
        HasEqualBlocks ? this[axis] / divisor % Blocks == 0 : Packed.AreMultiplesOf(divisor);

    /// <summary>What is wrong with blocks that do not divide so many outputs.</summary>
    internal static ArgumentException PackedRefused(in TensorShape shape, long outputs) => new(
        shape.Packed.HasSizes
        ? Invariant($"shape must have blocks of its {outputs} outputs together, but was {shape}, whose blocks have {shape.Packed.Sum}.")
        : Invariant($"shape must have channels that divide into {shape.Blocks} equal groups or blocks, but was {shape}, with {outputs}."),
        nameof(shape));

    private static TensorShape BlockOf(in TensorShape shape, long block)
    {
        int axis = shape.Layout.OutputAxisOf(shape);
        (long outputs, long extent) = (shape.PackedOutputs, shape[axis]);
        if (!shape.Packed.Divide(outputs)) throw PackedRefused(shape, outputs);
        UInt128 whole = (UInt128)Math.Max(outputs, 1);
        UInt128 part = outputs == 0 ? 0 : (UInt128)extent * (UInt128)shape.Packed.SizeOf(block, outputs);
        return part % whole == 0 ? shape.WithExtent(axis, (long)(part / whole)).WithBlocks(1)
            : throw new ArgumentException(
                $"shape must have blocks of whole steps along its first axis of outputs, but was {shape}.", nameof(shape));
    }

    private static ArgumentException FansDiffer(in TensorShape shape)
    {
        shape.Layout.FansOf(shape, 0); // where the blocks do not make up the outputs, that is the fault
        return new ArgumentException(
            $"shape must have one pair of fans, but was {shape}, whose blocks differ in them: ask BlockShape(k).Fans, "
            + "or name fans with WithFans(fanIn, fanOut).",
            nameof(shape));
    }
}
