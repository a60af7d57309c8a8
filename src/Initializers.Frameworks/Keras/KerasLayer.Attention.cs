namespace Initializers.Frameworks;

/// <content>EinsumDense, and attention, which is made of it.</content>
public sealed partial class KerasLayer
{
    /// <summary><c>EinsumDense</c>, whose fan-in counts the axes that are summed over and whose fan-out counts the others.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="inputAxes">The axes of the kernel that are summed over.</param>
    /// <param name="outputAxes">The other axes.</param>
    /// <param name="biasShape">The shape of the bias; null for no bias.</param>
    /// <param name="kernel">kernel_initializer, without axes, since the layer chooses them.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inputAxes"/> or <paramref name="outputAxes"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The shape does not have the axes, a shape has more elements than an array can have, the kernel's initializer has axes, or an
    /// initializer does not take the shape.
    /// </exception>
    public static KerasLayer EinsumDense(TensorShape shape, int[] inputAxes, int[] outputAxes, TensorShape? biasShape = null,
        KerasInitializer? kernel = null, KerasInitializer? bias = null)
    {
        ArgumentNullException.ThrowIfNull(inputAxes);
        ArgumentNullException.ThrowIfNull(outputAxes);
        foreach (int axis in inputAxes) JaxAxes.Check(axis, shape, nameof(shape));
        foreach (int axis in outputAxes) JaxAxes.Check(axis, shape, nameof(shape));
        WeightShape.Held(shape, nameof(shape));
        TensorShape one = biasShape is { } given ? WeightShape.Held(given, nameof(biasShape)) : [];
        return new("einsum_dense", new Entry("kernel", shape, Along(kernel, [.. inputAxes], [.. outputAxes]), nameof(kernel)),
            Bias(one, bias, biasShape is not null));
    }

    /// <summary>
    /// <c>MultiHeadAttention</c>: kernels [width, heads, size] for query, key and value and [heads, size, width] for the output, with
    /// biases. The layer takes unused seeds when it is made, and the others when it is built.
    /// </summary>
    /// <param name="width">The number of features of a token.</param>
    /// <param name="heads">num_heads, at least 1.</param>
    /// <param name="keySize">key_dim, at least 1.</param>
    /// <param name="valueSize">value_dim, at least 1; defaults to key_dim.</param>
    /// <param name="dropout">dropout, from 0 to 1; above 0 the layer takes a seed for it.</param>
    /// <param name="kernel">
    /// kernel_initializer, without axes, since the layer chooses them. It is copied for each kernel; if it has its own seed, all four
    /// kernels are drawn from it.
    /// </param>
    /// <param name="bias">bias_initializer, which is copied as well.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of range, a shape is too large, the kernel's initializer has axes, or an initializer does not take its shape.
    /// </exception>
    public static KerasLayer MultiHeadAttention(
        long width, long heads, long keySize, long? valueSize = null, double dropout = 0, KerasInitializer? kernel = null,
        KerasInitializer? bias = null, bool useBias = true)
    {
        long values = Count(valueSize ?? Count(keySize), name: nameof(valueSize));
        Guard.Fraction(dropout);
        Entry[] inputs = [.. Projection("query", keySize, nameof(keySize)), .. Projection("key", keySize, nameof(keySize)),
            .. Projection("value", values, nameof(valueSize))];
        TensorShape joined = WeightShape.Of((heads, nameof(heads)), (values, nameof(valueSize)), (width, nameof(width)));
        Entry[] output = [new("attention_output/kernel", joined, Along(kernel, [0, 1], [2]), nameof(kernel)),
            Bias([width], bias, useBias) with { Name = "attention_output/bias" }];
        Entry[] copied = [.. inputs[..2].Select(entry => entry with { IsUsed = false })], drop = dropout > 0 ? [Entry.Seed] : [];
        return new("multi_head_attention", copied) { Built = [.. inputs, .. drop, .. output] };

        Entry[] Projection(string name, long size, string sizeName)
        {
            TensorShape shape = WeightShape.Of((Count(width, 0), nameof(width)), (Count(heads), nameof(heads)), (size, sizeName));
            return [new($"{name}/kernel", shape, Along(kernel, [0], [1, 2]), nameof(kernel)),
                Bias([heads, size], bias, useBias) with { Name = $"{name}/bias" }];
        }
    }

    /// <summary>The kernel's initializer, with its fans from these axes if it has fans.</summary>
    private static KerasInitializer Along(KerasInitializer? kernel, int[] inputs, int[] outputs) =>
        (kernel ?? KerasInit.GlorotUniform()) switch
        {
            KerasVarianceScaling { Axes: null } scaling => scaling with { Axes = (inputs, outputs) },
            KerasVarianceScaling => throw new ArgumentException(
                $"kernel must have no axes, since the layer chooses them, but was {kernel}.", nameof(kernel)),
            var other => other,
        };
}
