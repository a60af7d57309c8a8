using System.Collections;
using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Up to 4,096 values of a layer for histograms, evenly spaced over all units, positions and examples.</summary>
/// <remarks>Thread-safe: an immutable value. Equal when the values are.</remarks>
public sealed class SignalSample : IReadOnlyList<double>, IEquatable<SignalSample>
{
    private const int Most = 4096;

    private readonly double[] _values;

    private SignalSample(double[] values) => _values = values;

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or <see cref="Count"/> or more.</exception>
    public double this[int index] => (uint)index < (uint)_values.Length ? _values[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, Invariant($"index must be from 0 to {Count - 1}, but was {index}."));

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SignalSample? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SignalSample);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, _values.Sum());

    internal static SignalSample Of(Matrix<double> signals)
    {
        long all = (long)signals.RowCount * signals.ColumnCount, count = Math.Min(all, Most);
        return new([.. Enumerable.Range(0, (int)count).Select(i => i * all / count)
            .Select(i => signals.At((int)(i / signals.ColumnCount), (int)(i % signals.ColumnCount)))]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
