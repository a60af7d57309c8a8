using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Fixed positions of patches in a square grid: for column x and row y, sin(x w), cos(x w), sin(y w), cos(y w), each for all frequencies
/// w = 10000^(-4 i / d); 0 for a class token before them.
/// </summary>
/// <remarks><c>get_2d_sincos_pos_embed</c> of facebookresearch/mae and DiT, <c>util/pos_embed.py</c>.</remarks>
internal static class SinePositions
{
    private const double Base = 10000;

    /// <summary>The table for a parameter [1, tokens, d].</summary>
    /// <exception cref="ArgumentException">The tokens are no square, with or without one more, or d is no multiple of 4.</exception>
    public static double[] Of(TensorShape shape)
    {
        long tokens = shape.Rank == 3 ? shape[1] : -1, width = shape.Rank == 3 ? shape[2] : -1, side = (long)Math.Sqrt(tokens);
        if (!(shape.Rank == 3 && shape[0] == 1 && tokens - side * side is 0 or 1 && width % 4 == 0))
        {
            throw new ArgumentException(
                Invariant($"the shape must be [1, n n, d] or [1, n n + 1, d] with d a multiple of 4, for n n patches, but was {shape}."));
        }
        double[] table = new double[shape.Count];
        Span<double> patches = table.AsSpan((int)((tokens - side * side) * width));
        for (int patch = 0; patch < side * side; patch++)
        {
            Span<double> row = patches.Slice(patch * (int)width, (int)width);
            Waves(patch % side, row[..(row.Length / 2)]);
            Waves(patch / side, row[(row.Length / 2)..]);
        }
        return table;
    }

    /// <summary>The sines of a position at all frequencies, then the cosines.</summary>
    private static void Waves(double position, Span<double> waves)
    {
        int frequencies = waves.Length / 2;
        for (int i = 0; i < frequencies; i++)
        {
            double frequency = PortableMath.Exp(-PortableMath.Log(Base) * i / frequencies);
            (waves[i], waves[frequencies + i]) = PortableTrigonometry.SinCos(position * frequency);
        }
    }
}
