namespace Initializers.Frameworks;

/// <summary>A tensor of a module's <c>state_dict()</c>.</summary>
/// <param name="Name">PyTorch's name.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, in row-major order.</param>
/// <exception cref="ArgumentNullException"><paramref name="Name"/> or <paramref name="Values"/> is null.</exception>
/// <remarks>Thread-safe as long as nobody writes to the values.</remarks>
public sealed record PyTorchTensor<T>(string Name, TensorShape Shape, T[] Values)
{
    /// <summary>PyTorch's name.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } =
        Name ?? throw new ArgumentNullException(nameof(Name));

    /// <summary>The values, in row-major order.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public T[] Values { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } =
        Values ?? throw new ArgumentNullException(nameof(Values));
}
