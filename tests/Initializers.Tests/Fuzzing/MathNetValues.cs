using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Fuzzing;

/// <summary>
/// Matrices and vectors of MathNet.Numerics, in each of its storage schemes; they exist for floats and doubles only.
/// </summary>
internal static class MathNetValues
{
    public static Make[] Matrices(Type element) =>
        element == typeof(float) ? Matrices<float>() : element == typeof(double) ? Matrices<double>() : [];

    public static Make[] Vectors(Type element) =>
        element == typeof(float) ? Vectors<float>() : element == typeof(double) ? Vectors<double>() : [];

    private static Make[] Matrices<T>() where T : struct, System.Numerics.INumber<T> =>
    [
        shape => Matrix<T>.Build.Dense(
            HostileValues.Height(shape), Math.Max(1, HostileValues.Width(shape)), (i, j) => T.CreateChecked(i - j)),
        _ => Matrix<T>.Build.Dense(1, 1), _ => Matrix<T>.Build.Diagonal(3, 3), _ => Matrix<T>.Build.Sparse(3, 3),
        _ => Matrix<T>.Build.Dense(2, 48),
    ];

    private static Make[] Vectors<T>() where T : struct, System.Numerics.INumber<T> =>
    [
        shape => Vector<T>.Build.Dense(Math.Max(1, HostileValues.Height(shape) * HostileValues.Width(shape)), i => T.CreateChecked(i)),
        _ => Vector<T>.Build.Dense(1), _ => Vector<T>.Build.Sparse(9),
    ];
}
