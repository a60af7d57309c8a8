using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Given values, such as weights that were trained or computed elsewhere: element i is the i-th of them, in row-major order.
/// </summary>
/// <remarks>
/// Takes no random words, but moves the source as every fill does. Thread-safe: an immutable value, which holds a copy. Two are equal when
/// their values, bit for bit, and their dimensions are.
/// </remarks>
public sealed record ArrayInitializer : FixedInitializer
{
    private readonly float[] _values;
    private readonly long[]? _dimensions;
    private readonly WeightPrediction _promise;

    /// <summary>Values for a parameter of any shape with so many elements.</summary>
    /// <param name="values">The values, which are copied; finite numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public ArrayInitializer(ReadOnlySpan<float> values) : this(values, null)
    {
    }

    /// <summary>Values for a parameter of one shape.</summary>
    /// <param name="values">The values, which are copied; finite numbers.</param>
    /// <param name="shape">The only shape to fill: its dimensions count, and not what they mean.</param>
    /// <exception cref="ArgumentException">The shape needs another number of values, or a value is not finite.</exception>
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
        (_values, _dimensions, _promise) = (values.ToArray(), dimensions, Moments(values));
    }

    /// <summary>The values, in row-major order.</summary>
    public ReadOnlyMemory<float> Values => _values;

    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_values.AsSpan());

    /// <summary>Whether values, bit for bit, and dimensions are the same.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(ArrayInitializer? other) =>
        other is not null && Bytes.SequenceEqual(other.Bytes) && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary><c>FromArray(6 values)</c>, or <c>FromArray(6 values, [2, 3])</c>.</summary>
    public override string ToString() => $"FromArray({_values.Length} values{(_dimensions is null ? "" : $", {Dimensions}")})";

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
    private protected override WeightPrediction? Promise(in TensorShape shape) => _promise;

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
