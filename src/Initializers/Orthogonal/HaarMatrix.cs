using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>
/// An evenly distributed matrix with orthonormal columns, as the product of the Householder reflections of Gaussian vectors of falling
/// length (Stewart 1980, https://doi.org/10.1137/0717034; Mezzadri 2007,
/// https://arxiv.org/abs/math-ph/0609050): no factorization, half the operations.
/// </summary>
/// <remarks>
/// The vectors are floats, and so the reflections are the same whatever the matrix is multiplied out in: a matrix of doubles is orthogonal
/// to their last bits, and one of floats is as near to it as sums of floats are.
/// </remarks>
internal static class HaarMatrix
{
    /// <summary>Matrices of fewer operations are not worth a second thread.</summary>
    private const long Shared = 1 << 20;

    /// <summary>Whether a matrix fits the arrays that it is computed in.</summary>
    public static bool Fits(int rows, int columns) =>
        Reflectors<float>.VectorLength(rows, columns) <= Array.MaxLength && 32L * (rows + 4L * Reflectors<float>.Block) <= Array.MaxLength;

    /// <summary>Writes the matrix.</summary>
    /// <typeparam name="TNumber">What it is multiplied out in: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="normals">Gaussian numbers, a row of <paramref name="rows"/> for each column; overwritten.</param>
    /// <param name="rows">Rows, at least as many as columns.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="threads">How many threads may work, or -1 for all cores.</param>
    public static void Write<TNumber>(float[] normals, int rows, int columns, MatrixTarget<TNumber> target, int threads)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (typeof(TNumber) == typeof(double))
            WriteDoubles(normals, rows, columns, Unsafe.As<MatrixTarget<TNumber>, MatrixTarget<double>>(ref target), threads);
        else WriteFloats(normals, rows, columns, Unsafe.As<MatrixTarget<TNumber>, MatrixTarget<float>>(ref target), threads);
    }

    /// <summary>The same with vectors of one width.</summary>
    public static void Write<TLanes, TVector, TNumber>(float[] normals, int rows, int columns, MatrixTarget<TNumber> target, int threads)
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if ((long)rows * columns * columns < Shared) threads = 1;
        using var reflectors = new Reflectors<TNumber>(rows, columns);
        WorkItems<TNumber>.Run(new HouseholderBlocks<TLanes, TVector, TNumber>(reflectors, normals), threads);
        WorkItems<TNumber>.Run(new OrthogonalColumns<TLanes, TVector, TNumber>(reflectors, target), threads);
    }

    // As narrow a panel as holds the columns: with fewer columns, wide ones would be mostly padding.
    private static void WriteFloats(float[] normals, int rows, int columns, MatrixTarget<float> target, int threads)
    {
        if (Lanes512.IsSupported && columns > 2 * Lanes256.Count)
            Write<Lanes512, Vector512<uint>, float>(normals, rows, columns, target, threads);
        else if (Lanes256.IsSupported && columns > 2 * Lanes128.Count)
            Write<Lanes256, Vector256<uint>, float>(normals, rows, columns, target, threads);
        else if (Lanes128.IsSupported) Write<Lanes128, Vector128<uint>, float>(normals, rows, columns, target, threads);
        else Write<Lanes32, uint, float>(normals, rows, columns, target, threads);
    }

    private static void WriteDoubles(float[] normals, int rows, int columns, MatrixTarget<double> target, int threads)
    {
        if (Lanes512.IsSupported && columns > 2 * Doubles256.Count)
            Write<Doubles512, Doubles512, double>(normals, rows, columns, target, threads);
        else if (Lanes256.IsSupported) Write<Doubles256, Doubles256, double>(normals, rows, columns, target, threads);
        else Write<Doubles64, Doubles64, double>(normals, rows, columns, target, threads);
    }
}
