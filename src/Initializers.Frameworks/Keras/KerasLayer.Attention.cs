namespace Initializers.Frameworks;

/// <content>Sums over named axes, and attention, which is made of them.</content>
public sealed partial class KerasLayer
{
    /// <summary><c>EinsumDense</c>, whose fans are those of the axes that it sums over and of the others.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="inputAxes">Axes of the kernel that are summed over.</param>
    /// <param name="outputAxes">The other ones.</param>
    /// <param name="biasShape">The bias' shape; null for none.</param>
    /// <param name="kernel">kernel_initializer, without axes: the layer names them.</param>
    /// <param name="bias">bias_initializer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inputAxes"/> or <paramref name="outputAxes"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The shape does not have the axes, a shape has more elements than an array holds, the kernel's initializer names axes itself, or an
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
    /// <c>MultiHeadAttention</c>: kernels [width, heads, size] of query, key and value and [heads, size, width] of the output, with biases.
    /// It takes seeds that are not used when it is made, and the others when it is built.
    /// </summary>
    /// <param name="width">Numbers of a token.</param>
    /// <param name="heads">num_heads, at least 1.</param>
    /// <param name="keySize">key_dim, at least 1.</param>
    /// <param name="valueSize">value_dim, at least 1; null is key_dim.</param>
    /// <param name="dropout">dropout, from 0 to 1; above 0 it takes a seed.</param>
    /// <param name="kernel">
    /// kernel_initializer, without axes: the layer names them. It is copied for each kernel: one with a seed of its own draws all four from
    /// it.
    /// </param>
    /// <param name="bias">bias_initializer, which is copied too.</param>
    /// <param name="useBias">use_bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is outside what it accepts, a shape too large, the kernel's initializer names axes itself, or an initializer does not take
    /// its shape.
    /// </exception>
    public static KerasLayer MultiHeadAttention(
        long width, long heads, long keySize, long? valueSize = null, double dropout = 0, KerasInitializer? kernel = null,
        KerasInitializer? bias = null, bool useBias = true)
    {
        long values = Count(valueSize ?? Count(keySize), name: nameof(valueSize));
        Guard.Share(dropout);
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

    /// <summary>The kernel's initializer, which takes its fans of these axes if it takes any.</summary>
    private static KerasInitializer Along(KerasInitializer? kernel, int[] inputs, int[] outputs) =>
        (kernel ?? KerasInit.GlorotUniform()) switch
        {
            KerasVarianceScaling { Axes: null } scaling => scaling with { Axes = (inputs, outputs) },
            KerasVarianceScaling => throw new ArgumentException($"kernel must have no axes, since the layer names them, but was {kernel}.",
                nameof(kernel)),
            var other => other,
        };
}
