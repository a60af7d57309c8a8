using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>Floating-point numbers from their bit patterns, as specifications and tables give them.</summary>
internal static class BitPatterns
{
    public static float Float(uint word) => BitConverter.UInt32BitsToSingle(word);

    /// <summary>One float in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Floats(uint word) => Vector256.Create(word).AsSingle();

    /// <summary>One double in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Doubles(ulong word) => Vector256.Create(word).AsDouble();

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
