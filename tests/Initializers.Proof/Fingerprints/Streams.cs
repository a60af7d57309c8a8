namespace Initializers.Fingerprints;

/// <summary>Words and their distributions: streams, forks, positions, threads.</summary>
internal static class Streams
{
    private static readonly (double Mean, double Deviation)[] Normals = [(0, 1), (0, 0.02), (-3, 1e-6), (1e30, 1e29)];

    private static readonly (double Low, double High)[] Intervals =
    [
        (-2, 2), (-1, 0.25), (1.9, 2.1), (6, 7), (3.5, double.PositiveInfinity), (double.NegativeInfinity, -20), (0.25, 0.25001),
        (double.NegativeInfinity, double.PositiveInfinity),
    ];

    public static void Print()
    {
        PhiloxRandom[] sources =
        [
            new(0), new(ulong.MaxValue), new PhiloxRandom(1).Fork("encoder.0.weight"), new PhiloxRandom(1).Fork("ü").Fork(7),
            new(new PhiloxState(1, 2, 3, long.MaxValue - 100)), new(new PhiloxState(1, 2, 3, (1L << 32) * 4 - 1000)),
        ];
        foreach (PhiloxRandom source in sources)
        {
            PhiloxState state = source.State;
            Words($"words of {state}", source, 100_003);
        }
        foreach (int threads in (int[])[1, 2, 3, -1])
        {
            foreach ((double mean, double deviation) in Normals)
            {
                float[] values = new float[300_007];
                new PhiloxRandom(3) { MaxDegreeOfParallelism = threads }.NextNormal(values, mean, deviation);
                Fingerprint.Print<float>(FormattableString.Invariant($"normals of {mean}, {deviation} by {threads} threads"), values);
            }
        }
        foreach ((double low, double high) in Intervals)
        {
            float[] values = new float[50_021];
            new PhiloxRandom(4).NextTruncatedNormal(values, mean: 0, standardDeviation: 1, low, high);
            Fingerprint.Print<float>(FormattableString.Invariant($"truncated normals from {low} to {high}"), values);
        }
        float[] uniforms = new float[100_003];
        new PhiloxRandom(5).NextUniform(uniforms, -1, 1);
        Fingerprint.Print<float>("uniforms", uniforms);
    }

    private static void Words(string name, PhiloxRandom source, int count)
    {
        uint[] words = new uint[count];
        source.NextBits(words.AsSpan(0, 17)); // the rest begins within a group
        source.NextBits(words.AsSpan(17));
        Fingerprint.Print<uint>(name, words);
    }
}
