using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A tensor of a safetensors file: what the header says of it.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class SafetensorsEntry
{
    internal SafetensorsEntry(string name, TensorDataType type, IEnumerable<long> dimensions, long start, long bytes)
    {
        (Name, Type, Dimensions, Start, Bytes) = (name, type, dimensions.ToArray().AsReadOnly(), start, bytes);
        Elements = Dimensions.Contains(0) ? 0 : Dimensions.Aggregate(1L, (product, dimension) => product * dimension);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The number type.</summary>
    public TensorDataType Type { get; }

    /// <summary>The lengths of the axes, the slowest first; none for a scalar.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>The number of elements: the product of the dimensions, which is below 2^63.</summary>
    public long Elements { get; }

    /// <summary>Where its bytes begin in the file.</summary>
    public long Start { get; }

    /// <summary>How many bytes it has.</summary>
    public long Bytes { get; }

    /// <summary>The dimensions as a shape.</summary>
    /// <exception cref="NotSupportedException">
    /// There are more than <see cref="TensorShape.MaxRank"/> axes, or those other than 0 have a product of 2^63 or more.
    /// </exception>
    public TensorShape Shape
    {
        get
        {
            if (Dimensions.Count > TensorShape.MaxRank)
                throw new NotSupportedException(
                    Invariant($"{Excerpt.Of(Name)} has {Dimensions.Count} axes; a shape has at most {TensorShape.MaxRank}."));
            try
            {
                return new(Dimensions);
            }
            catch (ArgumentException refusal)
            {
                throw new NotSupportedException($"{Excerpt.Of(Name)} has no shape: {CallerNames.Sentence(refusal)}", refusal);
            }
        }
    }

    /// <summary><c>wte.weight F32 [50257, 768]</c>.</summary>
    public override string ToString() => $"{Name} {TextOf(Type, Dimensions)}";

    /// <summary>The type and the dimensions, of which a few are shown.</summary>
    internal static string TextOf(TensorDataType type, IReadOnlyList<long> dimensions) =>
        $"{TensorDataTypes.NameOf(type)} {TextOf(dimensions)}";

    /// <summary>Numbers in brackets, of which a few are shown: a header may have millions.</summary>
    internal static string TextOf(IReadOnlyList<long> numbers)
    {
        const int Shown = 16;
        return $"[{string.Join(", ", numbers.Take(Shown))}{(numbers.Count > Shown ? ", ..." : "")}]";
    }
}
