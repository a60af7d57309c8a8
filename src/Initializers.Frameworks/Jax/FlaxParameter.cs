namespace Initializers.Frameworks;

/// <summary>A parameter of a Flax module.</summary>
/// <param name="Name">Flax' path: <c>Block_0/Dense_0/kernel</c> in linen, <c>kernel</c> in nnx.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values, in row-major order.</param>
/// <exception cref="ArgumentNullException"><paramref name="Name"/> or <paramref name="Values"/> is null.</exception>
/// <remarks>Thread-safe as long as nobody writes to the values.</remarks>
public sealed record FlaxParameter(string Name, TensorShape Shape, float[] Values)
{
    /// <summary>Flax' path: <c>Block_0/Dense_0/kernel</c> in linen, <c>kernel</c> in nnx.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string Name { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } =
        Name ?? throw new ArgumentNullException(nameof(Name));

    /// <summary>The values, in row-major order.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public float[] Values { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } =
        Values ?? throw new ArgumentNullException(nameof(Values));
}
