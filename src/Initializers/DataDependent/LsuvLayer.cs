namespace Initializers;

/// <summary>The weights of one layer, for <see cref="Lsuv"/> to fill and scale.</summary>
/// <param name="Name">What the report calls the layer.</param>
/// <param name="Weights">The weights that the network computes with, in row-major order.</param>
/// <param name="Shape">Their shape.</param>
/// <remarks>Thread-safe: an immutable value, whose weights are the network's.</remarks>
public sealed record LsuvLayer(string Name, Memory<float> Weights, TensorShape Shape);
