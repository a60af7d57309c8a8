using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers;

/// <summary>
/// A random matrix with orthonormal columns, uniformly distributed (by Haar measure): the product of the Householder reflections of
/// Gaussian vectors of decreasing length (Stewart 1980, https://doi.org/10.1137/0717034; Mezzadri 2007,
/// https://arxiv.org/abs/math-ph/0609050). It needs no factorization, and half the operations of one.
/// </summary>
/// <remarks>
/// The vectors are floats, so the reflections do not depend on the number type that they are multiplied in: a matrix of doubles is
/// orthogonal to their last bits, and one of floats up to the rounding of sums of floats.
/// </remarks>
internal static class HaarMatrix
{
    /// <summary>A matrix of fewer operations is not worth a second thread.</summary>
    private const long MinParallelOperations = 1 << 20;

    /// <summary>Returns whether a matrix fits the arrays that it is computed in.</summary>
    public static bool Fits(int rows, int columns) =>
        Reflectors<float>.VectorLength(rows, columns) <= Array.MaxLength && 32L * (rows + 4L * Reflectors<float>.Block) <= Array.MaxLength;

    /// <summary>Writes a matrix.</summary>
    /// <typeparam name="TNumber">The number type of the computation: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="normals">Normal numbers, <paramref name="rows"/> for each column; they are overwritten.</param>
    /// <param name="rows">The number of rows, at least that of columns.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="target">The target to write to.</param>
    /// <param name="threads">The largest number of threads to use; -1 means all cores.</param>
    public static void Write<TNumber>(float[] normals, int rows, int columns, MatrixTarget<TNumber> target, int threads)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (typeof(TNumber) == typeof(double))
            WriteDoubles(normals, rows, columns, Unsafe.As<MatrixTarget<TNumber>, MatrixTarget<double>>(ref target), threads);
        else WriteFloats(normals, rows, columns, Unsafe.As<MatrixTarget<TNumber>, MatrixTarget<float>>(ref target), threads);
    }

    /// <summary>Writes a matrix with vectors of a given width.</summary>
    public static void Write<TLanes, TVector, TNumber>(float[] normals, int rows, int columns, MatrixTarget<TNumber> target, int threads)
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if ((long)rows * columns * columns < MinParallelOperations) threads = 1;
        using var reflectors = new Reflectors<TNumber>(rows, columns);
        WorkItems<TNumber>.Run(new HouseholderBlocks<TLanes, TVector, TNumber>(reflectors, normals), threads);
        WorkItems<TNumber>.Run(new OrthogonalColumns<TLanes, TVector, TNumber>(reflectors, target), threads);
    }

    // The narrowest panel that holds the columns: wider ones would be mostly padding.
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
