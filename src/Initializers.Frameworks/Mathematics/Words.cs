namespace Initializers.Frameworks;

/// <summary>Numbers as their bits, as specifications and tables give them.</summary>
internal static class Words
{
    public static double[] Doubles(ReadOnlySpan<ulong> words)
    {
        var doubles = new double[words.Length];
        for (int i = 0; i < words.Length; i++) doubles[i] = BitConverter.UInt64BitsToDouble(words[i]);
        return doubles;
    }

    public static float[] Floats(ReadOnlySpan<uint> words)
    {
        var floats = new float[words.Length];
        for (int i = 0; i < words.Length; i++) floats[i] = BitConverter.UInt32BitsToSingle(words[i]);
        return floats;
    }
}
