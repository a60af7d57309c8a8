using System.Numerics;

namespace Initializers;

/// <summary>
/// Sylvester's Hadamard matrices: element (i, j) of size 2^m is 1 where i and j have an even number of bits in common, and -1 elsewhere.
/// </summary>
internal static class HadamardMatrix
{
    /// <summary>An element, times the scale.</summary>
    public static double At(long row, long column, double scale) =>
        long.IsEvenInteger(BitOperations.PopCount((ulong)(row & column))) ? scale : -scale;

    /// <summary>2^(-m / 2), which makes the smallest matrix of at least some size orthogonal.</summary>
    public static double ScaleFor(long size) =>
        Math.Sqrt(Math.ScaleB(1, -BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)size))));

    /// <summary>
    /// The sum of the elements of the first rows and columns, some of each. All rows of a power of two add up to as many at their first
    /// column and to 0 at the others, so of a quarter that is full in one direction the sum is known, and the quarter of the last rows and
    /// columns, of the other sign, is a smaller matrix.
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
        return sum + sign; // a matrix of one element is left
    }

    /// <summary>Adds the first rows and columns of a matrix, times a scale, that come so many times.</summary>
    public static void AddTo(ref PredictionSum sum, double times, long rows, long columns, double scale)
    {
        double size = (double)rows * columns, magnitude = Math.Abs(scale);
        (double smallest, double largest) = rows > 1 && columns > 1 ? (-magnitude, magnitude) : (scale, scale);
        sum.Add(times * size, scale * (SumOf(rows, columns) / size), scale * scale, smallest, largest);
    }
}
