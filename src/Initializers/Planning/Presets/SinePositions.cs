using static System.FormattableString;

namespace Initializers;

/// <summary>Fixed tables of positions: sines and cosines at frequencies from 1 down to 1 / 10000.</summary>
internal static class SinePositions
{
    private const double Base = 10000;

    /// <summary>
    /// The table [1, tokens, d] of patches in a square grid: for column x and row y, sin(x w), cos(x w), sin(y w), cos(y w), each for all
    /// frequencies w = 10000^(-4 i / d); 0 for a class token before them.
    /// </summary>
    /// <exception cref="ArgumentException">The tokens are no square, with or without one more, or d is no multiple of 4.</exception>
    /// <remarks><c>get_2d_sincos_pos_embed</c> of facebookresearch/mae and DiT, <c>util/pos_embed.py</c>.</remarks>
    public static double[] OfGrid(TensorShape shape)
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
            Waves(patch % side, row[..(row.Length / 2)], row.Length / 4);
            Waves(patch / side, row[(row.Length / 2)..], row.Length / 4);
        }
        return table;
    }

    /// <summary>
    /// The table [positions, d] of a sequence: for the position t all sin(t w), then all cos(t w), with w = 10000^(-i / (d / 2 - 1)), so
    /// that the last frequency is 1 / 10000.
    /// </summary>
    /// <exception cref="ArgumentException">The shape is no such table, or d is odd or below 4.</exception>
    /// <remarks><c>sinusoids</c> of openai/whisper, <c>model.py</c>, and of transformers, <c>modeling_whisper.py</c>.</remarks>
    public static double[] OfSequence(TensorShape shape)
    {
        if (!(shape.Rank == 2 && shape[1] >= 4 && shape[1] % 2 == 0))
            throw new ArgumentException($"the shape must be [positions, d] with d an even number of at least 4, but was {shape}.");
        double[] table = new double[shape.Count];
        int width = (int)shape[1];
        for (int position = 0; position < shape[0]; position++)
            Waves(position, table.AsSpan(position * width, width), width / 2 - 1);
        return table;
    }

    /// <summary>The sines of a position at all frequencies, then the cosines; the frequency i is 10000^(-i / steps).</summary>
    private static void Waves(double position, Span<double> waves, int steps)
    {
        int frequencies = waves.Length / 2;
        for (int i = 0; i < frequencies; i++)
        {
            double frequency = PortableMath.Exp(-PortableMath.Log(Base) * i / steps);
            (waves[i], waves[frequencies + i]) = PortableTrigonometry.SinCos(position * frequency);
        }
    }
}
