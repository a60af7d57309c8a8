using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// The Box-Muller transform with the functions of the GNU C library: sqrt(-2 ln u1) times the sine and the cosine of 2 pi u2.
/// </summary>
/// <remarks>
/// Box and Muller (1958), "A Note on the Generation of Random Normal Deviates", <see href="https://doi.org/10.1214/aoms/1177706645"/>.
/// </remarks>
internal static class GnuBoxMuller
{
    public const double TwoPi = 6.283185307179586476925;

    /// <summary>The transform of floats; the angle is a product of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sine, Vector256<float> Cosine) Invoke(Vector256<float> u1, Vector256<float> u2)
    {
        Vector256<float> radius = Vector256.Sqrt(Vector256.Create(-2f) * GnuLogSingle.Invoke(u1));
        (Vector256<float> sine, Vector256<float> cosine) = GnuSinCosSingle.Invoke(Angle(u2));
        return (radius * sine, radius * cosine);
    }

    /// <summary>2 pi u2, a product of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Angle(Vector256<float> u2)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(u2);
        return Vector256.Narrow(lower * Vector256.Create(TwoPi), upper * Vector256.Create(TwoPi));
    }

    /// <summary>The transform of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sine, Vector256<double> Cosine) Invoke(Vector256<double> u1, Vector256<double> u2) =>
        FromLogarithm(GnuLog.Invoke(u1), u2);

    /// <summary>The transform of two doubles, given ln u1 instead of u1.</summary>
    public static (double Sine, double Cosine) FromLogarithm(double logarithm, double u2)
    {
        (Vector256<double> sine, Vector256<double> cosine) = FromLogarithm(Vector256.Create(logarithm), Vector256.Create(u2));
        return (sine[0], cosine[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Sine, Vector256<double> Cosine) FromLogarithm(Vector256<double> logarithm, Vector256<double> u2)
    {
        (Vector256<double> sine, Vector256<double> cosine) = GnuSinCos.Invoke(Vector256.Create(TwoPi) * u2);
        Vector256<double> radius = Vector256.Sqrt(Vector256.Create(-2.0) * logarithm);
        return (radius * sine, radius * cosine);
    }
}
