namespace Initializers;

/// <summary>What <see cref="Lsuv"/> did to each layer, in their order.</summary>
/// <param name="Layers">The layers.</param>
/// <remarks>Thread-safe: an immutable value. Equal when the results are, in their order.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Layers"/> or one of them is null.</exception>
public sealed record LsuvReport(IReadOnlyList<LsuvResult> Layers)
{
    /// <summary>The layers.</summary>
    public IReadOnlyList<LsuvResult> Layers { get; } = Guard.Items(Layers);

    /// <summary>Whether the outputs of all layers have a variance as near to 1 as was asked.</summary>
    public bool IsWithinTolerance => Layers.All(layer => layer.IsWithinTolerance);

    /// <summary>Whether the results are equal, in their order.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(LsuvReport? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    /// <summary>A line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Layers);
}
