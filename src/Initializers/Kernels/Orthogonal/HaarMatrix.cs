using System.Runtime.Intrinsics;

namespace Initializers.Kernels;

/// <summary>
/// An evenly distributed matrix with orthonormal columns, as the product of the Householder reflections of Gaussian vectors of falling length
/// (Stewart 1980, https://doi.org/10.1137/0717034; Mezzadri 2007, https://arxiv.org/abs/math-ph/0609050): no factorization, half the operations.
/// </summary>
internal static class HaarMatrix
{
    /// <summary>Matrices of fewer operations are not worth a second thread.</summary>
    private const long Shared = 1 << 20;

    /// <summary>Whether a matrix fits the arrays that it is computed in.</summary>
    public static bool Fits(int rows, int columns) =>
        Reflectors.VectorLength(rows, columns) <= Array.MaxLength && 32L * (rows + 4L * Reflectors.Block) <= Array.MaxLength;

    /// <summary>Writes the matrix.</summary>
    /// <param name="normals">Gaussian numbers, a row of <paramref name="rows"/> for each column; overwritten.</param>
    /// <param name="rows">Rows, at least as many as columns.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="threads">How many threads may work, or -1 for all cores.</param>
    public static void Write(float[] normals, int rows, int columns, MatrixTarget target, int threads)
    {
        // As narrow a panel as holds the columns: with fewer columns, wide ones would be mostly padding.
        if (Lanes512.IsSupported && columns > 2 * Lanes256.Count) Write<Lanes512, Vector512<uint>>(normals, rows, columns, target, threads);
        else if (Lanes256.IsSupported && columns > 2 * Lanes128.Count) Write<Lanes256, Vector256<uint>>(normals, rows, columns, target, threads);
        else if (Lanes128.IsSupported) Write<Lanes128, Vector128<uint>>(normals, rows, columns, target, threads);
        else Write<Lanes32, uint>(normals, rows, columns, target, threads);
    }

    /// <summary>The same with vectors of one width.</summary>
    public static void Write<TLanes, TVector>(float[] normals, int rows, int columns, MatrixTarget target, int threads)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        if ((long)rows * columns * columns < Shared) threads = 1;
        using var reflectors = new Reflectors(rows, columns);
        WorkItems.Run(new HouseholderBlocks<TLanes, TVector>(reflectors, normals), threads);
        WorkItems.Run(new OrthogonalColumns<TLanes, TVector>(reflectors, target), threads);
    }
}
