using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A tensor of a safetensors file: what the header says of it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The number type.</param>
/// <param name="Dimensions">The lengths of the axes, the slowest first; none for a scalar.</param>
/// <param name="Start">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed record SafetensorsEntry(string Name, TensorDataType Type, IReadOnlyList<long> Dimensions, long Start, long Bytes)
{
    /// <summary>The number of elements: the product of the dimensions.</summary>
    public long Elements { get; } = Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>The dimensions as a shape.</summary>
    /// <exception cref="NotSupportedException">There are more than <see cref="TensorShape.MaxRank"/> axes.</exception>
    public TensorShape Shape => Dimensions.Count <= TensorShape.MaxRank ? new(Dimensions) : throw new NotSupportedException(
        Invariant($"{Excerpt.Of(Name)} has {Dimensions.Count} axes; a shape has at most {TensorShape.MaxRank}."));

    /// <summary><c>wte.weight F32 [50257, 768]</c>.</summary>
    public override string ToString() => Invariant($"{Name} {TensorDataTypes.NameOf(Type)} [{string.Join(", ", Dimensions)}]");
}
