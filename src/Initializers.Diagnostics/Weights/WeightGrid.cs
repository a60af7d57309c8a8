namespace Initializers.Diagnostics;

/// <summary>
/// The weights of a parameter as one matrix, reduced to at most 64 x 64 cells: each is the mean of a block of weights, so that blocks,
/// diagonals and mirrored halves stay visible in matrices of any size.
/// </summary>
/// <remarks>
/// Rows are the outputs, those of all groups and entries of the batch below each other; columns are the inputs with their kernel taps. A
/// shape that is no matrix is a single row.
/// </remarks>
internal sealed class WeightGrid
{
    /// <summary>The largest number of cells along an axis.</summary>
    public const int Most = 64;

    private readonly double[] _sums;

    private WeightGrid(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        (RowsOfCell, ColumnsOfCell) = (Each(rows), Each(columns));
        (CellRows, CellColumns) = ((rows + RowsOfCell - 1) / RowsOfCell, (columns + ColumnsOfCell - 1) / ColumnsOfCell);
        _sums = new double[CellRows * CellColumns];
    }

    /// <summary>The rows of the matrix.</summary>
    public int Rows { get; }

    /// <summary>The columns of the matrix.</summary>
    public int Columns { get; }

    /// <summary>The rows of the matrix in a row of cells; the last may have fewer.</summary>
    public int RowsOfCell { get; }

    /// <summary>The columns of the matrix in a column of cells; the last may have fewer.</summary>
    public int ColumnsOfCell { get; }

    /// <summary>The number of rows of cells.</summary>
    public int CellRows { get; }

    /// <summary>The number of columns of cells.</summary>
    public int CellColumns { get; }

    /// <summary>Whether columns are inputs at a tap of a kernel.</summary>
    public bool HasTaps { get; private init; }

    /// <summary>Whether each cell is a single weight.</summary>
    public bool IsWhole => RowsOfCell == 1 && ColumnsOfCell == 1;

    /// <summary>The mean of a cell; NaN or infinite if one of its weights is.</summary>
    public double this[int row, int column] => _sums[row * CellColumns + column]
        / ((double)Math.Min(RowsOfCell, Rows - row * RowsOfCell) * Math.Min(ColumnsOfCell, Columns - column * ColumnsOfCell));

    /// <summary>
    /// The magnitude that has the strongest colour: the 99th percentile of those other than 0, so that a few large ones do not pale the
    /// others; 1 if there are none.
    /// </summary>
    public double Scale
    {
        get
        {
            double[] magnitudes = [.. _sums.Select((_, i) => Math.Abs(this[i / CellColumns, i % CellColumns]))
                .Where(magnitude => magnitude > 0 && double.IsFinite(magnitude)).Order()];
            return magnitudes.Length == 0 ? 1 : magnitudes[(int)(0.99 * (magnitudes.Length - 1))];
        }
    }

    /// <summary>The grid of a parameter that has elements.</summary>
    public static WeightGrid Of(ReadOnlySpan<float> weights, in TensorShape shape)
    {
        if (!MatrixStatistics.AreMatrices(shape))
        {
            var single = new WeightGrid(1, weights.Length);
            for (int i = 0; i < weights.Length; i++) single.Add(0, i, weights[i]);
            return single;
        }
        using var matrices = new WeightMatrices(shape, perBlock: false);
        var grid = new WeightGrid((int)(matrices.Elements / matrices.Columns), matrices.Columns)
        {
            HasTaps = new LayerCounts(shape).Taps > 1
        };
        int first = 0;
        for (int i = 0; i < matrices.Count; i++)
        {
            (long start, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns) = matrices[i];
            for (int row = 0; row < rows.Length; row++, first++)
            {
                for (int column = 0; column < columns.Length; column++)
                    grid.Add(first, column, weights[(int)(start + rows.Span[row] + columns.Span[column])]);
            }
        }
        return grid;
    }

    private static int Each(int length) => (length + Most - 1) / Most;

    private void Add(int row, int column, float weight) => _sums[row / RowsOfCell * CellColumns + column / ColumnsOfCell] += weight;
}
