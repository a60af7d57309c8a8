using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Initializers;

/// <summary>Sixteen lanes, by AVX-512.</summary>
internal readonly struct Lanes512 : IWideLanes<Vector512<uint>>
{
    public static bool IsSupported =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512BW.IsSupported && Avx512CD.IsSupported;

    public static int Count => Vector512<uint>.Count;

    public static Vector512<uint> Load(ref readonly uint first) => Vector512.LoadUnsafe(in first);

    public static Vector512<uint> Load(ref readonly float first) => Vector512.LoadUnsafe(in first).AsUInt32();

    public static void Store(Vector512<uint> value, ref uint first) => value.StoreUnsafe(ref first);

    public static void Store(Vector512<uint> value, ref float first) => value.AsSingle().StoreUnsafe(ref first);

    public static void StoreUpperHalves(Vector512<uint> lower, Vector512<uint> upper, ref ushort first) =>
        Avx512BW.PermuteVar32x16x2(lower.AsUInt16(), Vector512.CreateSequence((ushort)1, (ushort)2), upper.AsUInt16())
            .StoreUnsafe(ref first);

    public static Vector512<uint> Broadcast(uint value) => Vector512.Create(value);

    public static Vector512<uint> Broadcast(float value) => Vector512.Create(value).AsUInt32();

    public static Vector512<uint> Xor(Vector512<uint> a, Vector512<uint> b) => a ^ b;

    public static Vector512<uint> And(Vector512<uint> a, Vector512<uint> b) => a & b;

    public static Vector512<uint> AndNot(Vector512<uint> a, Vector512<uint> notB) => Vector512.AndNot(a, notB);

    public static Vector512<uint> Add(Vector512<uint> a, Vector512<uint> b) => a + b;

    public static Vector512<uint> Max(Vector512<uint> a, Vector512<uint> b) => Vector512.Max(a, b);

    public static Vector512<uint> ShiftLeft(Vector512<uint> a, Vector512<uint> counts) => Avx512F.ShiftLeftLogicalVariable(a, counts);

    public static Vector512<uint> ShiftLeft(Vector512<uint> a, int count) => a << count;

    public static Vector512<uint> ShiftRight(Vector512<uint> a, int count) => a >>> count;

    public static Vector512<uint> SignMask(Vector512<uint> a) => (a.AsInt32() >> 31).AsUInt32();

    public static Vector512<uint> LeadingZerosOfOdd(Vector512<uint> half) => Avx512CD.LeadingZeroCount(half + half + Vector512<uint>.One);

    public static Vector512<uint> ToFloat(Vector512<uint> signed) => Vector512.ConvertToSingle(signed.AsInt32()).AsUInt32();

    public static Vector512<uint> Multiply(Vector512<uint> a, Vector512<uint> b) => (a.AsSingle() * b.AsSingle()).AsUInt32();

    public static Vector512<uint> MultiplyAdd(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) =>
        Avx512F.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32();

    public static Vector512<uint> AtLeast(Vector512<uint> a, Vector512<uint> bound) =>
        Avx512F.Max(bound.AsSingle(), a.AsSingle()).AsUInt32(); // returns the second of equal numbers

    public static Vector512<uint> AtMost(Vector512<uint> a, Vector512<uint> bound) =>
        Avx512F.Min(bound.AsSingle(), a.AsSingle()).AsUInt32(); // returns the second of equal numbers

    public static Vector512<uint> MultiplyHigh(Vector512<uint> words, uint factor, uint addend)
    {
        Vector512<uint> factors = BroadcastWide(factor);
        var addends = Vector512.Create((ulong)addend);
        Vector512<ulong> even = Avx512F.Multiply(words, factors) + addends;
        Vector512<ulong> odd = Avx512F.Multiply(UpperHalves(words), factors) + addends;
        return Vector512.ConditionalSelect(Vector512.Create(0x00000000FFFFFFFFul), even >>> 32, odd).AsUInt32();
    }

    public static Vector512<uint> Lookup(ref readonly float table, Vector512<uint> indices)
    {
        Vector512<float> lower = Vector512.LoadUnsafe(in table), upper = Vector512.LoadUnsafe(in table, 16);
        return Avx512F.PermuteVar16x32x2(lower, indices.AsInt32(), upper).AsUInt32();
    }

    /// <summary>The first sixteen entries fit a register; 4,095 of 4,096 vectors of octaves need no others.</summary>
    public static bool AreSmall(Vector512<uint> indices) => Vector512.LessThanAll(indices, Vector512.Create(16u));

    public static Vector512<uint> LookupSmall(ref readonly float table, Vector512<uint> indices) =>
        Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(in table), indices.AsInt32()).AsUInt32();

    public static bool HasManyRegisters => true;

    public static Vector512<uint> Sequence(uint value) => (Vector512<ulong>.Indices + Vector512.Create((ulong)value)).AsUInt32();

    public static Vector512<uint> BroadcastWide(ulong value) => Vector512.Create(value).AsUInt32();

    public static Vector512<uint> MultiplyWide(Vector512<uint> a, Vector512<uint> b) => Avx512F.Multiply(a, b).AsUInt32();

    public static Vector512<uint> UpperHalves(Vector512<uint> a) =>
        Avx512F.Shuffle(a, 0b11_11_01_01); // a shift would wait for the multiplier's port

    public static Vector512<uint> Narrow(Vector512<uint> first, Vector512<uint> second) =>
        Avx512F.PermuteVar16x32x2(first, Vector512.CreateSequence(0u, 2u), second); // one operation, where Vector512.Narrow is three
}
