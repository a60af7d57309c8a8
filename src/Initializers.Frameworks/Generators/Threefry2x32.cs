using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>Threefry2x32-20: twenty rounds over two words under a key of two words.</summary>
/// <remarks>Salmon, Moraes, Dror and Shaw (2011), "Parallel Random Numbers: As Easy as 1, 2, 3", <see href="https://doi.org/10.1145/2063384.2063405"/>.</remarks>
internal static class Threefry2x32
{
    private const uint Parity = 0x1BD11BDA;

    /// <summary>The two words of a counter.</summary>
    public static (uint, uint) Block(uint key0, uint key1, uint counter0, uint counter1)
    {
        (Vector256<uint> first, Vector256<uint> second) = Block(key0, key1, Vector256.Create(counter0), Vector256.Create(counter1));
        return (first[0], second[0]);
    }

    /// <summary>The words of eight counters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<uint> First, Vector256<uint> Second) Block(uint key0, uint key1, Vector256<uint> x0, Vector256<uint> x1)
    {
        uint key2 = key0 ^ key1 ^ Parity;
        x0 += Vector256.Create(key0);
        x1 += Vector256.Create(key1);
        Group(ref x0, ref x1, 13, 15, 26, 6, key1, key2 + 1);
        Group(ref x0, ref x1, 17, 29, 16, 24, key2, key0 + 2);
        Group(ref x0, ref x1, 13, 15, 26, 6, key0, key1 + 3);
        Group(ref x0, ref x1, 17, 29, 16, 24, key1, key2 + 4);
        Group(ref x0, ref x1, 13, 15, 26, 6, key2, key0 + 5);
        return (x0, x1);
    }

    /// <summary>Four rounds, and words of the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Group(ref Vector256<uint> x0, ref Vector256<uint> x1, int a, int b, int c, int d, uint addend0, uint addend1)
    {
        Round(ref x0, ref x1, a);
        Round(ref x0, ref x1, b);
        Round(ref x0, ref x1, c);
        Round(ref x0, ref x1, d);
        x0 += Vector256.Create(addend0);
        x1 += Vector256.Create(addend1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector256<uint> x0, ref Vector256<uint> x1, int rotation)
    {
        x0 += x1;
        x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
}
