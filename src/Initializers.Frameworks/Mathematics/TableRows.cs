using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Initializers.Frameworks;

/// <summary>Looks up rows of tables of doubles at four indices; a row is one load, and the rows are turned into columns.</summary>
internal static class TableRows
{
    /// <summary>Rows of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> First, Vector256<double> Second) OfTwo(double[] table, Vector256<ulong> rows)
    {
        Vector256<ulong> at = rows << 1;
        Vector256<double> ac = Vector256.Create(Vector128.LoadUnsafe(ref table[at[0]]), Vector128.LoadUnsafe(ref table[at[2]])),
            bd = Vector256.Create(Vector128.LoadUnsafe(ref table[at[1]]), Vector128.LoadUnsafe(ref table[at[3]]));
        return (Even(ac, bd), Odd(ac, bd));
    }

    /// <summary>Rows of four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> First, Vector256<double> Second, Vector256<double> Third, Vector256<double> Fourth) OfFour(
        double[] table, Vector256<ulong> rows)
    {
        Vector256<ulong> at = rows << 2;
        Vector256<double> a = Vector256.LoadUnsafe(ref table[at[0]]), b = Vector256.LoadUnsafe(ref table[at[1]]),
            c = Vector256.LoadUnsafe(ref table[at[2]]), d = Vector256.LoadUnsafe(ref table[at[3]]);
        Vector256<double> evenAB = Even(a, b), evenCD = Even(c, d), oddAB = Odd(a, b), oddCD = Odd(c, d);
        return (Vector256.Create(evenAB.GetLower(), evenCD.GetLower()), Vector256.Create(oddAB.GetLower(), oddCD.GetLower()),
            Vector256.Create(evenAB.GetUpper(), evenCD.GetUpper()), Vector256.Create(oddAB.GetUpper(), oddCD.GetUpper()));
    }

    /// <summary>The even elements of both, in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Even(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.UnpackLow(a, b) : Vector256.Create(a[0], b[0], a[2], b[2]);

    /// <summary>The odd elements of both, in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Odd(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported ? Avx.UnpackHigh(a, b) : Vector256.Create(a[1], b[1], a[3], b[3]);
}
