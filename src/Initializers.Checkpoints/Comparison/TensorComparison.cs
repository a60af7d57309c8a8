using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>How a tensor of one checkpoint differs from that of another.</summary>
public enum TensorDifference
{
    /// <summary>All bits are the same.</summary>
    None,

    /// <summary>Some numbers are not.</summary>
    Numbers,

    /// <summary>The number types are not. The numbers are compared all the same.</summary>
    Type,

    /// <summary>The shapes are not.</summary>
    Shape,

    /// <summary>The second checkpoint does not have it.</summary>
    OnlyInFirst,

    /// <summary>The first checkpoint does not have it.</summary>
    OnlyInSecond,
}

/// <summary>A tensor of one checkpoint beside that of another.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed class TensorComparison
{
    internal TensorComparison(SafetensorsEntry? first, SafetensorsEntry? second, TensorDifference difference) =>
        (Name, First, Second, Difference) = ((first ?? second)!.Name, first, second, difference);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>In what they differ.</summary>
    public TensorDifference Difference { get; }

    /// <summary>The tensor of the first checkpoint; null if it has none.</summary>
    public SafetensorsEntry? First { get; }

    /// <summary>The tensor of the second checkpoint; null if it has none.</summary>
    public SafetensorsEntry? Second { get; }

    /// <summary>How many numbers differ: in their bits for the same type, in their values as floats otherwise.</summary>
    public long DifferentElements { get; internal init; }

    /// <summary>
    /// The largest difference of two numbers, as floats; NaN where one of two is NaN, or the numbers cannot be read.
    /// </summary>
    public double LargestDifference { get; internal init; }

    /// <summary>What the numbers of the first are like; null where nothing differs, or the numbers cannot be read as floats.</summary>
    public TensorMoments? FirstMoments { get; internal init; }

    /// <summary>What the numbers of the second are like; null where nothing differs, or the numbers cannot be read as floats.</summary>
    public TensorMoments? SecondMoments { get; internal init; }

    /// <summary><c>wte.weight: 12 of 3072 numbers differ, by up to 0.0123</c>.</summary>
    public override string ToString() => Difference switch
    {
        TensorDifference.None => $"{Name}: the same",
        TensorDifference.OnlyInFirst => $"{Name}: only in the first",
        TensorDifference.OnlyInSecond => $"{Name}: only in the second",
        TensorDifference.Shape => $"{First} and {Second}",
        _ => (Difference == TensorDifference.Type ? $"{First} and {Second}: " : $"{Name}: ")
            + Invariant($"{DifferentElements} of {First!.Elements} numbers differ, by up to {LargestDifference:g3}"),
    };
}
