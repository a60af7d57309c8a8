namespace Initializers.Frameworks;

/// <summary>A parameter of a Flax module.</summary>
/// <param name="Name">Flax' path: <c>Block_0/Dense_0/kernel</c> in linen, <c>kernel</c> in nnx.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, in row-major order.</param>
/// <remarks>Thread-safe as long as nobody writes to the values.</remarks>
public sealed record FlaxParameter(string Name, TensorShape Shape, float[] Values);
