using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Initializers.Frameworks;

/// <summary>
/// The Q of a QR decomposition, with the signs that make the diagonal of R positive. For a matrix of normals it is uniformly distributed
/// over the orthogonal matrices.
/// </summary>
/// <remarks>
/// Computed in double, and not in LAPACK's order of operations: values are within 1e-5 of a framework's. Mezzadri (2007), "How to Generate
/// Random Matrices from the Classical Compact Groups", <see href="https://arxiv.org/abs/math-ph/0609050"/>.
/// </remarks>
internal static class OrthogonalFactor
{
    /// <summary>The factor of a matrix in row-major order; a wide matrix is decomposed by its transpose.</summary>
    public static Matrix<double> Of<T, TType>(T[] values, int rows, int columns)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(rows, columns, (row, column) => TType.Widen(values[row * columns + column]));
        return rows < columns ? Of(matrix.Transpose()).Transpose() : Of(matrix);
    }

    /// <summary>The same, for values in the order of the tall matrix even where the wide one is asked for.</summary>
    public static Matrix<double> OfTall<T, TType>(T[] values, int rows, int columns)
        where T : unmanaged
        where TType : struct, ITensorType<T> =>
            rows < columns ? Of<T, TType>(values, columns, rows).Transpose() : Of<T, TType>(values, rows, columns);

    private static Matrix<double> Of(Matrix<double> tall)
    {
        QR<double> factors = tall.QR(QRMethod.Thin);
        Matrix<double> q = factors.Q;
        for (int column = 0; column < q.ColumnCount; column++) q.SetColumn(column, q.Column(column) * Math.Sign(factors.R[column, column]));
        return q;
    }
}
