using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Initializers.Frameworks;

/// <summary>
/// The Q of a matrix with the signs that make the diagonal of R positive: of a normal matrix, evenly distributed over the orthonormal ones.
/// </summary>
/// <remarks>
/// In double, and not in LAPACK's order of operations, so that values are within 1e-5 of a framework's. Mezzadri (2007), "How to Generate
/// Random Matrices from the Classical Compact Groups", <see href="https://arxiv.org/abs/math-ph/0609050"/>.
/// </remarks>
internal static class SignedQ
{
    /// <summary>Of a matrix in row-major order; of fewer rows than columns by its transpose.</summary>
    public static Matrix<double> Of<T, TType>(T[] values, int rows, int columns)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(rows, columns, (row, column) => TType.Widen(values[row * columns + column]));
        return rows < columns ? Of(matrix.Transpose()).Transpose() : Of(matrix);
    }

    /// <summary>The same of values that are in the order of the tall matrix, whichever is asked for.</summary>
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
