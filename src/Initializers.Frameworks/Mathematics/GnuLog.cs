using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Initializers.Frameworks.BitPatterns;
using static Initializers.Frameworks.VectorFma;

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
    private const ulong High = 0x3FE62E42FEFA3800, Low = 0x3D2EF35793C76730;

    /// <summary>The polynomial away from 1: the powers of r starting at the second.</summary>
    private const ulong A0 = 0xBFE0000000000001, A1 = 0x3FD555555551305B, A2 = 0xBFCFFFFFFFEB4590, A3 = 0x3FC999B324F10111,
        A4 = 0xBFC55575E506C89F;

    /// <summary>The polynomial near 1: the powers of x - 1 starting at the second.</summary>
    private const ulong B0 = 0xBFE0000000000000, B1 = 0x3FD5555555555577, B2 = 0xBFCFFFFFFFFFFDCB, B3 = 0x3FC999999995DD0C,
        B4 = 0xBFC55555556745A7, B5 = 0x3FC24924A344DE30, B6 = 0xBFBFFFFFA4423D65, B7 = 0x3FBC7184282AD6CA, B8 = 0xBFB999EB43B068FF,
        B9 = 0x3FB78182F7AFD085, B10 = 0xBFB5521375D145CD;

    /// <summary>The numbers that are near 1.</summary>
    private const ulong LeastNear1 = 0x3FEE000000000000, AboveNear1 = 0x3FF1090000000000;

    /// <summary>ln x for a normal number x above 0.</summary>
    public static double Invoke(double x) => Invoke(Vector256.Create(x))[0];

    /// <summary>ln x for normal numbers x above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Invoke(Vector256<double> x)
    {
        Vector256<double> isNear1 = Vector256.GreaterThanOrEqual(x, Doubles(LeastNear1)) & Vector256.LessThan(x, Doubles(AboveNear1));
        if (Vector256.EqualsAll(isNear1.AsUInt64(), Vector256<ulong>.Zero)) return AwayFrom1(x);
        return Vector256.ConditionalSelect(isNear1, Near1(x - Vector256<double>.One), AwayFrom1(x));
    }

    /// <summary>ln(1 + r).</summary>
    private static Vector256<double> Near1(Vector256<double> r)
    {
        Vector256<double> square = r * r, cube = r * square, b0 = Doubles(B0);
        Vector256<double> p = Fma(cube, Doubles(B10), Fma(square, Doubles(B9), Fma(r, Doubles(B8), Doubles(B7))));
        p = Fma(cube, p, Fma(square, Doubles(B6), Fma(r, Doubles(B5), Doubles(B4))));
        p = Fma(cube, p, Fma(square, Doubles(B3), Fma(r, Doubles(B2), Doubles(B1))));
        Vector256<double> scaled = r * Vector256.Create(134217728.0), head = r + scaled - scaled, tail = r - head;
        Vector256<double> half = head * head * b0, sum = r + half, rest = Fma(b0 * tail, head + r, r - sum + half);
        return Fma(cube, p, rest) + sum;
    }

    /// <summary>x = 2^k z; with z c near 1 for a tabulated c, ln x = k ln 2 - ln c + ln(1 + r), r = z c - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> AwayFrom1(Vector256<double> x)
    {
        Vector256<ulong> bits = x.AsUInt64(), shifted = bits - Vector256.Create(0x3FE6000000000000ul);
        // k is a signed number of 12 bits, which are shifted as an unsigned one.
        Vector256<double> k = Vector256.ConvertToDouble((shifted + Vector256.Create(1024ul << 52)) >>> 52) - Vector256.Create(1024.0);
        Vector256<double> z = (bits - (shifted & Vector256.Create(0xFFFul << 52))).AsDouble();
        Vector256<ulong> i = (shifted >>> 45) & Vector256.Create(127ul);
        (Vector256<double> reciprocal, Vector256<double> logarithm) = TableRows.OfTwo(GnuLogTable.Rows, i);
        Vector256<double> r = Fma(z, reciprocal, -Vector256<double>.One), start = Fma(k, Doubles(High), logarithm), sum = start + r;
        Vector256<double> rest = Fma(k, Doubles(Low), start - sum + r), square = r * r;
        Vector256<double> p = Fma(square, Fma(r, Doubles(A4), Doubles(A3)), Fma(r, Doubles(A2), Doubles(A1)));
        return Fma(r * square, p, Fma(square, Doubles(A0), rest)) + sum;
    }
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
