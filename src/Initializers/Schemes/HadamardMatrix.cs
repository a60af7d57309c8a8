using System.Numerics;

namespace Initializers;

/// <summary>Sylvester's Hadamard matrices: element (i, j) of size 2^m is 1 where i and j have an even number of bits in common, and -1 elsewhere.</summary>
internal static class HadamardMatrix
{
    /// <summary>The element of the smallest of at least some size, times 2^(-m / 2), which makes it orthogonal.</summary>
    public static double Orthonormal(long row, long column, long size) =>
        long.IsEvenInteger(BitOperations.PopCount((ulong)(row & column))) ? Scale(size) : -Scale(size);

    private static double Scale(long size) => Math.Sqrt(Math.ScaleB(1, -BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)size))));
}
