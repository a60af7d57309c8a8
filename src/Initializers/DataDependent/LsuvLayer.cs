namespace Initializers;

/// <summary>The weights of one layer, for <see cref="Lsuv"/> to fill and scale.</summary>
/// <param name="Name">What the report calls the layer.</param>
/// <param name="Weights">The weights that the network computes with, in row-major order.</param>
/// <param name="Shape">Their shape.</param>
/// <remarks>Thread-safe: an immutable value, whose weights are the network's.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Name"/> is null.</exception>
public sealed record LsuvLayer(string Name, Memory<float> Weights, TensorShape Shape)
{
    /// <summary>What the report calls the layer.</summary>
    public string Name { get; init => field = Guard.NotNull(value, shown: nameof(Name)); } = Guard.NotNull(Name);

    /// <summary><c>hidden 3: [20, 30] (out, in)</c>.</summary>
    public override string ToString() => $"{Name}: {Shape}";
}
