using System.Numerics;

namespace Initializers.Kernels;

/// <summary>Sylvester's Hadamard matrices: element (i, j) of size 2^m is 1 where i and j have an even number of bits in common, and -1 elsewhere.</summary>
internal static class HadamardMatrix
{
    /// <summary>An element, times the scale.</summary>
    public static double At(long row, long column, double scale) => long.IsEvenInteger(BitOperations.PopCount((ulong)(row & column))) ? scale : -scale;

    /// <summary>2^(-m / 2), which makes the smallest matrix of at least some size orthogonal.</summary>
    public static double ScaleFor(long size) => Math.Sqrt(Math.ScaleB(1, -BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)size))));
}
