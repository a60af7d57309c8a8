using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Initializers.Frameworks;

/// <summary>Threefry2x32-20: twenty rounds over a counter of two words, with a key of two words.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3",
/// <see href="https://doi.org/10.1145/2063384.2063405"/>.
/// </remarks>
internal static class Threefry2x32
{
    private const uint Parity = 0x1BD11BDA;

    /// <summary>The two words for a counter.</summary>
    public static (uint, uint) Block(uint key0, uint key1, uint counter0, uint counter1)
    {
        Eight block = new(Vector256.Create(counter0), Vector256.Create(counter1)), same = block;
        Blocks(key0, key1, ref block, ref same);
        return (block.First[0], block.Second[0]);
    }

    /// <summary>Turns counters into words in place: twice eight at once, since each round depends on the previous one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks(uint key0, uint key1, ref Eight a, ref Eight b)
    {
        uint key2 = key0 ^ key1 ^ Parity;
        Add(ref a, ref b, key0, key1);
        Rounds(ref a, ref b, 13, 15, 26, 6);
        Add(ref a, ref b, key1, key2 + 1);
        Rounds(ref a, ref b, 17, 29, 16, 24);
        Add(ref a, ref b, key2, key0 + 2);
        Rounds(ref a, ref b, 13, 15, 26, 6);
        Add(ref a, ref b, key0, key1 + 3);
        Rounds(ref a, ref b, 17, 29, 16, 24);
        Add(ref a, ref b, key1, key2 + 4);
        Rounds(ref a, ref b, 13, 15, 26, 6);
        Add(ref a, ref b, key2, key0 + 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Eight a, ref Eight b, uint first, uint second)
    {
        a.First += Vector256.Create(first);
        b.First += Vector256.Create(first);
        a.Second += Vector256.Create(second);
        b.Second += Vector256.Create(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(ref Eight a, ref Eight b, [ConstantExpected] byte first, [ConstantExpected] byte second,
        [ConstantExpected] byte third, [ConstantExpected] byte fourth)
    {
        Round(ref a, first);
        Round(ref b, first);
        Round(ref a, second);
        Round(ref b, second);
        Round(ref a, third);
        Round(ref b, third);
        Round(ref a, fourth);
        Round(ref b, fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Eight x, [ConstantExpected] byte rotation)
    {
        x.First += x.Second;
        x.Second = RotatedLeft(x.Second, rotation) ^ x.First;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> RotatedLeft(Vector256<uint> words, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(words, count) : (words << count) | (words >>> (32 - count));

    /// <summary>Both words of eight blocks.</summary>
    public struct Eight(Vector256<uint> first, Vector256<uint> second)
    {
        public Vector256<uint> First = first, Second = second;
    }
}
