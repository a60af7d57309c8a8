namespace Initializers.Kernels;

/// <summary>Where the elements of a matrix go: (row, column) to start + rows[row] + columns[column], times a gain.</summary>
internal readonly unsafe struct MatrixTarget(float* weights, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns, float gain)
{
    /// <summary>Rows that are copied together, so that the order of either the rows or the columns in memory suits the caches.</summary>
    private const int Together = 16;

    /// <summary>Some columns, each with a sign of its own.</summary>
    public void Write(ReadOnlySpan<float> elements, int width, int first, ReadOnlySpan<float> signs)
    {
        ReadOnlySpan<long> rowOffsets = rows.Span, columnOffsets = columns.Span.Slice(first, signs.Length);
        for (int start = 0; start < rowOffsets.Length; start += Together)
        {
            int end = Math.Min(start + Together, rowOffsets.Length);
            for (int column = 0; column < columnOffsets.Length; column++)
            {
                float factor = gain * signs[column];
                float* target = weights + columnOffsets[column];
                for (int row = start; row < end; row++) target[rowOffsets[row]] = factor * elements[row * width + column];
            }
        }
    }
}
