using static System.FormattableString;

namespace Initializers;

/// <summary>The results of <see cref="Lsuv"/> for all layers, in order.</summary>
/// <param name="Layers">The results of the layers.</param>
/// <remarks>Thread-safe: an immutable value. Two are equal if the results are, in order.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Layers"/> or one of them is null.</exception>
public sealed record LsuvReport(IReadOnlyList<LsuvResult> Layers)
{
    /// <summary>The results of the layers.</summary>
    public IReadOnlyList<LsuvResult> Layers { get; } = Guard.Items(Layers);

    /// <summary>Whether the variances of the outputs of all layers are within the tolerance.</summary>
    public bool IsWithinTolerance => Layers.All(layer => layer.IsWithinTolerance);

    /// <summary>Whether the results are equal, in order.</summary>
    /// <param name="other">The other report.</param>
    public bool Equals(LsuvReport? other) => other is not null && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    /// <summary>A line for each layer.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Layers);
}

/// <summary>The result of <see cref="Lsuv"/> for one layer.</summary>
/// <param name="Name">The name of the layer.</param>
/// <param name="Before">The outputs with the first weights.</param>
/// <param name="After">The outputs with the final weights.</param>
/// <param name="Factor">The total factor of the weights.</param>
/// <param name="Tries">The number of times that the weights were scaled.</param>
/// <param name="IsWithinTolerance">Whether the variance of the outputs is within the tolerance.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
/// <exception cref="ArgumentNullException"><paramref name="Name"/> is null.</exception>
public sealed record LsuvResult(
    string Name, OutputStatistics Before, OutputStatistics After, double Factor, int Tries, bool IsWithinTolerance)
{
    /// <summary>The name of the layer.</summary>
    public string Name { get; init => field = Guard.NotNull(value, shown: nameof(Name)); } = Guard.NotNull(Name);

    /// <summary><c>hidden 3: variance 0.0217 to 1.003 in 1 try, weights times 6.79</c>.</summary>
    public override string ToString() =>
        Invariant($"{Name}: variance {Before.Variance:G4} to {After.Variance:G4} in {Tries} {(Tries == 1 ? "try" : "tries")}, ")
        + Invariant($"weights times {Factor:G4}{(IsWithinTolerance ? "" : ", not within the tolerance")}");
}
