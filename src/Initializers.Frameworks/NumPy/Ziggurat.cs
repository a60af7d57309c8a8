using static Initializers.Frameworks.ZigguratTables;

namespace Initializers.Frameworks;

/// <summary>
/// NumPy's ziggurat of 256 layers: standard normals of doubles and of floats from the words of a generator. How many words a value takes
/// depends on them.
/// </summary>
/// <remarks>
/// Marsaglia and Tsang (2000), "The Ziggurat Method for Generating Random Variables", <see href="https://doi.org/10.18637/jss.v005.i08"/>;
/// the words' bits are used as in numpy/random/src/distributions/distributions.c.
/// </remarks>
internal static class Ziggurat
{
    /// <summary>Where the tail begins, and its inverse as NumPy has it.</summary>
    private static readonly double Tail = BitConverter.UInt64BitsToDouble(0x400D3BB48209AD33),
        InverseTail = BitConverter.UInt64BitsToDouble(0x3FD183AA6C20E8C1);

    private static readonly float FloatTail = (float)Tail, InverseFloatTail = (float)InverseTail;

    private static readonly uint[] FloatAccepted = [.. Accepted.Select(accepted => (uint)Math.Round(accepted * Math.ScaleB(1, -29)))];

    private static readonly float[] FloatWidths = [.. Widths.Select(width => (float)(width * Math.ScaleB(1, 29)))];

    private static readonly float[] FloatDensities = [.. Densities.Select(density => (float)density)];

    /// <summary>The next double: 8 bits choose the layer, one the sign, 52 the place.</summary>
    public static double NextDouble<TBits>(ref TBits bits)
        where TBits : struct, IBitGenerator
    {
        while (true)
        {
            ulong word = bits.Next64();
            int layer = (int)(word & 255);
            ulong place = (word >> 9) & 0xFFFFFFFFFFFFF;
            double x = place * Widths[layer];
            if ((word & 256) != 0) x = -x;
            if (place < Accepted[layer]) return x;
            if (layer == 0)
            {
                while (true)
                {
                    double beyond = -InverseTail * GnuLog1P.Invoke(-bits.NextDouble()), height = -GnuLog1P.Invoke(-bits.NextDouble());
                    if (height + height > beyond * beyond) return (place & 256) != 0 ? -(Tail + beyond) : Tail + beyond;
                }
            }
            // The exponential only decides; no C library's is so far off that it decides otherwise but once in 10^15 times.
            if ((Densities[layer - 1] - Densities[layer]) * bits.NextDouble() + Densities[layer] < GnuExp.Invoke(-0.5 * x * x)) return x;
        }
    }

    /// <summary>The next float: 8 bits choose the layer, one the sign, 23 the place.</summary>
    public static float NextFloat<TBits>(ref TBits bits)
        where TBits : struct, IBitGenerator
    {
        while (true)
        {
            uint word = bits.Next32();
            int layer = (int)(word & 255);
            uint place = word >> 9;
            float x = place * FloatWidths[layer];
            if ((word & 256) != 0) x = -x;
            if (place < FloatAccepted[layer]) return x;
            if (layer == 0)
            {
                while (true)
                {
                    float beyond = -InverseFloatTail * GnuLog1PSingle.Invoke(-FloatOf(bits.Next32())),
                        height = -GnuLog1PSingle.Invoke(-FloatOf(bits.Next32()));
                    if (height + height > beyond * beyond) return (place & 256) != 0 ? -(FloatTail + beyond) : FloatTail + beyond;
                }
            }
            float drawn = (FloatDensities[layer - 1] - FloatDensities[layer]) * FloatOf(bits.Next32()) + FloatDensities[layer];
            if (drawn < GnuExp.Invoke(-0.5 * x * x)) return x;
        }
    }

    /// <summary>A multiple of 2^-24 in [0, 1).</summary>
    public static float FloatOf(uint word) => (word >> 8) * (1f / 16777216);
}
