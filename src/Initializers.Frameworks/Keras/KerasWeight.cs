namespace Initializers.Frameworks;

/// <summary>A weight of a Keras layer.</summary>
/// <param name="Name">Keras' path, without the model's name: <c>dense_1/kernel</c>.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, in row-major order.</param>
/// <remarks>Thread-safe as long as nobody writes to the values.</remarks>
public sealed record KerasWeight(string Name, TensorShape Shape, float[] Values);
