using static Initializers.Frameworks.ZigguratTables;

namespace Initializers.Frameworks;

/// <summary>
/// NumPy's ziggurat of 256 layers: standard normals, in double and in float. The number of words that a value takes varies.
/// </summary>
/// <remarks>
/// Marsaglia and Tsang (2000), "The Ziggurat Method for Generating Random Variables", <see href="https://doi.org/10.18637/jss.v005.i08"/>;
/// the words' bits are used as in numpy/random/src/distributions/distributions.c.
/// </remarks>
internal static class Ziggurat
{
    /// <summary>The start of the tail, and its inverse as NumPy rounds it.</summary>
    private static readonly double Tail = BitConverter.UInt64BitsToDouble(0x400D3BB48209AD33),
        InverseTail = BitConverter.UInt64BitsToDouble(0x3FD183AA6C20E8C1);

    private static readonly float FloatTail = (float)Tail, InverseFloatTail = (float)InverseTail;

    private static readonly uint[] FloatAccepted = [.. Accepted.Select(accepted => (uint)Math.Round(accepted * Math.ScaleB(1, -29)))];

    private static readonly float[] FloatWidths = [.. Widths.Select(width => (float)(width * Math.ScaleB(1, 29)))];

    private static readonly float[] FloatDensities = [.. Densities.Select(density => (float)density)];

    /// <summary>The next double: 8 bits are the layer, one the sign, 52 the position in the layer.</summary>
    public static double NextDouble<TBits>(ref TBits bits)
        where TBits : struct, IBitGenerator
    {
        while (true)
        {
            ulong word = bits.Next64();
            int layer = (int)(word & 255);
            ulong position = (word >> 9) & 0xFFFFFFFFFFFFF;
            double x = position * Widths[layer];
            if ((word & 256) != 0) x = -x;
            if (position < Accepted[layer]) return x;
            if (layer == 0)
            {
                while (true)
                {
                    double beyond = -InverseTail * GnuLog1P.Invoke(-bits.NextDouble()), height = -GnuLog1P.Invoke(-bits.NextDouble());
                    if (height + height > beyond * beyond) return (position & 256) != 0 ? -(Tail + beyond) : Tail + beyond;
                }
            }
            // The exponential is only compared: the rounding of another C library would change one comparison in 10^15.
            if ((Densities[layer - 1] - Densities[layer]) * bits.NextDouble() + Densities[layer] < GnuExp.Invoke(-0.5 * x * x)) return x;
        }
    }

    /// <summary>The next float: 8 bits are the layer, one the sign, 23 the position in the layer.</summary>
    public static float NextFloat<TBits>(ref TBits bits)
        where TBits : struct, IBitGenerator
    {
        while (true)
        {
            uint word = bits.Next32();
            int layer = (int)(word & 255);
            uint position = word >> 9;
            float x = position * FloatWidths[layer];
            if ((word & 256) != 0) x = -x;
            if (position < FloatAccepted[layer]) return x;
            if (layer == 0)
            {
                while (true)
                {
                    float beyond = -InverseFloatTail * GnuLog1PSingle.Invoke(-FloatOf(bits.Next32())),
                        height = -GnuLog1PSingle.Invoke(-FloatOf(bits.Next32()));
                    if (height + height > beyond * beyond) return (position & 256) != 0 ? -(FloatTail + beyond) : FloatTail + beyond;
                }
            }
            float drawn = (FloatDensities[layer - 1] - FloatDensities[layer]) * FloatOf(bits.Next32()) + FloatDensities[layer];
            if (drawn < GnuExp.Invoke(-0.5 * x * x)) return x;
        }
    }

    /// <summary>A multiple of 2^-24 in [0, 1).</summary>
    public static float FloatOf(uint word) => (word >> 8) * (1f / 16777216);
}
