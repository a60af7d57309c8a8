using static System.FormattableString;

namespace Initializers;

/// <content>The meaning of a shape beyond its dimensions, and the shapes of its parts.</content>
public readonly partial struct TensorShape
{
    /// <summary>Returns the same dimensions with another meaning of the axes; nothing moves.</summary>
    /// <param name="layout">The meaning of the axes, such as <see cref="WeightLayout.InOut"/> for the kernels of Keras and JAX.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layout"/> is null.</exception>
    public TensorShape WithLayout(WeightLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return this with { Layout = layout };
    }

    /// <summary>
    /// Returns the same dimensions in the given number of groups, which share no connections. The dimensions are those that are stored.
    /// </summary>
    /// <param name="groups">The number of groups, at least 1. Whether it divides the channels is checked with the fans.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is below 1.</exception>
    public TensorShape WithGroups(long groups) => this with { Groups = Guard.Positive(groups) };

    /// <summary>
    /// Returns the same dimensions as the given number of equal layers packed along the output axis: 3 for QKV, 4 for the gates of an
    /// LSTM.
    /// </summary>
    /// <param name="blocks">The number of layers, at least 1. Whether it divides the outputs is checked with the fans.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="blocks"/> is below 1.</exception>
    public TensorShape WithBlocks(long blocks) => this with { Packed = new(Guard.Positive(blocks)) };

    /// <summary>
    /// Returns the same dimensions as layers of the given sizes, packed along the output axis: <c>WithBlocks([64, 16, 16])</c> for the
    /// query, key and value of grouped-query attention.
    /// </summary>
    /// <param name="sizes">
    /// The number of outputs of each layer, within one group, at least 1. Whether they add up to all outputs is checked with the fans.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="sizes"/> is empty, a size is below 1, or their sum is 2^63 or more.</exception>
    public TensorShape WithBlocks(params ReadOnlySpan<long> sizes) => this with { Packed = new(sizes) };

    /// <summary>
    /// Returns the same dimensions with the fans of the layer that they belong to, whatever the axes: for biases, and for tensors that no
    /// layout describes.
    /// </summary>
    /// <param name="fanIn">The number of connections into one output.</param>
    /// <param name="fanOut">The number of connections out of one input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is negative.</exception>
    public TensorShape WithFans(long fanIn, long fanOut) =>
        this with { GivenFans = new Fans(Guard.NotNegative(fanIn), Guard.NotNegative(fanOut)) };

    /// <summary>Returns the shape of one packed layer, without blocks. Fans given to <see cref="WithFans"/> stay.</summary>
    /// <param name="block">The index of the block, from 0 to <see cref="Blocks"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    /// <exception cref="ArgumentException">
    /// The rank does not fit the layout, groups or blocks do not divide the outputs, or a block ends within an index of the slowest of
    /// several output axes.
    /// </exception>
    public TensorShape BlockShape(long block)
    {
        if (block < 0 || block >= Blocks)
            throw new ArgumentOutOfRangeException(
                nameof(block), block, Invariant($"block must be from 0 to {Blocks - 1}, but was {block}."));
        return BlockOf(this, block);
    }

    /// <summary>Returns the fans of a block, or those given to <see cref="WithFans"/>.</summary>
    internal Fans BlockFans(long block) => GivenFans ?? Layout.FansOf(this, block);

    /// <summary>Returns the stride of an axis in row-major order.</summary>
    internal long StrideOf(int axis)
    {
        long stride = 1;
        while (++axis < _rank) stride *= _dimensions[axis];
        return stride;
    }

    /// <summary>Returns the same axes with another extent along one of them. Fans given to <see cref="WithFans"/> stay.</summary>
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
            GivenFans = GivenFans,
        };
    }

    /// <summary>
    /// Returns the same layer with fewer channels: divides the dimension along their axis, the sizes of blocks of outputs, and, of fans
    /// given to <see cref="WithFans"/>, the one that counts them.
    /// </summary>
    internal TensorShape WithChannelsDividedBy(long divisor, int axis)
    {
        TensorShape divided = WithExtent(axis, this[axis] / divisor);
        bool inputs = _rank > 1 && Layout.RoleAt(axis, _rank) == AxisRole.In;
        if (!inputs) divided = divided with { Packed = Packed.DividedBy(divisor) };
        if (GivenFans is not { } fans) return divided;
        return divided with { GivenFans = inputs ? new Fans(fans.In / divisor, fans.Out) : new Fans(fans.In, fans.Out / divisor) };
    }

    /// <summary>One entry of the batch that the first axis is.</summary>
    internal TensorShape Entry() =>
        new TensorShape(Dimensions[1..], "shape")
        {
            Layout = new(string.Join(',', Layout.ToString().Split(',')[1..])),
            Groups = Groups,
            Packed = Packed,
            Strides = Strides,
            GivenFans = GivenFans,
        };

    /// <summary>Returns the same layer without strides that count for its fans.</summary>
    internal TensorShape WithoutStrides() => this with { Strides = default };

    /// <summary>Returns whether each block keeps whole outputs when the extent along an output axis is divided.</summary>
    internal bool BlocksDivideBy(long divisor, int axis) =>
        HasEqualBlocks ? this[axis] / divisor % Blocks == 0 : Packed.AreMultiplesOf(divisor);

    /// <summary>The refusal of blocks that do not make up the given number of outputs.</summary>
    internal static ArgumentException PackedRefused(in TensorShape shape, long outputs) => new(
        shape.Packed.HasSizes
        ? Invariant($"shape must have blocks whose sizes add up to its {outputs} outputs, but was {shape}, with {shape.Packed.Sum}.")
        : Invariant($"shape must have outputs that divide evenly into its {shape.Blocks} blocks, but was {shape}, with {outputs} outputs."),
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
                $"shape must have blocks that end at whole indices of its slowest output axis, but was {shape}.", nameof(shape));
    }

    private static ArgumentException FansDiffer(in TensorShape shape)
    {
        shape.Layout.FansOf(shape, 0); // throws if the blocks do not make up the outputs
        return new ArgumentException(
            $"shape must have the same fans in all blocks, but was {shape}. Use BlockShape(k).Fans, "
            + "or set fans with WithFans(fanIn, fanOut).",
            nameof(shape));
    }
}
