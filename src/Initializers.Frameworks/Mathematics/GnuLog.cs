using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;

namespace Initializers.Frameworks;

/// <summary>
/// The natural logarithm of a double as the GNU C library (since 2.28, on x86-64 with FMA) computes it: within 0.52 ulp. One value in a
/// thousand is not the nearest double, which shows in the bits of weights.
/// </summary>
/// <remarks>
/// Method and polynomials: ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>.
/// </remarks>
internal static class GnuLog
{
    /// <summary>ln 2 as a sum of two doubles, the first with trailing zeros.</summary>
    private static readonly double High = BitConverter.UInt64BitsToDouble(0x3FE62E42FEFA3800),
        Low = BitConverter.UInt64BitsToDouble(0x3D2EF35793C76730);

    /// <summary>The polynomial away from 1: the powers of r starting at the second.</summary>
    private static readonly double[] A =
        Doubles([0xBFE0000000000001, 0x3FD555555551305B, 0xBFCFFFFFFFEB4590, 0x3FC999B324F10111, 0xBFC55575E506C89F]);

    /// <summary>The polynomial near 1: the powers of x - 1 starting at the second.</summary>
    private static readonly double[] B = Doubles(
    [
        0xBFE0000000000000, 0x3FD5555555555577, 0xBFCFFFFFFFFFFDCB, 0x3FC999999995DD0C, 0xBFC55555556745A7, 0x3FC24924A344DE30,
        0xBFBFFFFFA4423D65, 0x3FBC7184282AD6CA, 0xBFB999EB43B068FF, 0x3FB78182F7AFD085, 0xBFB5521375D145CD,
    ]);

    /// <summary>ln x for a normal number x above 0.</summary>
    public static double Invoke(double x)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        return bits is >= 0x3FEE000000000000 and < 0x3FF1090000000000 ? Near1(x - 1) : AwayFrom1(bits);
    }

    /// <summary>ln(1 + r).</summary>
    private static double Near1(double r)
    {
        if (r == 0) return 0;
        double square = r * r, cube = r * square;
        double p = Fma(cube, B[10], Fma(square, B[9], Fma(r, B[8], B[7])));
        p = Fma(cube, p, Fma(square, B[6], Fma(r, B[5], B[4])));
        p = Fma(cube, p, Fma(square, B[3], Fma(r, B[2], B[1])));
        double scaled = r * 134217728, head = r + scaled - scaled, tail = r - head, half = head * head * B[0], sum = r + half;
        double rest = Fma(B[0] * tail, head + r, r - sum + half);
        return Fma(cube, p, rest) + sum;
    }

    /// <summary>x = 2^k z; with z c near 1 for a tabulated c, ln x = k ln 2 - ln c + ln(1 + r), r = z c - 1.</summary>
    private static double AwayFrom1(ulong bits)
    {
        long shifted = (long)(bits - 0x3FE6000000000000);
        int i = (int)(shifted >> 45) & 127;
        double k = shifted >> 52, z = BitConverter.UInt64BitsToDouble(bits - ((ulong)(shifted >> 52) << 52));
        double r = Fma(z, GnuLogTables.Reciprocals[i], -1), start = Fma(k, High, GnuLogTables.Logarithms[i]), sum = start + r;
        double rest = Fma(k, Low, start - sum + r), square = r * r;
        double p = Fma(square, Fma(r, A[4], A[3]), Fma(r, A[2], A[1]));
        return Fma(r * square, p, Fma(square, A[0], rest)) + sum;
    }

    private static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);
}

/// <summary>
/// The natural logarithm of a float as the GNU C library computes it, in doubles: 0.7 % of the values are not the nearest float, which
/// shows in the bits of weights. The same with and without FMA.
/// </summary>
/// <remarks>
/// Method, table and polynomial: ARM's optimized routines, <see href="https://github.com/ARM-software/optimized-routines"/>.
/// </remarks>
internal static class GnuLogSingle
{
    private const ulong Ln2 = 0x3FE62E42FEFA39EF, A0 = 0xBFD00EA348B88334, A1 = 0x3FD5575B0BE00B6A, A2 = 0xBFDFFFFEF20A4123;

    /// <summary>The reciprocals c, near 1 / z in the middle of an interval.</summary>
    private static ReadOnlySpan<ulong> Reciprocals =>
    [
        0x3FF661EC79F8F3BE, 0x3FF571ED4AAF883D, 0x3FF49539F0F010B0, 0x3FF3C995B0B80385,
        0x3FF30D190C8864A5, 0x3FF25E227B0B8EA0, 0x3FF1BB4A4A1A343F, 0x3FF12358F08AE5BA,
        0x3FF0953F419900A7, 0x3FF0000000000000, 0x3FEE608CFD9A47AC, 0x3FECA4B31F026AA0,
        0x3FEB2036576AFCE6, 0x3FE9C2D163A1AA2D, 0x3FE886E6037841ED, 0x3FE767DCF5534862,
    ];

    /// <summary>-ln c.</summary>
    private static ReadOnlySpan<ulong> Logarithms =>
    [
        0xBFD57BF7808CAADE, 0xBFD2BEF0A7C06DDB, 0xBFD01EAE7F513A67, 0xBFCB31D8A68224E9,
        0xBFC6574F0AC07758, 0xBFC1AA2BC79C8100, 0xBFBA4E76CE8C0E5E, 0xBFB1973C5A611CCC,
        0xBFA252F438E10C1E, 0, 0x3FAAA5AA5DF25984, 0x3FBC5E53AA362EB4,
        0x3FC526E57720DB08, 0x3FCBC2860D224770, 0x3FD1058BC8A07EE1, 0x3FD4043057B6EE09,
    ];

    public static float Invoke(float x) => Invoke(Vector256.Create(x))[0];

    /// <summary>ln x for normal numbers x above 0: x = 2^k z, ln x = k ln 2 - ln c + ln(1 + r), r = z c - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        Vector256<uint> bits = x.AsUInt32(), shifted = bits - Vector256.Create(0x3F330000u), i = (shifted >>> 19) & Vector256.Create(15u);
        (Vector256<double> lowerK, Vector256<double> upperK) = Vector256.Widen(Vector256.ConvertToSingle(shifted.AsInt32() >> 23));
        (Vector256<double> lowerZ, Vector256<double> upperZ) =
            Vector256.Widen((bits - (shifted & Vector256.Create(0xFF800000u))).AsSingle());
        return Vector256.Narrow(Logarithm(lowerK, lowerZ, i.GetLower()), Logarithm(upperK, upperZ, i.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Logarithm(Vector256<double> k, Vector256<double> z, Vector128<uint> i)
    {
        Vector256<double> r = z * Entries(Reciprocals, i) - Vector256<double>.One, start = Entries(Logarithms, i) + k * Doubles(Ln2),
            square = r * r;
        Vector256<double> p = Doubles(A1) * r + Doubles(A2);
        p = Doubles(A0) * square + p;
        return p * square + (start + r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Entries(ReadOnlySpan<ulong> table, Vector128<uint> i) =>
        Vector256.Create(table[(int)i[0]], table[(int)i[1]], table[(int)i[2]], table[(int)i[3]]).AsDouble();
}
