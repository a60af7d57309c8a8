namespace Initializers;

/// <content>Shapes by what they are the shape of, and from dimensions.</content>
public readonly partial struct TensorShape
{
    /// <summary>The shape of a fully connected layer's weights: <c>[outputs, inputs]</c>, or as <paramref name="layout"/> says.</summary>
    /// <param name="inputs">Inputs of the layer: its fan-in.</param>
    /// <param name="outputs">Outputs of the layer: its fan-out.</param>
    /// <param name="layout">
    /// Order of the axes in memory, one of inputs and one of outputs; defaults to <see cref="WeightLayout.OutIn"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is negative, the product is 2^63 or more, or the layout is that of something else.
    /// </exception>
    public static TensorShape Linear(long inputs, long outputs, WeightLayout? layout = null)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        return WeightLayout.Arrange(layout, inputs, outputs, [], 1, nameof(outputs));
    }

    /// <summary>
    /// The shape of a convolution's weights: <c>[outputs, inputs / groups, *kernel]</c>, or as <paramref name="layout"/> says.
    /// </summary>
    /// <param name="inputs">Channels in, of all groups together.</param>
    /// <param name="outputs">Channels out, of all groups together.</param>
    /// <param name="kernel">Extent of the kernel along each spatial axis, such as <c>[3, 3]</c>.</param>
    /// <param name="groups">Groups, which divide both channels; a depthwise convolution has as many as inputs.</param>
    /// <param name="layout">
    /// Order of the axes in memory, one of inputs, one of outputs and one for each of the kernel; defaults to
    /// <see cref="WeightLayout.OutIn"/>. <see cref="WeightLayout.Depthwise"/> is for as many groups as inputs.
    /// </param>
    /// <param name="stride">
    /// Steps of the convolution along each spatial axis, such as <c>[2, 2]</c>, if they are to count: fan-out is then an average over the
    /// inputs, each of which meets kernel / stride taps along an axis. None, to which it defaults, is the field's convention: strides do
    /// not matter.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is negative, groups do not divide the channels, the product is 2^63 or more, the layout is that of something else, or
    /// strides are not one of at least 1 for each axis of the kernel.
    /// </exception>
    public static TensorShape Convolution(
        long inputs, long outputs, TensorShape kernel, long groups = 1, WeightLayout? layout = null, TensorShape stride = default)
    {
        CheckConvolution(inputs, outputs, kernel, groups);
        TensorShape shape = WeightLayout.Arrange(layout, inputs, outputs, kernel, groups, nameof(outputs));
        return shape with { Strides = (1, StepsOf(stride, kernel)) };
    }

    /// <summary>
    /// The shape of a transposed ("de-") convolution's weights: <c>[inputs, outputs / groups, *kernel]</c>, as PyTorch stores them.
    /// Its fans are those of the layer as it is used: fan-in counts what flows into one of <paramref name="outputs"/>.
    /// </summary>
    /// <param name="inputs">Channels in, of all groups together.</param>
    /// <param name="outputs">Channels out, of all groups together.</param>
    /// <param name="kernel">Extent of the kernel along each spatial axis, such as <c>[4, 4]</c>.</param>
    /// <param name="groups">Groups, which divide both channels.</param>
    /// <param name="layout">
    /// The layout of the plain convolution, whose inputs and outputs are exchanged; defaults to <see cref="WeightLayout.OutIn"/>.
    /// </param>
    /// <param name="stride">
    /// How much larger the image becomes along each spatial axis, such as <c>[2, 2]</c>, if it is to count: fan-in is then an average over
    /// the outputs, each of which meets kernel / stride taps along an axis. None, to which it defaults, is the field's convention: strides
    /// do not matter.
    /// </param>
    /// <inheritdoc cref="Convolution" path="/exception"/>
    public static TensorShape TransposedConvolution(
        long inputs, long outputs, TensorShape kernel, long groups = 1, WeightLayout? layout = null, TensorShape stride = default)
    {
        CheckConvolution(inputs, outputs, kernel, groups);
        TensorShape shape = WeightLayout.Arrange(layout, inputs, outputs, kernel, groups, nameof(outputs), isTransposed: true);
        return shape with { Strides = (StepsOf(stride, kernel), 1) };
    }

    /// <summary>
    /// The shape of an embedding table: <c>[count, width]</c>. It is a linear layer whose input is one-hot: fan-in is
    /// <paramref name="count"/> and fan-out is <paramref name="width"/>. One input at a time is not zero, so scale an embedding by
    /// <see cref="FanMode.Out"/>, not by fan-in.
    /// </summary>
    /// <param name="count">Entries of the table.</param>
    /// <param name="width">Numbers in an entry.</param>
    /// <exception cref="ArgumentException">A number is negative, or the product is 2^63 or more.</exception>
    public static TensorShape Embedding(long count, long width)
    {
        Guard.NotNegative(count);
        Guard.NotNegative(width);
        return WeightLayout.Arrange(WeightLayout.InOut, count, width, [], 1, nameof(width));
    }

    /// <summary>
    /// The shape of layers side by side that share no connections, such as experts: <c>[count, outputs, inputs]</c>, or as <paramref
    /// name="layout"/> says.
    /// </summary>
    /// <param name="count">How many there are.</param>
    /// <param name="inputs">Inputs of each: its fan-in.</param>
    /// <param name="outputs">Outputs of each: its fan-out.</param>
    /// <param name="layout">
    /// Order of the axes in memory: <c>"batch, in, out"</c> for <c>[count, inputs, outputs]</c>. One that names no batch is that of each
    /// layer, such as <see cref="WeightLayout.InOut"/>, and the layers come first. Defaults to <see cref="WeightLayout.OutIn"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is negative, the product is 2^63 or more, or the layout is that of something else.
    /// </exception>
    public static TensorShape Experts(long count, long inputs, long outputs, WeightLayout? layout = null)
    {
        Guard.NotNegative(count);
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        return WeightLayout.ArrangeSideBySide(layout, count, inputs, outputs);
    }

    /// <summary>
    /// The shape of a vector, such as biases: <c>[length]</c>. It has no fans of its own: say those of its layer by <see cref="WithFans"/>.
    /// </summary>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="ArgumentException"><paramref name="length"/> is negative.</exception>
    public static TensorShape Vector(long length) => new([Guard.NotNegative(length)], nameof(length));

    /// <summary>
    /// A shape in the layout <see cref="WeightLayout.OutIn"/>: what a collection expression such as <c>[256, 784]</c> calls.
    /// </summary>
    /// <inheritdoc cref="TensorShape(ReadOnlySpan{long})"/>
    public static TensorShape Create(ReadOnlySpan<long> dimensions) => new(dimensions);

    /// <summary>A shape from an array of dimensions.</summary>
    public static implicit operator TensorShape(long[] dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return new TensorShape(dimensions);
    }

    /// <summary>A shape from an array of dimensions.</summary>
    public static implicit operator TensorShape(int[] dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return new TensorShape(Array.ConvertAll(dimensions, dimension => (long)dimension));
    }

    /// <summary>The dimensions of a factory, whose last extent names what is too large.</summary>
    internal static TensorShape Of(ReadOnlySpan<long> dimensions, string name) => new(dimensions, name);

    private static void CheckConvolution(long inputs, long outputs, in TensorShape kernel, long groups)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        Guard.Positive(groups);
        if (inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException(
                $"groups must be a number that divides the {inputs} inputs and the {outputs} outputs, but was {groups}.", nameof(groups));
        if (kernel.Rank > MaxRank - 2)
            throw new ArgumentException(
                $"kernel must have at most {MaxRank - 2} spatial axes, but was {List(kernel.Dimensions)}.", nameof(kernel));
    }

    /// <summary>What strides multiply to; 1 where there are none.</summary>
    private static long StepsOf(in TensorShape stride, in TensorShape kernel)
    {
        if (stride.Rank == 0) return 1;
        if (stride.Rank != kernel.Rank || stride.Count == 0)
            throw new ArgumentException(
                $"stride must be a number of at least 1 for each of {kernel.Rank} axes of the kernel, but was {List(stride.Dimensions)}.",
                nameof(stride));
        return stride.Count;
    }
}
