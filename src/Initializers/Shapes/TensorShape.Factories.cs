namespace Initializers;

/// <content>Shapes by what they are the shape of, and from dimensions.</content>
public readonly partial struct TensorShape
{
    /// <summary>The shape of a fully connected layer's weights: <c>[outputs, inputs]</c>, or as <paramref name="layout"/> says.</summary>
    /// <param name="inputs">Inputs of the layer: its fan-in.</param>
    /// <param name="outputs">Outputs of the layer: its fan-out.</param>
    /// <param name="layout">Order of the axes in memory; none is <see cref="WeightLayout.OutIn"/>.</param>
    /// <exception cref="ArgumentException">A number is negative, or the product is 2^63 or more.</exception>
    public static TensorShape Linear(long inputs, long outputs, WeightLayout? layout = null) =>
        Convolution(inputs, outputs, [], 1, layout);

    /// <summary>The shape of a convolution's weights: <c>[outputs, inputs / groups, *kernel]</c>, or as <paramref name="layout"/> says.</summary>
    /// <param name="inputs">Channels in, of all groups together.</param>
    /// <param name="outputs">Channels out, of all groups together.</param>
    /// <param name="kernel">Extent of the kernel along each spatial axis, such as <c>[3, 3]</c>.</param>
    /// <param name="groups">Groups, which divide both channels; a depthwise convolution has as many as inputs.</param>
    /// <param name="layout">Order of the axes in memory; none is <see cref="WeightLayout.OutIn"/>.</param>
    /// <exception cref="ArgumentException">A number is negative, groups do not divide the channels, or the product is 2^63 or more.</exception>
    public static TensorShape Convolution(long inputs, long outputs, TensorShape kernel, long groups = 1, WeightLayout? layout = null)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        Guard.Positive(groups);
        if (inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException($"groups is {groups}; accepted is a number that divides the {inputs} inputs and the {outputs} outputs.", nameof(groups));
        if (kernel.Rank > MaxRank - 2)
            throw new ArgumentException($"kernel is {kernel}; accepted are at most {MaxRank - 2} spatial axes.", nameof(kernel));
        return (layout ?? WeightLayout.OutIn).Arrange(inputs, outputs, kernel, groups);
    }

    /// <summary>
    /// The shape of a transposed ("de-") convolution's weights: <c>[inputs, outputs / groups, *kernel]</c>, as PyTorch stores them.
    /// Its fans are those of the layer as it is used: fan-in counts what flows into one of <paramref name="outputs"/>.
    /// </summary>
    /// <param name="inputs">Channels in, of all groups together.</param>
    /// <param name="outputs">Channels out, of all groups together.</param>
    /// <param name="kernel">Extent of the kernel along each spatial axis, such as <c>[4, 4]</c>.</param>
    /// <param name="groups">Groups, which divide both channels.</param>
    /// <param name="layout">The layout of the plain convolution, whose inputs and outputs are exchanged; none is <see cref="WeightLayout.OutIn"/>.</param>
    /// <exception cref="ArgumentException">A number is negative, groups do not divide the channels, or the product is 2^63 or more.</exception>
    public static TensorShape TransposedConvolution(long inputs, long outputs, TensorShape kernel, long groups = 1, WeightLayout? layout = null) =>
        Convolution(inputs, outputs, kernel, groups, (layout ?? WeightLayout.OutIn).Transposed);

    /// <summary>
    /// The shape of an embedding table: <c>[count, width]</c>. It is a linear layer whose input is one-hot: fan-in is <paramref name="count"/>
    /// and fan-out is <paramref name="width"/>. One input at a time is not zero, so scale an embedding by <see cref="FanMode.Out"/>, not by fan-in.
    /// </summary>
    /// <param name="count">Entries of the table.</param>
    /// <param name="width">Numbers in an entry.</param>
    /// <exception cref="ArgumentException">A number is negative, or the product is 2^63 or more.</exception>
    public static TensorShape Embedding(long count, long width) => Linear(count, width, WeightLayout.InOut);

    /// <summary>The shape of a vector, such as biases: <c>[length]</c>. It has no fans of its own: say those of its layer by <see cref="WithFans"/>.</summary>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="ArgumentException"><paramref name="length"/> is negative.</exception>
    public static TensorShape Vector(long length) => new(length);

    /// <summary>A shape in the layout <see cref="WeightLayout.OutIn"/>: what a collection expression such as <c>[256, 784]</c> calls.</summary>
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
}
