namespace Initializers.Frameworks;

/// <summary>A parameter of a framework's layer, module or model: its name, its shape and its values.</summary>
/// <typeparam name="T">The number type of the values.</typeparam>
/// <param name="Name">
/// The framework's name: in PyTorch the key of <c>state_dict()</c>, <c>layers.0.weight</c>; in Keras the path without the model's name,
/// <c>dense_1/kernel</c>; in Flax the path <c>Block_0/Dense_0/kernel</c> in linen, and <c>kernel</c> in nnx.
/// </param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, in row-major order.</param>
/// <exception cref="ArgumentNullException"><paramref name="Name"/> or <paramref name="Values"/> is null.</exception>
/// <example>
/// <code>
/// NamedTensor&lt;float&gt; weight = PyTorchInit.Linear(64, 32).Initialize(new PyTorchRandom(0))[0];
/// Console.WriteLine($"{weight.Name} {weight.Shape}"); // weight [32, 64] (out, in)
/// </code>
/// </example>
/// <remarks>Thread-safe as long as nobody writes to the values.</remarks>
public sealed record NamedTensor<T>(string Name, TensorShape Shape, T[] Values)
{
    /// <summary>The framework's name, such as <c>layers.0.weight</c>, <c>dense_1/kernel</c> or <c>Dense_0/kernel</c>.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get; init => field = Guard.NotNull(value, shown: nameof(Name)); } = Guard.NotNull(Name);

    /// <summary>The values, in row-major order.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public T[] Values { get; init => field = Guard.NotNull(value, shown: nameof(Values)); } = Guard.NotNull(Values);

    /// <summary>The name and the dimensions: <c>dense_1/kernel [784, 256]</c>.</summary>
    public override string ToString() => $"{Name} {TensorShape.List(Shape.Dimensions)}";
}
