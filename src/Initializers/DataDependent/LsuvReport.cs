namespace Initializers;

/// <summary>What <see cref="Lsuv"/> did to each layer, in their order.</summary>
/// <param name="Layers">The layers.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record LsuvReport(IReadOnlyList<LsuvResult> Layers)
{
    /// <summary>Whether the outputs of all layers have a variance as near to 1 as was asked.</summary>
    public bool IsWithinTolerance => Layers.All(layer => layer.IsWithinTolerance);

    /// <summary>A line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Layers);
}
