using System.Numerics;

namespace Initializers;

/// <summary>The place of a matrix in a tensor: element (row, column), times a gain, goes to start + rows[row] + columns[column].</summary>
internal readonly unsafe struct MatrixTarget<TNumber>(
    TNumber* weights, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns, TNumber gain)
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>The number of rows copied at a time: few enough for the caches, whether rows or columns are contiguous in memory.</summary>
    private const int RowsAtATime = 16;

    /// <summary>Writes columns, each times a sign.</summary>
    public void Write(ReadOnlySpan<TNumber> elements, int width, int first, ReadOnlySpan<TNumber> signs)
    {
        ReadOnlySpan<long> rowOffsets = rows.Span, columnOffsets = columns.Span.Slice(first, signs.Length);
        for (int start = 0; start < rowOffsets.Length; start += RowsAtATime)
        {
            int end = Math.Min(start + RowsAtATime, rowOffsets.Length);
            for (int column = 0; column < columnOffsets.Length; column++)
            {
                TNumber factor = gain * signs[column];
                TNumber* target = weights + columnOffsets[column];
                for (int row = start; row < end; row++) target[rowOffsets[row]] = factor * elements[row * width + column];
            }
        }
    }
}
