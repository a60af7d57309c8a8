using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Initializers;

/// <summary>Eight lanes, by AVX2 and FMA.</summary>
internal readonly struct Lanes256 : IWideLanes<Vector256<uint>>
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;

    public static int Count => Vector256<uint>.Count;

    public static Vector256<uint> Load(ref readonly uint first) => Vector256.LoadUnsafe(in first);

    public static Vector256<uint> Load(ref readonly float first) => Vector256.LoadUnsafe(in first).AsUInt32();

    public static void Store(Vector256<uint> value, ref uint first) => value.StoreUnsafe(ref first);

    public static void Store(Vector256<uint> value, ref float first) => value.AsSingle().StoreUnsafe(ref first);

    public static void StoreUpperHalves(Vector256<uint> lower, Vector256<uint> upper, ref ushort first)
    {
        Vector256<ushort> halves = Avx2.PackUnsignedSaturate((lower >>> 16).AsInt32(), (upper >>> 16).AsInt32()); // within 128-bit halves
        Avx2.Permute4x64(halves.AsUInt64(), 0b11_01_10_00).AsUInt16().StoreUnsafe(ref first);
    }

    public static Vector256<uint> Broadcast(uint value) => Vector256.Create(value);

    public static Vector256<uint> Broadcast(float value) => Vector256.Create(value).AsUInt32();

    public static Vector256<uint> Xor(Vector256<uint> a, Vector256<uint> b) => a ^ b;

    public static Vector256<uint> And(Vector256<uint> a, Vector256<uint> b) => a & b;

    public static Vector256<uint> AndNot(Vector256<uint> a, Vector256<uint> notB) => Vector256.AndNot(a, notB);

    public static Vector256<uint> Add(Vector256<uint> a, Vector256<uint> b) => a + b;

    public static Vector256<uint> Max(Vector256<uint> a, Vector256<uint> b) => Vector256.Max(a, b);

    public static Vector256<uint> ShiftLeft(Vector256<uint> a, Vector256<uint> counts) => Avx2.ShiftLeftLogicalVariable(a, counts);

    public static Vector256<uint> ShiftLeft(Vector256<uint> a, int count) => a << count;

    public static Vector256<uint> ShiftRight(Vector256<uint> a, int count) => a >>> count;

    public static Vector256<uint> SignMask(Vector256<uint> a) => (a.AsInt32() >> 31).AsUInt32();

    /// <summary>
    /// Returns the number of leading zeros from the exponent of half as a float. The bit below the highest one is cleared first, so that
    /// rounding does not carry into the exponent.
    /// </summary>
    public static Vector256<uint> LeadingZerosOfOdd(Vector256<uint> half)
    {
        Vector256<uint> exponent = ToFloat(Vector256.AndNot(half, half >>> 1)) >>> 23;
        // A saturating subtraction takes one operation for 16-bit lanes, and would take two for lanes of 32 bits.
        Vector256<ushort> zeros = Avx2.SubtractSaturate(Vector256.Create(157u).AsUInt16(), exponent.AsUInt16());
        return Vector256.Min(zeros.AsUInt32(), Vector256.Create(31u));
    }

    public static Vector256<uint> ToFloat(Vector256<uint> signed) => Vector256.ConvertToSingle(signed.AsInt32()).AsUInt32();

    public static Vector256<uint> Multiply(Vector256<uint> a, Vector256<uint> b) => (a.AsSingle() * b.AsSingle()).AsUInt32();

    public static Vector256<uint> MultiplyAdd(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) =>
        Fma.MultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32();

    public static Vector256<uint> AtLeast(Vector256<uint> a, Vector256<uint> bound) =>
        Avx.Max(bound.AsSingle(), a.AsSingle()).AsUInt32(); // returns the second of equal numbers

    public static Vector256<uint> AtMost(Vector256<uint> a, Vector256<uint> bound) =>
        Avx.Min(bound.AsSingle(), a.AsSingle()).AsUInt32(); // returns the second of equal numbers

    public static Vector256<uint> MultiplyHigh(Vector256<uint> words, uint factor, uint addend)
    {
        Vector256<uint> factors = BroadcastWide(factor);
        var addends = Vector256.Create((ulong)addend);
        Vector256<ulong> even = Avx2.Multiply(words, factors) + addends;
        Vector256<ulong> odd = Avx2.Multiply(UpperHalves(words), factors) + addends;
        return Avx2.Blend((even >>> 32).AsUInt32(), odd.AsUInt32(), 0b10101010);
    }

    public static unsafe Vector256<uint> Lookup(ref readonly float table, Vector256<uint> indices)
    {
        fixed (float* entries = &table) return Avx2.GatherVector256(entries, indices.AsInt32(), sizeof(float)).AsUInt32();
    }

    /// <summary>The first eight entries fit a register; 31 of 32 vectors of octaves need no others.</summary>
    public static bool AreSmall(Vector256<uint> indices) =>
        Vector256.GreaterThan(indices.AsInt32(), Vector256.Create(7)).ExtractMostSignificantBits() == 0;

    public static Vector256<uint> LookupSmall(ref readonly float table, Vector256<uint> indices) =>
        Avx2.PermuteVar8x32(Vector256.LoadUnsafe(in table), indices.AsInt32()).AsUInt32();

    public static bool HasManyRegisters => Avx512F.VL.IsSupported;

    public static Vector256<uint> Sequence(uint value) => (Vector256<ulong>.Indices + Vector256.Create((ulong)value)).AsUInt32();

    public static Vector256<uint> BroadcastWide(ulong value) => Vector256.Create(value).AsUInt32();

    public static Vector256<uint> MultiplyWide(Vector256<uint> a, Vector256<uint> b) => Avx2.Multiply(a, b).AsUInt32();

    public static Vector256<uint> UpperHalves(Vector256<uint> a) =>
        Avx2.Shuffle(a, 0b11_11_01_01); // a shift would wait for the multiplier's port

    public static Vector256<uint> Narrow(Vector256<uint> first, Vector256<uint> second) =>
        Avx2.Permute4x64(Avx.Shuffle(first.AsSingle(), second.AsSingle(), 0b10_00_10_00).AsUInt64(), 0b11_01_10_00)
            .AsUInt32(); // half the operations of Vector256.Narrow
}
