using System.Numerics;

namespace Initializers;

/// <summary>
/// Sylvester's Hadamard matrices of size 2^m: element (i, j) is 1 if i and j have an even number of bits in common; otherwise -1.
/// </summary>
internal static class HadamardMatrix
{
    /// <summary>Returns an element times a scale.</summary>
    public static double At(long row, long column, double scale) =>
        long.IsEvenInteger(BitOperations.PopCount((ulong)(row & column))) ? scale : -scale;

    /// <summary>Returns 2^(-m / 2), the scale that makes the smallest matrix of at least the given size orthogonal.</summary>
    public static double ScaleFor(long size) =>
        Math.Sqrt(Math.ScaleB(1, -BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)size))));

    /// <summary>
    /// Returns the sum of the elements in the given number of first rows and columns. The matrix of size 2^m consists of four quarters. One
    /// that is full along rows or columns adds up to 2^(m - 1), since all its rows add up to that in the first column and to 0 in the
    /// others. What remains is a smaller matrix, whose sign is the opposite if it is the last quarter.
    /// </summary>
    public static long SumOf(long rows, long columns)
    {
        long sum = 0, sign = 1;
        for (long half = 1L << 62; half > 0; half >>= 1)
        {
            (bool tall, bool wide) = (rows > half, columns > half);
            if (tall) rows -= half;
            if (wide) columns -= half;
            if (tall && wide) (sum, sign) = (sum + 3 * sign * half, -sign);
            else if (tall || wide) sum += sign * half;
        }
        return sum + sign; // a matrix of one element remains
    }

    /// <summary>Adds the given number of copies of the first rows and columns, times a scale.</summary>
    public static void AddTo(ref PredictionSum sum, double copies, long rows, long columns, double scale)
    {
        double size = (double)rows * columns, magnitude = Math.Abs(scale);
        (double smallest, double largest) = rows > 1 && columns > 1 ? (-magnitude, magnitude) : (scale, scale);
        sum.Add(copies * size, scale * (SumOf(rows, columns) / size), scale * scale, smallest, largest);
    }
}
