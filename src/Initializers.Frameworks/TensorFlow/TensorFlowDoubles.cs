namespace Initializers.Frameworks;

/// <summary>
/// TensorFlow's distributions in double, value by value: uniforms of two words, high word first, and Box-Muller normals, sine first.
/// </summary>
internal static class TensorFlowDoubles
{
    /// <summary>The lower limit of uniforms whose logarithm is taken.</summary>
    private const double Smallest = 1e-7;

    /// <summary>Truncated normals come in pairs, each from its own stream, which starts this many blocks after the previous one.</summary>
    private const int Group = 2, Stride = 128;

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
        for (int i = 0; i < destination.Length; i += Group, stream = stream.After(1))
        {
            (double first, double second) = Pair(stream);
            destination[i] = first * deviation + mean;
            if (i + 1 < destination.Length) destination[i + 1] = second * deviation + mean;
        }
    }

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
        return GnuBoxMuller.Invoke(Math.Max(Unit(x0, x1), Smallest), Unit(x2, x3));
    }

    private static double Unit(uint high, uint low) => (((ulong)(high & 0xFFFFF) << 32) | low) * (1.0 / 4503599627370496);
}
