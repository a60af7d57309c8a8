using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>Given values, in row-major order, such as weights that were trained or computed elsewhere.</summary>
/// <example>
/// <code>
/// // Pretrained rows, say, or a filter.
/// float[] weights = Init.FromArray([1f, 0, -1, 2, 0, -2, 1, 0, -1], [3, 3]).Initialize([3, 3]);
/// </code>
/// </example>
/// <remarks>
/// Deterministic, but advances the source as every fill does. Thread-safe: an immutable value, which holds a copy. Two are equal if their
/// values are, bit for bit, and their dimensions.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ArrayInitializer>))]
public sealed record ArrayInitializer : FixedInitializer
{
    private readonly float[] _values;
    private readonly long[]? _dimensions;
    private readonly WeightPrediction _prediction;

    /// <summary>Values for a parameter of any shape with that number of elements.</summary>
    /// <param name="values">The values, finite; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public ArrayInitializer(ReadOnlySpan<float> values) : this(values, null)
    {
    }

    /// <summary>Values for a parameter of the given shape only.</summary>
    /// <param name="values">The values, finite; copied.</param>
    /// <param name="shape">The only shape that can be filled; its dimensions count, not their meaning.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not that of the shape's elements, or a value is not finite.
    /// </exception>
    public ArrayInitializer(ReadOnlySpan<float> values, TensorShape shape) : this(values, shape.ToArray()) =>
        Guard.Length(values.Length, shape, nameof(values));

    private ArrayInitializer(ReadOnlySpan<float> values, long[]? dimensions)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentOutOfRangeException(
                    nameof(values), values[i], Invariant($"values[{i}] must be a finite number, but was {values[i]}."));
        }
        (_values, _dimensions, _prediction) = (values.ToArray(), dimensions, Moments(values));
    }

    /// <summary>The values, in row-major order.</summary>
    public ReadOnlyMemory<float> Values => _values;

    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_values.AsSpan());

    /// <summary>Whether the values are equal, bit for bit, and the dimensions.</summary>
    /// <param name="other">The other initializer.</param>
    public bool Equals(ArrayInitializer? other) =>
        other is not null && Bytes.SequenceEqual(other.Bytes) && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>
    /// <c>FromArray([1, 2, 3, 4])</c>, or <c>FromArray([1, 2, 3, 4], [2, 2])</c>; of more than 256 values <c>FromArray(1000 values)</c>.
    /// </summary>
    public override string ToString() =>
        $"FromArray({InitializerText.ListOf(_values, "values")}{(_dimensions is null ? "" : $", {Dimensions}")})";

    private string Dimensions => TensorShape.List(_dimensions);

    /// <inheritdoc/>
    protected override void Check(TensorShape shape)
    {
        if (_dimensions is null ? shape.Count != _values.Length : !shape.Dimensions.SequenceEqual(_dimensions))
            throw new ArgumentException(
                _dimensions is null ? $"shape must have {_values.Length} elements, as many as the values, but was {shape}."
                : $"shape must be {Dimensions}, the shape of the values, but was {shape}.",
                nameof(shape));
    }

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape) => _prediction;

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape) =>
        _values.AsSpan((int)start, slice.Length).CopyTo(slice);

    private static WeightPrediction Moments(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) return default;
        (double sum, double squares, float smallest, float largest) = (0, 0, values[0], values[0]);
        foreach (float value in values) (sum, smallest, largest) = (sum + value, Math.Min(smallest, value), Math.Max(largest, value));
        double mean = sum / values.Length;
        foreach (float value in values) squares += (value - mean) * (value - mean);
        return new(mean, Math.Sqrt(squares / values.Length), smallest, largest);
    }
}
