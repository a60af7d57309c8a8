using System.Numerics;

namespace Initializers;

/// <summary>Where the elements of a matrix go: (row, column) to start + rows[row] + columns[column], times a gain.</summary>
internal readonly unsafe struct MatrixTarget<TNumber>(
    TNumber* weights, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns, TNumber gain)
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>Rows that are copied together, so that the order of either the rows or the columns in memory suits the caches.</summary>
    private const int Together = 16;

    /// <summary>Some columns, each with a sign of its own.</summary>
    public void Write(ReadOnlySpan<TNumber> elements, int width, int first, ReadOnlySpan<TNumber> signs)
    {
        ReadOnlySpan<long> rowOffsets = rows.Span, columnOffsets = columns.Span.Slice(first, signs.Length);
        for (int start = 0; start < rowOffsets.Length; start += Together)
        {
            int end = Math.Min(start + Together, rowOffsets.Length);
            for (int column = 0; column < columnOffsets.Length; column++)
            {
                TNumber factor = gain * signs[column];
                TNumber* target = weights + columnOffsets[column];
                for (int row = start; row < end; row++) target[rowOffsets[row]] = factor * elements[row * width + column];
            }
        }
    }
}
