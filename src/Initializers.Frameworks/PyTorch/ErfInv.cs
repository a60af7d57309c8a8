using System.Numerics;

namespace Initializers.Frameworks;

/// <summary>
/// The inverse error function of a PyTorch built without Intel's MKL: a rational approximation and two Newton steps, computed in the type
/// itself.
/// </summary>
/// <remarks>
/// aten/src/ATen/native/Math.h, <c>calc_erfinv</c>, after G. L. Pavlis (1996; BSD licence: see THIRD-PARTY-NOTICES.txt). In kernels for
/// processors with FMA, the compiler fuses the polynomials.
/// </remarks>
internal static class ErfInv<T, TMath>
    where T : struct, IBinaryFloatingPointIeee754<T>
    where TMath : struct, IErfInvMath<T>
{
    private static readonly T[] A = Constants(-0.140543331, 0.914624893, -1.645349621, 0.886226899),
        B = Constants(0.012229801, -0.329097515, 1.442710462, -2.118377725, 1);

    private static readonly T[] C = Constants(1.641345311, 3.429567803, -1.624906493, -1.970840454),
        D = Constants(1.637067800, 3.543889200, 1);

    private static readonly T Central = T.CreateChecked(0.7), Two = T.CreateChecked(2), Slope = Two / T.CreateChecked(Math.Sqrt(Math.PI));

    public static T Invoke(T y, PyTorchCpuCapability capability)
    {
        T size = T.Abs(y);
        if (size == T.One) return T.CopySign(T.PositiveInfinity, y);
        T x = size <= Central ? Middle(y, y * y, capability) : Tail(y, T.Sqrt(-TMath.Log((T.One - size) / Two)), capability);
        return Improved(Improved(x, y), y);
    }

    private static T Middle(T y, T z, PyTorchCpuCapability capability) => y * Polynomial(z, A, capability) / Polynomial(z, B, capability);

    private static T Tail(T y, T z, PyTorchCpuCapability capability) =>
        T.CopySign(Polynomial(z, C, capability), y) / Polynomial(z, D, capability);

    private static T Improved(T x, T y) => x - (TMath.Erf(x) - y) / (Slope * TMath.Exp(-x * x));

    private static T Polynomial(T x, T[] coefficients, PyTorchCpuCapability capability)
    {
        T sum = coefficients[0];
        foreach (T coefficient in coefficients.AsSpan(1))
            sum = capability == PyTorchCpuCapability.Avx2 ? TMath.Fma(sum, x, coefficient) : sum * x + coefficient;
        return sum;
    }

    private static T[] Constants(params ReadOnlySpan<double> values)
    {
        var constants = new T[values.Length];
        for (int i = 0; i < values.Length; i++) constants[i] = T.CreateChecked(values[i]);
        return constants;
    }
}

/// <summary>The functions of the GNU C library for one type.</summary>
internal interface IErfInvMath<T>
{
    static abstract T Fma(T a, T b, T c);

    static abstract T Log(T x);

    static abstract T Exp(T x);

    static abstract T Erf(T x);
}

internal readonly struct ErfInvSingle : IErfInvMath<float>
{
    public static float Fma(float a, float b, float c) => ExactFma.Invoke(a, b, c);

    public static float Log(float x) => GnuLogSingle.Invoke(x);

    public static float Exp(float x) => GnuExpSingle.Invoke(x);

    public static float Erf(float x) => GnuErfSingle.Invoke(x);
}

internal readonly struct ErfInvDouble : IErfInvMath<double>
{
    public static double Fma(double a, double b, double c) => ExactFma.Invoke(a, b, c);

    public static double Log(double x) => GnuLog.Invoke(x);

    public static double Exp(double x) => GnuExp.Invoke(x);

    public static double Erf(double x) => GnuErf.Invoke(x);
}
