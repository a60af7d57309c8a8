using System.Numerics;
using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>
/// <c>trunc_normal_</c> of PyTorch 2.11 and earlier: mean + std sqrt(2) erfinv(u), clamped to the bounds, with u uniform between the
/// probabilities of the bounds, computed in the tensor's type.
/// </summary>
internal static class TruncNormalInverseErf
{
    /// <summary>Refuses bounds that PyTorch refused.</summary>
    /// <exception cref="ArgumentException">A bound is outside the type's range.</exception>
    public static void Check<T, TType>(double a, double b, string parameter)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        TypeRange<T, TType>.Within(a, parameter: parameter);
        TypeRange<T, TType>.Within(b, parameter: parameter);
    }

    /// <summary>Refuses bounds, given in deviations too, of which floats draw few different values.</summary>
    /// <exception cref="ArgumentException">The bounds are refused.</exception>
    public static void CheckResolution(double mean, double deviation, double a, double b, double lower, double upper)
    {
        (double low, double high) = Uniforms(mean, deviation, a, b);
        ErfResolution<float, Float32>.Check((float)low, (float)high, lower, upper);
    }

    /// <summary>Fills a tensor in memory order.</summary>
    public static void Fill<T, TType>(PyTorchRandom random, Span<T> memory, double mean, double deviation, double a, double b)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        (double low, double high) = Uniforms(mean, deviation, a, b);
        PyTorchSampling<T, TType>.Uniform(random, memory, low, high, PyTorchVersion.V211);
        if (TType.IsDouble)
            Transform<double, ErfInvDouble, double, Float64>(MemoryMarshal.Cast<T, double>(memory), mean, deviation, a, b,
                random.CpuCapability);
        else Transform<float, ErfInvSingle, T, TType>(memory, mean, deviation, a, b, random.CpuCapability);
    }

    /// <summary>The bounds of the uniforms, the error functions of those of the values.</summary>
    private static (double Low, double High) Uniforms(double mean, double deviation, double a, double b) =>
        (2 * NormalDistribution.Below((a - mean) / deviation) - 1, 2 * NormalDistribution.Below((b - mean) / deviation) - 1);

    /// <summary>Computes in one type, rounding to the tensor's after each operation.</summary>
    private static void Transform<TNumber, TMath, T, TType>(Span<T> values, double mean, double deviation, double a, double b,
        PyTorchCpuCapability capability)
        where TNumber : struct, IBinaryFloatingPointIeee754<TNumber>
        where TMath : struct, IErfInvMath<TNumber>
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        var factor = TNumber.CreateChecked(deviation * Math.Sqrt(2)); // of mul_, which does not round it to 16 bits
        (TNumber shift, TNumber low, TNumber high) = (Stored(TType.Round(mean)), Stored(TType.Round(a)), Stored(TType.Round(b)));
        foreach (ref T value in values)
        {
            TNumber scaled = Rounded(Rounded(ErfInv<TNumber, TMath>.Invoke(Stored(value), capability)) * factor);
            value = TType.Round(double.CreateChecked(TNumber.Min(TNumber.Max(Rounded(scaled + shift), low), high)));
        }

        static TNumber Stored(T value) => TNumber.CreateChecked(TType.Widen(value));

        static TNumber Rounded(TNumber value) => Stored(TType.Round(double.CreateChecked(value)));
    }
}
