using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Initializers;

/// <summary>Four lanes, by SSE2 or Arm's AdvSimd.</summary>
internal readonly struct Lanes128 : IWideLanes<Vector128<uint>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported);

    public static int Count => Vector128<uint>.Count;

    public static Vector128<uint> Load(ref readonly uint first) => Vector128.LoadUnsafe(in first);

    public static Vector128<uint> Load(ref readonly float first) => Vector128.LoadUnsafe(in first).AsUInt32();

    public static void Store(Vector128<uint> value, ref uint first) => value.StoreUnsafe(ref first);

    public static void Store(Vector128<uint> value, ref float first) => value.AsSingle().StoreUnsafe(ref first);

    public static void StoreUpperHalves(Vector128<uint> lower, Vector128<uint> upper, ref ushort first)
    {
        Vector128<ushort> halves = AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(lower.AsUInt16(), upper.AsUInt16())
            : Vector128.Narrow(lower >>> 16, upper >>> 16);
        halves.StoreUnsafe(ref first);
    }

    public static Vector128<uint> Broadcast(uint value) => Vector128.Create(value);

    public static Vector128<uint> Broadcast(float value) => Vector128.Create(value).AsUInt32();

    public static Vector128<uint> Xor(Vector128<uint> a, Vector128<uint> b) => a ^ b;

    public static Vector128<uint> And(Vector128<uint> a, Vector128<uint> b) => a & b;

    public static Vector128<uint> AndNot(Vector128<uint> a, Vector128<uint> notB) => Vector128.AndNot(a, notB);

    public static Vector128<uint> Add(Vector128<uint> a, Vector128<uint> b) => a + b;

    public static Vector128<uint> Max(Vector128<uint> a, Vector128<uint> b) => Vector128.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftLeft(Vector128<uint> a, Vector128<uint> counts) =>
        AdvSimd.IsSupported ? AdvSimd.ShiftLogical(a, counts.AsInt32())
        : Vector128.Create(a[0] << (int)counts[0], a[1] << (int)counts[1], a[2] << (int)counts[2], a[3] << (int)counts[3]);

    public static Vector128<uint> ShiftLeft(Vector128<uint> a, int count) => a << count;

    public static Vector128<uint> ShiftRight(Vector128<uint> a, int count) => a >>> count;

    public static Vector128<uint> SignMask(Vector128<uint> a) => (a.AsInt32() >> 31).AsUInt32();

    /// <inheritdoc cref="Lanes256.LeadingZerosOfOdd"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> LeadingZerosOfOdd(Vector128<uint> half)
    {
        if (AdvSimd.IsSupported) return AdvSimd.LeadingSignCount(half.AsInt32()).AsUInt32(); // zeros but for the first
        Vector128<uint> exponent = ToFloat(Vector128.AndNot(half, half >>> 1)) >>> 23;
        return Vector128.Min(Vector128.Create(157u) - exponent, Vector128.Create(31u));
    }

    public static Vector128<uint> ToFloat(Vector128<uint> signed) => Vector128.ConvertToSingle(signed.AsInt32()).AsUInt32();

    public static Vector128<uint> Multiply(Vector128<uint> a, Vector128<uint> b) => (a.AsSingle() * b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplyAdd(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c)
    {
        if (Fma.IsSupported) return Fma.MultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32();
        if (AdvSimd.IsSupported) return AdvSimd.FusedMultiplyAdd(c.AsSingle(), a.AsSingle(), b.AsSingle()).AsUInt32();
        return Vector128.Narrow(
            RoundedToOdd(Vector128.WidenLower(a.AsSingle()), Vector128.WidenLower(b.AsSingle()), Vector128.WidenLower(c.AsSingle())),
            RoundedToOdd(Vector128.WidenUpper(a.AsSingle()), Vector128.WidenUpper(b.AsSingle()), Vector128.WidenUpper(c.AsSingle())))
            .AsUInt32();
    }

    public static Vector128<uint> AtLeast(Vector128<uint> a, Vector128<uint> bound) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a.AsSingle(), bound.AsSingle()).AsUInt32(), bound, a);

    public static Vector128<uint> AtMost(Vector128<uint> a, Vector128<uint> bound) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a.AsSingle(), bound.AsSingle()).AsUInt32(), bound, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplyHigh(Vector128<uint> words, uint factor, uint addend)
    {
        var addends = Vector128.Create((ulong)addend);
        if (AdvSimd.Arm64.IsSupported)
        {
            var all = Vector128.Create(factor);
            return AdvSimd.Arm64.UnzipOdd(
                AdvSimd.MultiplyWideningLowerAndAdd(addends, words.GetLower(), all.GetLower()).AsUInt32(),
                AdvSimd.MultiplyWideningUpperAndAdd(addends, words, all).AsUInt32());
        }
        Vector128<uint> factors = BroadcastWide(factor);
        Vector128<ulong> even = MultiplyWide(words, factors).AsUInt64() + addends;
        Vector128<ulong> odd = MultiplyWide(UpperHalves(words), factors).AsUInt64() + addends;
        return Vector128.ConditionalSelect(Vector128.Create(0x00000000FFFFFFFFul), even >>> 32, odd).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Lookup(ref readonly float table, Vector128<uint> indices)
    {
        if (!AdvSimd.Arm64.IsSupported)
        {
            return Vector128.Create(At(in table, indices[0]), At(in table, indices[1]), At(in table, indices[2]), At(in table, indices[3]))
                .AsUInt32();
        }
        Vector128<byte> bytes = BytesOf(indices);
        Vector128<byte> entries = AdvSimd.Arm64.VectorTableLookup(
            (Part(in table, 0), Part(in table, 1), Part(in table, 2), Part(in table, 3)), bytes);
        return AdvSimd.Arm64.VectorTableLookupExtension(
            entries, (Part(in table, 4), Part(in table, 5), Part(in table, 6), Part(in table, 7)), bytes - Vector128.Create((byte)64))
            .AsUInt32();
    }

    /// <summary>On Arm, two registers hold the first eight entries; all but one of 64 vectors of octaves need no others.</summary>
    public static bool AreSmall(Vector128<uint> indices) => AdvSimd.Arm64.IsSupported && AdvSimd.Arm64.MaxAcross(indices).ToScalar() < 8;

    public static Vector128<uint> LookupSmall(ref readonly float table, Vector128<uint> indices) => Lookup(in table, indices);

    public static bool HasManyRegisters => Avx512F.VL.IsSupported;

    public static Vector128<uint> Sequence(uint value) => (Vector128<ulong>.Indices + Vector128.Create((ulong)value)).AsUInt32();

    public static Vector128<uint> BroadcastWide(ulong value) => Vector128.Create(value).AsUInt32();

    /// <summary>SSE2's; Arm multiplies <see cref="ArmBlocks"/>.</summary>
    public static Vector128<uint> MultiplyWide(Vector128<uint> a, Vector128<uint> b) => Sse2.Multiply(a, b).AsUInt32();

    public static Vector128<uint> UpperHalves(Vector128<uint> a) => (a.AsUInt64() >>> 32).AsUInt32();

    public static Vector128<uint> Narrow(Vector128<uint> first, Vector128<uint> second) =>
        Vector128.Narrow(first.AsUInt64(), second.AsUInt64());

    /// <summary>Returns the places of the four bytes of each lane's entry in a table, 4 i to 4 i + 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> BytesOf(Vector128<uint> indices) =>
        (indices * Vector128.Create(0x04040404u) + Vector128.Create(0x03020100u)).AsByte();

    /// <summary>Four entries of a table.</summary>
    private static Vector128<byte> Part(ref readonly float table, uint part) => Vector128.LoadUnsafe(in table, 4 * part).AsByte();

    private static float At(ref readonly float table, uint index) => Unsafe.Add(ref Unsafe.AsRef(in table), index);

    /// <summary>Returns a * b + c rounded to odd, see <see cref="ExactFma.Emulate(float, float, float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> RoundedToOdd(Vector128<double> a, Vector128<double> b, Vector128<double> c)
    {
        Vector128<double> product = a * b, sum = product + c, partOfC = sum - product;
        Vector128<double> error = (product - (sum - partOfC)) + (c - partOfC);
        Vector128<ulong> bits = sum.AsUInt64();
        Vector128<ulong> towards = Vector128<ulong>.One - (((error.AsUInt64() ^ bits) >>> 63) << 1); // 1 away from zero, or -1
        Vector128<ulong> exactOrOdd = Vector128.Equals(error, Vector128<double>.Zero).AsUInt64()
            | Vector128.Equals(bits & Vector128<ulong>.One, Vector128<ulong>.One);
        return (bits + Vector128.AndNot(towards, exactOrOdd)).AsDouble();
    }
}
