using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    /// <summary>The number of words that are drawn at once.</summary>
    private const int Chunk = 256;

    /// <summary>The start of the tail, and its inverse as NumPy rounds it.</summary>
    private static readonly double Tail = BitConverter.UInt64BitsToDouble(0x400D3BB48209AD33),
        InverseTail = BitConverter.UInt64BitsToDouble(0x3FD183AA6C20E8C1);

    private static readonly float FloatTail = (float)Tail, InverseFloatTail = (float)InverseTail;

    /// <summary>The widths of layers, each with the bits of the number below which it accepts.</summary>
    private static readonly double[] Layers =
        [.. Widths.Zip(Accepted, (width, accepted) => (double[])[width, BitConverter.UInt64BitsToDouble(accepted)]).SelectMany(row => row)];

    private static readonly uint[] FloatAccepted = [.. Accepted.Select(accepted => (uint)Math.Round(accepted * Math.ScaleB(1, -29)))];

    private static readonly float[] FloatWidths = [.. Widths.Select(width => (float)(width * Math.ScaleB(1, 29)))];

    private static readonly float[] FloatDensities = [.. Densities.Select(density => (float)density)];

    /// <summary>Fills with doubles: 8 bits of a word are the layer, one the sign, 52 the position in the layer.</summary>
    public static void Fill<TBits>(ref TBits bits, Span<double> destination)
        where TBits : struct, IBitGenerator<TBits>
    {
        Span<ulong> buffer = stackalloc ulong[Chunk];
        while (!destination.IsEmpty)
        {
            // As every value takes at least one word, all of them are used.
            Span<ulong> drawn = buffer[..Math.Min(Chunk, destination.Length)];
            bits.Fill(drawn);
            ReadOnlySpan<ulong> words = drawn;
            while (!words.IsEmpty)
            {
                int accepted = words.Length < Vector256<ulong>.Count ? 0 : Accept(words, destination);
                words = words[accepted..];
                destination = destination[accepted..];
                if (accepted == Vector256<ulong>.Count) continue;
                destination[0] = Next(ref words, ref bits);
                destination = destination[1..];
            }
        }
    }

    /// <summary>
    /// Four values that are right where no further test is needed, and how many of them those are before the first other.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Accept(ReadOnlySpan<ulong> words, Span<double> values)
    {
        Vector256<ulong> word = Vector256.Create(words), position = (word >>> 9) & Vector256.Create(0xFFFFFFFFFFFFFul);
        (Vector256<double> width, Vector256<double> accepted) = TableRows.OfTwo(Layers, word & Vector256.Create(255ul));
        Vector256<double> x = Vector256.ConvertToDouble(position) * width;
        (x ^ ((word & Vector256.Create(256ul)) << 55).AsDouble()).CopyTo(values);
        uint rejected = ~Vector256.LessThan(position.AsInt64(), accepted.AsInt64()).ExtractMostSignificantBits();
        return Math.Min(BitOperations.TrailingZeroCount(rejected), Vector256<ulong>.Count);
    }

    /// <summary>The next double, from the words and, when there are no more of them, the generator.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Next<TBits>(ref ReadOnlySpan<ulong> words, ref TBits bits)
        where TBits : struct, IBitGenerator<TBits>
    {
        while (true)
        {
            ulong word = Next64(ref words, ref bits);
            int layer = (int)(word & 255);
            ulong position = (word >> 9) & 0xFFFFFFFFFFFFF;
            double x = position * Widths[layer];
            if ((word & 256) != 0) x = -x;
            if (position < Accepted[layer]) return x;
            if (layer == 0)
            {
                while (true)
                {
                    double beyond = -InverseTail * GnuLog1P.Invoke(-NextDouble(ref words, ref bits)),
                        height = -GnuLog1P.Invoke(-NextDouble(ref words, ref bits));
                    if (height + height > beyond * beyond) return (position & 256) != 0 ? -(Tail + beyond) : Tail + beyond;
                }
            }
            double drawn = (Densities[layer - 1] - Densities[layer]) * NextDouble(ref words, ref bits) + Densities[layer];
            // The exponential is only compared: the rounding of another C library would change one comparison in 10^15.
            if (drawn < GnuExp.Invoke(-0.5 * x * x)) return x;
        }
    }

    private static double NextDouble<TBits>(ref ReadOnlySpan<ulong> words, ref TBits bits)
        where TBits : struct, IBitGenerator<TBits> => TBits.ToDouble(Next64(ref words, ref bits));

    private static ulong Next64<TBits>(ref ReadOnlySpan<ulong> words, ref TBits bits)
        where TBits : struct, IBitGenerator<TBits>
    {
        if (words.IsEmpty) return bits.Next64();
        ulong word = words[0];
        words = words[1..];
        return word;
    }

    /// <summary>The next float: 8 bits are the layer, one the sign, 23 the position in the layer.</summary>
    public static float NextFloat<TBits>(ref TBits bits)
        where TBits : struct, IBitGenerator<TBits>
    {
        while (true)
        {
            uint word = bits.Next32();
            int layer = (int)(word & 255);
            uint position = word >> 9;
            // The sign, which no branch could predict, is bit 8 of the word.
            uint bits32 = BitConverter.SingleToUInt32Bits(position * FloatWidths[layer]) ^ ((word & 256) << 23);
            float x = BitConverter.UInt32BitsToSingle(bits32);
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
