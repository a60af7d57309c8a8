using static System.FormattableString;

namespace Initializers.Frameworks;

/// <content>The modules of <c>torch.nn</c> as their constructors leave them, under PyTorch's names.</content>
public static partial class PyTorchInit
{
    /// <summary>
    /// <c>nn.Linear</c>: weight [out, in] and bias [out], both U(-s, s), s = 1 / sqrt(in). Without inputs the bias is drawn all the same,
    /// as 0.
    /// </summary>
    /// <param name="inputs">in_features, at least 0.</param>
    /// <param name="outputs">out_features, at least 0.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentException">A number is negative, or the weight has more elements than an array holds.</exception>
    public static PyTorchModule Linear(long inputs, long outputs, bool bias = true) =>
        LinearOf((inputs, nameof(inputs)), (outputs, nameof(outputs)), bias);

    /// <summary><c>nn.Bilinear</c>: weight [out, in1, in2] and bias [out], both U(-s, s), s = 1 / sqrt(in1).</summary>
    /// <param name="inputs1">in1_features, at least 1.</param>
    /// <param name="inputs2">in2_features, at least 0.</param>
    /// <param name="outputs">out_features, at least 0.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentException">A number is too small, or the weight has more elements than an array holds.</exception>
    public static PyTorchModule Bilinear(long inputs1, long inputs2, long outputs, bool bias = true)
    {
        PyTorchInitializer uniform = Within(Guard.Positive(inputs1));
        TensorShape weight = WeightShape.Of((outputs, nameof(outputs)), (inputs1, nameof(inputs1)), (inputs2, nameof(inputs2)));
        return new(Invariant($"Bilinear({inputs1}, {inputs2}, {outputs})"),
            [new("weight", weight, uniform), .. Optional(bias, "bias", [outputs], uniform)]);
    }

    /// <summary>
    /// <c>nn.Conv1d</c>, <c>Conv2d</c> or <c>Conv3d</c>, by the number of extents of the kernel: weight [out, in / groups, *kernel] and
    /// bias [out], both U(-s, s), s = 1 / sqrt(fan-in).
    /// </summary>
    /// <param name="inputs">in_channels, at least 0.</param>
    /// <param name="outputs">out_channels, at least 0.</param>
    /// <param name="kernel">kernel_size, one to three extents.</param>
    /// <param name="groups">The number of groups, which divides both.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentException">
    /// A number of channels is negative, the kernel has no extents or more than three, the groups do not divide the channels, the weight
    /// has more elements than an array holds, or the fan-in is 0 and there is a bias, which PyTorch leaves uninitialized.
    /// </exception>
    public static PyTorchModule Conv(long inputs, long outputs, TensorShape kernel, long groups = 1, bool bias = true)
    {
        CheckChannels(inputs, outputs, kernel, groups);
        return Convolution(Invariant($"Conv{kernel.Rank}d({inputs}, {outputs}, {TensorShape.List(kernel.Dimensions)})"),
            WeightShape.Of([(outputs, nameof(outputs)), (inputs / groups, nameof(inputs)),
                .. WeightShape.Named(kernel, nameof(kernel))]), outputs, bias);
    }

    /// <summary>
    /// <c>nn.ConvTranspose1d</c> to <c>3d</c>: as <see cref="Conv"/>, with a weight [in, out / groups, *kernel], whose fan-in follows from
    /// out / groups.
    /// </summary>
    /// <inheritdoc cref="Conv"/>
    public static PyTorchModule ConvTranspose(long inputs, long outputs, TensorShape kernel, long groups = 1, bool bias = true)
    {
        CheckChannels(inputs, outputs, kernel, groups);
        TensorShape weight = WeightShape.Of([(inputs, nameof(inputs)), (outputs / groups, nameof(outputs)),
            .. WeightShape.Named(kernel, nameof(kernel))]);
        WeightShape.Of((outputs, nameof(outputs)));
        return Convolution(
            Invariant($"ConvTranspose{kernel.Rank}d({inputs}, {outputs}, {TensorShape.List(kernel.Dimensions)})"), weight, outputs, bias);
    }

    /// <summary>
    /// <c>nn.Embedding</c> and <c>nn.EmbeddingBag</c>: weight [count, width] of N(0, 1), with zeros in the padding row.
    /// </summary>
    /// <param name="count">num_embeddings, at least 0.</param>
    /// <param name="width">embedding_dim, at least 0.</param>
    /// <param name="paddingIndex">The row of zeros, counted from the end if negative; null for none.</param>
    /// <exception cref="ArgumentException">
    /// A number is negative, the weight has more elements than an array holds, or <paramref name="paddingIndex"/> is not a row.
    /// </exception>
    public static PyTorchModule Embedding(long count, long width, long? paddingIndex = null)
    {
        TensorShape weight = WeightShape.Of((count, nameof(count)), (width, nameof(width)));
        if (paddingIndex is { } index && (index < -count || index >= count))
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), index,
                Invariant($"paddingIndex must be one of the {count} rows, but was {index}."));
        long? row = paddingIndex < 0 ? paddingIndex + count : paddingIndex;
        return new(Invariant($"Embedding({count}, {width})"),
            [new("weight", weight, row is { } zeros ? new RowOfZeros(Normal(), zeros) : Normal())]);
    }

    /// <summary><c>nn.LayerNorm</c> and <c>nn.GroupNorm</c>: weight 1, bias 0.</summary>
    /// <param name="shape">normalized_shape, or the channels of GroupNorm.</param>
    /// <param name="affine">elementwise_affine or affine: whether there are parameters.</param>
    /// <param name="bias">Whether LayerNorm has a bias as well as a weight.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shape"/> has more elements than an array holds.</exception>
    public static PyTorchModule Norm(TensorShape shape, bool affine = true, bool bias = true)
    {
        WeightShape.Held(shape, nameof(shape));
        return new(
            $"Norm({TensorShape.List(shape.Dimensions)})",
            [.. Optional(affine, "weight", shape, Ones()), .. Optional(affine && bias, "bias", shape, Zeros())]);
    }

    /// <summary><c>nn.BatchNorm1d</c> to <c>3d</c>: weight 1, bias 0, running mean 0, running variance 1, batches 0.</summary>
    /// <param name="features">num_features, at least 0.</param>
    /// <param name="affine">Whether there are weight and bias besides the buffers.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="features"/> is negative, or more than an array holds.
    /// </exception>
    public static PyTorchModule BatchNorm(long features, bool affine = true)
    {
        TensorShape each = WeightShape.Of((features, nameof(features)));
        return new(Invariant($"BatchNorm({features})"),
            [.. Norm(each, affine).Entries, new("running_mean", each, Zeros()), new("running_var", each, Ones()),
                new("num_batches_tracked", [], Zeros()) { IsInteger = true }]);
    }

    /// <summary><c>nn.PReLU</c>: every weight is the slope.</summary>
    /// <param name="parameters">num_parameters, at least 0.</param>
    /// <param name="init">The slope.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="parameters"/> is negative, or more than an array holds.
    /// </exception>
    public static PyTorchModule PReLU(long parameters = 1, double init = 0.25) =>
        new(Invariant($"PReLU({parameters})"), [new("weight", WeightShape.Of((parameters, nameof(parameters))), Constant(init))]);

    /// <summary>A module without parameters, such as <c>nn.ReLU</c>, which takes up an index in a <see cref="Sequential"/>.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static PyTorchModule WithoutParameters(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new($"{name}()", []);
    }

    /// <summary><c>nn.Sequential</c>: modules in order, whose parameters' names are prefixed by the index of the module.</summary>
    /// <param name="modules">The modules.</param>
    /// <exception cref="ArgumentNullException">A module is null.</exception>
    public static PyTorchModule Sequential(params ReadOnlySpan<PyTorchModule> modules)
    {
        foreach (PyTorchModule module in modules) ArgumentNullException.ThrowIfNull(module, nameof(modules));
        PyTorchModule[] children = modules.ToArray();
        return new($"Sequential({string.Join<PyTorchModule>(", ", children)})", children.SelectMany((child, i) => child.Within($"{i}")),
            children.SelectMany((child, i) => child.NamesWithin($"{i}")));
    }

    /// <summary>A <see cref="Linear"/> with the names of the caller's parameters.</summary>
    private static PyTorchModule LinearOf((long Extent, string Name) inputs, (long Extent, string Name) outputs, bool bias) =>
        new(Invariant($"Linear({inputs.Extent}, {outputs.Extent})"), Affine(WeightShape.Of(outputs, inputs), outputs.Extent, bias));

    private static IEnumerable<ModuleEntry> Affine(TensorShape weight, long outputs, bool bias) =>
        [new("weight", weight, KaimingUniform(Math.Sqrt(5))), .. Optional(bias, "bias", [outputs], Within(PyTorchFans.Of(weight).In))];

    private static PyTorchModule Convolution(string name, TensorShape weight, long outputs, bool bias) =>
        !bias || outputs == 0 || PyTorchFans.Of(weight).In > 0 ? new(name, Affine(weight, outputs, bias))
            : throw new ArgumentException("bias must be false for a fan-in of 0, which leaves it uninitialized in PyTorch, but was true "
                + $"for the weight {weight}.", nameof(bias));

    private static IEnumerable<ModuleEntry> Optional(bool isThere, string name, TensorShape shape, PyTorchInitializer initializer) =>
        isThere ? [new(name, shape, initializer)] : [];

    /// <summary>U(-s, s), s = 1 / sqrt(fan); for a fan of 0, zeros that are drawn.</summary>
    private static PyTorchInitializer Within(long fan) => fan > 0 ? Uniform(-1 / Math.Sqrt(fan), 1 / Math.Sqrt(fan)) : Uniform(0, 0);

    private static void CheckChannels(long inputs, long outputs, in TensorShape kernel, long groups)
    {
        Guard.NotNegative(inputs);
        Guard.NotNegative(outputs);
        if (kernel.Rank is < 1 or > 3)
            throw new ArgumentException(
                $"kernel must have 1 to 3 elements, but was {TensorShape.List(kernel.Dimensions)}.", nameof(kernel));
        if (inputs % Guard.Positive(groups) != 0 || outputs % groups != 0)
            throw new ArgumentException(
                Invariant($"groups must be a number that divides the {inputs} inputs and the {outputs} outputs, but was {groups}."),
                nameof(groups));
    }

    /// <summary>Another initializer of a matrix, of which a row is then set to 0.</summary>
    private sealed record RowOfZeros(PyTorchInitializer Inner, long Row) : PyTorchInitializer
    {
        public override string ToString() => Invariant($"{Inner}, then zeros in row {Row}");

        internal override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source)
        {
            Inner.Fill<T, TType>(weights, shape, source);
            weights.Slice((int)(Row * shape[1]), (int)shape[1]).Clear();
        }
    }
}
