namespace Initializers.Frameworks;

/// <summary>A tensor of a module's <c>state_dict()</c>.</summary>
/// <param name="Name">PyTorch's name.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, in row-major order.</param>
/// <remarks>Thread-safe as long as nobody writes to the values.</remarks>
public sealed record PyTorchTensor<T>(string Name, TensorShape Shape, T[] Values);
