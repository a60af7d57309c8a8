using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// TensorFlow's distributions in double: uniforms of two words, high word first, and Box-Muller normals, sine first.
/// </summary>
internal static class TensorFlowDoubles
{
    /// <summary>The lower limit of uniforms whose logarithm is taken.</summary>
    private const double Smallest = 1e-7;

    /// <summary>Truncated normals come in pairs, each from its own stream, which starts this many blocks after the previous one.</summary>
    private const int Group = 2, Stride = 128;

    /// <summary>The normals of a vector of sines and one of cosines; each takes two words.</summary>
    private const int Vectors = 8;

    public static void Uniform(PhiloxCounter stream, Span<double> destination, double low, double high)
    {
        double width = high - low;
        Span<uint> words = stackalloc uint[PhiloxCounter.Chunk];
        for (; !destination.IsEmpty; stream = stream.After(PhiloxCounter.Chunk / BlockOrder.Words))
        {
            int count = Math.Min(PhiloxCounter.Chunk / 2, destination.Length);
            stream.Fill(words[..(2 * count)]);
            for (int i = 0; i < count; i++) destination[i] = Unit(words[2 * i], words[2 * i + 1]) * width + low;
            destination = destination[count..];
        }
    }

    public static void Normal(PhiloxCounter stream, Span<double> destination, double mean, double deviation)
    {
        Span<uint> words = stackalloc uint[PhiloxCounter.Chunk];
        Span<double> normals = stackalloc double[PhiloxCounter.Chunk / 2];
        for (; !destination.IsEmpty; stream = stream.After(PhiloxCounter.Chunk / BlockOrder.Words))
        {
            int count = Math.Min(normals.Length, destination.Length), drawn = (count + Vectors - 1) / Vectors * Vectors;
            stream.Fill(words[..(2 * drawn)]);
            Normals(words, normals[..drawn]);
            for (int i = 0; i < count; i++) destination[i] = normals[i] * deviation + mean;
            destination = destination[count..];
        }
    }

    /// <summary>The standard normals of blocks of words, as many as whole vectors have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normals(ReadOnlySpan<uint> words, Span<double> normals)
    {
        for (int i = 0; i < normals.Length; i += Vectors)
        {
            ReadOnlySpan<uint> blocks = words.Slice(2 * i, 2 * Vectors);
            (Vector256<double> sine, Vector256<double> cosine) = GnuBoxMuller.Invoke(
                Vector256.MaxNative(Units(blocks), Vector256.Create(Smallest)), Units(blocks[2..]));
            for (int lane = 0; lane < Vector256<double>.Count; lane++)
                (normals[i + 2 * lane], normals[i + 2 * lane + 1]) = (sine[lane], cosine[lane]);
        }
    }

    /// <summary>The uniforms of the first two words of each block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Units(ReadOnlySpan<uint> blocks) => Vector256.Create(
        Unit(blocks[0], blocks[1]), Unit(blocks[4], blocks[5]), Unit(blocks[8], blocks[9]), Unit(blocks[12], blocks[13]));

    /// <summary>Normals within two deviations of the mean.</summary>
    public static void TruncatedNormal(PhiloxCounter stream, Span<double> destination, double mean, double deviation)
    {
        for (; !destination.IsEmpty; destination = destination[Math.Min(Group, destination.Length)..], stream = stream.After(Stride))
        {
            int kept = 0;
            for (PhiloxCounter own = stream; kept < Math.Min(Group, destination.Length); own = own.After(1))
            {
                (double first, double second) = Pair(own);
                if (Math.Abs(first) < 2) destination[kept++] = first * deviation + mean;
                if (Math.Abs(second) < 2 && kept < Math.Min(Group, destination.Length)) destination[kept++] = second * deviation + mean;
            }
        }
    }

    /// <summary>The two normals of the first block.</summary>
    private static (double, double) Pair(PhiloxCounter stream)
    {
        (uint x0, uint x1, uint x2, uint x3) = stream.Block();
        return GnuBoxMuller.FromLogarithm(GnuLog.Invoke(Math.Max(Unit(x0, x1), Smallest)), Unit(x2, x3));
    }

    private static double Unit(uint high, uint low) => (((ulong)(high & 0xFFFFF) << 32) | low) * (1.0 / 4503599627370496);
}
