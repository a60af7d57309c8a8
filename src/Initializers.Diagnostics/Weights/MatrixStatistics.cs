using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Statistics over all matrices of a parameter: counts in total, and the largest norm and error.</summary>
internal readonly record struct MatrixStatistics(long EqualRows, long EqualColumns, double SpectralNorm, double OrthogonalityError)
{
    /// <summary>The largest number of steps of the power iteration.</summary>
    private const int Steps = 1000;

    /// <summary>The relative change at which the power iteration ends.</summary>
    private const double Settled = 1e-9;

    public static MatrixStatistics Of(
        ReadOnlySpan<float> weights, in TensorShape shape, bool allFinite, bool orthogonality, CancellationToken cancellation)
    {
        if (!AreMatrices(shape)) return new(0, 0, double.NaN, double.NaN);
        using var matrices = new WeightMatrices(shape, perBlock: true);
        (long equalRows, long equalColumns, double norm, double error) = (0, 0, 0, 0);
        for (int i = 0; i < matrices.Count; i++)
        {
            Matrix<float> matrix = MatrixOf(weights, matrices, i);
            equalRows += CountEqual(matrix.EnumerateRows());
            equalColumns += CountEqual(matrix.EnumerateColumns());
            if (!allFinite) continue;
            Matrix<double> precise = matrix.Map(weight => (double)weight);
            norm = Math.Max(norm, LargestSingularValue(precise, cancellation));
            if (!orthogonality) continue;
            Matrix<double> products = ProductsOf(precise);
            double square = products.Trace() / products.RowCount;
            error = Math.Max(error, square == 0 ? double.PositiveInfinity
                : (products / square - Matrix<double>.Build.DenseIdentity(products.RowCount)).Enumerate().Max(Math.Abs));
        }
        return new(equalRows, equalColumns, allFinite ? norm : double.NaN, allFinite && orthogonality ? error : double.NaN);
    }

    /// <summary>Whether the weights of a shape form matrices.</summary>
    public static bool AreMatrices(in TensorShape shape) => shape.Rank >= 2 && shape.Layout.Fits(shape.Rank);

    /// <summary>One of the matrices.</summary>
    public static Matrix<float> MatrixOf(ReadOnlySpan<float> weights, in WeightMatrices matrices, int index)
    {
        (long start, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns) = matrices[index];
        var values = new float[rows.Length, columns.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < columns.Length; column++)
                values[row, column] = weights[(int)(start + rows.Span[row] + columns.Span[column])];
        }
        return Matrix<float>.Build.DenseOfArray(values);
    }

    /// <summary>A^T A or A A^T, whichever is smaller.</summary>
    public static Matrix<double> ProductsOf(Matrix<double> matrix) => matrix.RowCount >= matrix.ColumnCount
        ? matrix.TransposeThisAndMultiply(matrix) : matrix.TransposeAndMultiply(matrix);

    /// <summary>The number of vectors that equal another one, bit for bit.</summary>
    private static long CountEqual(IEnumerable<Vector<float>> vectors) =>
        vectors.GroupBy(vector => Convert.ToHexString(MemoryMarshal.AsBytes(vector.AsArray().AsSpan()))).Where(group => group.Count() > 1)
            .Sum(group => (long)group.Count());

    /// <summary>The largest singular value, by power iteration of A^T A from a fixed start.</summary>
    private static double LargestSingularValue(Matrix<double> matrix, CancellationToken cancellation)
    {
        Vector<double> vector =
            Vector<double>.Build.DenseOfArray(Init.Normal(0, 1).Initialize<double>([matrix.ColumnCount], new PhiloxRandom(0)));
        double square = 0;
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            vector /= vector.L2Norm();
            Vector<double> next = matrix.TransposeThisAndMultiply(matrix * vector);
            double length = next.L2Norm(), change = Math.Abs(length - square);
            (vector, square) = (next, length);
            if (change <= Settled * length) break;
        }
        return Math.Sqrt(square);
    }
}
