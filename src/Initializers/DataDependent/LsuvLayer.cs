namespace Initializers;

/// <summary>The weights of one layer, for <see cref="Lsuv"/> to fill and scale.</summary>
/// <param name="Name">The name of the layer in the report.</param>
/// <param name="Weights">The weights that the network computes with, in row-major order.</param>
/// <param name="Shape">The shape of the weights.</param>
/// <remarks>Thread-safe: an immutable value, which refers to the weights of the network.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Name"/> is null.</exception>
public sealed record LsuvLayer(string Name, Memory<float> Weights, TensorShape Shape)
{
    /// <summary>The name of the layer in the report.</summary>
    public string Name { get; init => field = Guard.NotNull(value, shown: nameof(Name)); } = Guard.NotNull(Name);

    /// <summary><c>hidden 3: [20, 30] (out, in)</c>.</summary>
    public override string ToString() => $"{Name}: {Shape}";
}
