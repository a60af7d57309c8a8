using System.Numerics;
using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>A single lane, for processors without vectors.</summary>
internal readonly struct Lanes32 : ILanes<uint>
{
    public static int Count => 1;

    public static uint Load(ref readonly uint first) => first;

    public static uint Load(ref readonly float first) => BitConverter.SingleToUInt32Bits(first);

    public static void Store(uint value, ref uint first) => first = value;

    public static void Store(uint value, ref float first) => first = BitConverter.UInt32BitsToSingle(value);

    public static void StoreUpperHalves(uint lower, uint upper, ref ushort first)
    {
        first = (ushort)(lower >> 16);
        Unsafe.Add(ref first, 1) = (ushort)(upper >> 16);
    }

    public static uint Broadcast(uint value) => value;

    public static uint Broadcast(float value) => BitConverter.SingleToUInt32Bits(value);

    public static uint Xor(uint a, uint b) => a ^ b;

    public static uint And(uint a, uint b) => a & b;

    public static uint AndNot(uint a, uint notB) => a & ~notB;

    public static uint Add(uint a, uint b) => a + b;

    public static uint Max(uint a, uint b) => Math.Max(a, b);

    public static uint ShiftLeft(uint a, uint counts) => a << (int)counts;

    public static uint ShiftLeft(uint a, int count) => a << count;

    public static uint ShiftRight(uint a, int count) => a >> count;

    public static uint SignMask(uint a) => (uint)((int)a >> 31);

    public static uint LeadingZerosOfOdd(uint half) => (uint)BitOperations.LeadingZeroCount(2 * half + 1);

    public static uint ToFloat(uint signed) => Broadcast((float)(int)signed);

    public static uint Multiply(uint a, uint b) => Broadcast(Float(a) * Float(b));

    public static uint MultiplyAdd(uint a, uint b, uint c) => Broadcast(ExactFma.Invoke(Float(a), Float(b), Float(c)));

    public static uint AtLeast(uint a, uint bound) => Float(a) < Float(bound) ? bound : a;

    public static uint AtMost(uint a, uint bound) => Float(a) > Float(bound) ? bound : a;

    public static uint MultiplyHigh(uint words, uint factor, uint addend) => (uint)(((ulong)words * factor + addend) >> 32);

    public static uint Lookup(ref readonly float table, uint indices) => Broadcast(Unsafe.Add(ref Unsafe.AsRef(in table), indices));

    public static bool AreSmall(uint indices) => false;

    public static uint LookupSmall(ref readonly float table, uint indices) => Lookup(in table, indices);

    private static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
