namespace Initializers;

/// <content>Factories of shapes: by the kind of layer, and from dimensions.</content>
public readonly partial struct TensorShape
{
    /// <summary>The shape of a fully connected layer's weights: <c>[outputs, inputs]</c>, or in the order of a layout.</summary>
    /// <param name="inputs">The number of inputs of the layer, its fan-in.</param>
    /// <param name="outputs">The number of outputs of the layer, its fan-out.</param>
    /// <param name="layout">
    /// The order of the axes in memory, one of inputs and one of outputs; defaults to <see cref="WeightLayout.OutIn"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is negative, the product is 2^63 or more, or the layout has other axes.
    /// </exception>
    public static TensorShape Linear(long inputs, long outputs, WeightLayout? layout = null)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        return WeightLayout.Arrange(layout, inputs, outputs, [], 1, nameof(outputs));
    }

    /// <summary>
    /// The shape of a convolution's weights: <c>[outputs, inputs / groups, *kernel]</c>, or in the order of a layout.
    /// </summary>
    /// <param name="inputs">The number of input channels of all groups.</param>
    /// <param name="outputs">The number of output channels of all groups.</param>
    /// <param name="kernel">The extent of the kernel along each spatial axis, such as <c>[3, 3]</c>.</param>
    /// <param name="groups">The number of groups, a divisor of both channels; a depthwise convolution has as many as inputs.</param>
    /// <param name="layout">
    /// The order of the axes in memory: one of inputs, one of outputs and the spatial axes of the kernel; defaults to
    /// <see cref="WeightLayout.OutIn"/>. <see cref="WeightLayout.Depthwise"/> is for as many groups as inputs.
    /// </param>
    /// <param name="stride">
    /// The stride along each spatial axis, such as <c>[2, 2]</c>. Pass it to include it in the fans: fan-out is then an average over the
    /// inputs, each of which meets kernel / stride taps along an axis. By default, as is usual, strides are ignored.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is negative, groups do not divide the channels, the product is 2^63 or more, the layout has other axes, or the stride is
    /// not a number of at least 1 for each axis of the kernel.
    /// </exception>
    public static TensorShape Convolution(
        long inputs, long outputs, TensorShape kernel, long groups = 1, WeightLayout? layout = null, TensorShape stride = default)
    {
        CheckConvolution(inputs, outputs, kernel, groups);
        TensorShape shape = WeightLayout.Arrange(layout, inputs, outputs, kernel, groups, nameof(outputs));
        return shape with { Strides = (1, ProductOf(stride, kernel)) };
    }

    /// <summary>
    /// The shape of a transposed ("de-") convolution's weights: <c>[inputs, outputs / groups, *kernel]</c>, as PyTorch stores them.
    /// Its fans are those of the layer in use: fan-in is the number of connections into one of <paramref name="outputs"/>.
    /// </summary>
    /// <param name="inputs">The number of input channels of all groups.</param>
    /// <param name="outputs">The number of output channels of all groups.</param>
    /// <param name="kernel">The extent of the kernel along each spatial axis, such as <c>[4, 4]</c>.</param>
    /// <param name="groups">The number of groups, a divisor of both channels.</param>
    /// <param name="layout">
    /// The layout of the plain convolution, whose inputs and outputs are exchanged; defaults to <see cref="WeightLayout.OutIn"/>.
    /// </param>
    /// <param name="stride">
    /// The factor by which the image grows along each spatial axis, such as <c>[2, 2]</c>. Pass it to include it in the fans: fan-in is
    /// then an average over the outputs, each of which meets kernel / stride taps along an axis. By default, as is usual, strides are
    /// ignored.
    /// </param>
    /// <inheritdoc cref="Convolution" path="/exception"/>
    public static TensorShape TransposedConvolution(
        long inputs, long outputs, TensorShape kernel, long groups = 1, WeightLayout? layout = null, TensorShape stride = default)
    {
        CheckConvolution(inputs, outputs, kernel, groups);
        TensorShape shape = WeightLayout.Arrange(layout, inputs, outputs, kernel, groups, nameof(outputs), isTransposed: true);
        return shape with { Strides = (ProductOf(stride, kernel), 1) };
    }

    /// <summary>
    /// The shape of an embedding table: <c>[count, width]</c>. It is a linear layer whose input is one-hot: fan-in is
    /// <paramref name="count"/> and fan-out is <paramref name="width"/>. Only one input at a time is not zero, so scale an embedding by
    /// <see cref="FanMode.Out"/>, not by fan-in.
    /// </summary>
    /// <param name="count">The number of entries of the table.</param>
    /// <param name="width">The length of an entry.</param>
    /// <exception cref="ArgumentException">A number is negative, or the product is 2^63 or more.</exception>
    public static TensorShape Embedding(long count, long width)
    {
        Guard.NotNegative(count);
        Guard.NotNegative(width);
        return WeightLayout.Arrange(WeightLayout.InOut, count, width, [], 1, nameof(width));
    }

    /// <summary>
    /// The shape of layers side by side that share no connections, such as experts: <c>[count, outputs, inputs]</c>, or in the order of a
    /// layout.
    /// </summary>
    /// <param name="count">The number of layers.</param>
    /// <param name="inputs">The number of inputs of each layer, its fan-in.</param>
    /// <param name="outputs">The number of outputs of each layer, its fan-out.</param>
    /// <param name="layout">
    /// The order of the axes in memory, such as <c>"batch, in, out"</c> for <c>[count, inputs, outputs]</c>. A layout without a batch, such
    /// as <see cref="WeightLayout.InOut"/>, is that of each layer; the batch is then the first axis. Defaults to <see
    /// cref="WeightLayout.OutIn"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is negative, the product is 2^63 or more, or the layout has other axes.
    /// </exception>
    public static TensorShape Experts(long count, long inputs, long outputs, WeightLayout? layout = null)
    {
        Guard.NotNegative(count);
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        return WeightLayout.ArrangeSideBySide(layout, count, inputs, outputs);
    }

    /// <summary>
    /// The shape of a vector, such as biases: <c>[length]</c>. It has no fans of its own: give it those of its layer by
    /// <see cref="WithFans"/>.
    /// </summary>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="ArgumentException"><paramref name="length"/> is negative.</exception>
    public static TensorShape Vector(long length) => new([Guard.NotNegative(length)], nameof(length));

    /// <summary>
    /// A shape in the layout <see cref="WeightLayout.OutIn"/>: what a collection expression such as <c>[256, 784]</c> calls.
    /// </summary>
    /// <inheritdoc cref="TensorShape(ReadOnlySpan{long})"/>
    public static TensorShape Create(ReadOnlySpan<long> dimensions) => new(dimensions);

    /// <summary>A shape from an array of dimensions.</summary>
    public static implicit operator TensorShape(long[] dimensions) => new(dimensions);

    /// <summary>A shape from an array of dimensions.</summary>
    public static implicit operator TensorShape(int[] dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return new TensorShape(Array.ConvertAll(dimensions, dimension => (long)dimension));
    }

    /// <summary>A shape from dimensions that a factory made; a refusal of their product names the given parameter.</summary>
    internal static TensorShape Of(ReadOnlySpan<long> dimensions, string name) => new(dimensions, name);

    private static void CheckConvolution(long inputs, long outputs, in TensorShape kernel, long groups)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        Guard.Positive(groups);
        if (inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException(
                $"groups must divide the {inputs} inputs and the {outputs} outputs, but was {groups}.", nameof(groups));
        if (kernel.Rank > MaxRank - 2)
            throw new ArgumentException(
                $"kernel must have at most {MaxRank - 2} spatial axes, but was {List(kernel.Dimensions)}.", nameof(kernel));
    }

    /// <summary>Returns the product of the strides; 1 if there are none.</summary>
    private static long ProductOf(in TensorShape stride, in TensorShape kernel)
    {
        if (stride.Rank == 0) return 1;
        if (stride.Rank != kernel.Rank || stride.Count == 0)
            throw new ArgumentException(
                $"stride must have {kernel.Rank} entries of at least 1, one for each axis of the kernel, "
                + $"but was {List(stride.Dimensions)}.",
                nameof(stride));
        return stride.Count;
    }
}
