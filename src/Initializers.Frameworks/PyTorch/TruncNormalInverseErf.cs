using System.Numerics;
using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>
/// <c>trunc_normal_</c> of PyTorch 2.11 and earlier: mean + std sqrt(2) erfinv(u), clamped to the bounds, with u uniform between the
/// probabilities of the bounds, computed in the tensor's type.
/// </summary>
internal static class TruncNormalInverseErf
{
    /// <summary>Refuses bounds that PyTorch refused, and 16-bit types, whose uniforms were different then.</summary>
    /// <exception cref="ArgumentException">A bound is outside the type's range, or the type has 16 bits.</exception>
    public static void Check<T, TType>(double a, double b, string parameter)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new ArgumentException(
                $"truncation must be Rejection for {TypeRange<T, TType>.Name}, since InverseErf draws float32 and float64 only, but was "
                + "InverseErf.",
                parameter);
        TypeRange<T, TType>.Within(a, parameter: parameter);
        TypeRange<T, TType>.Within(b, parameter: parameter);
    }

    /// <summary>Fills a tensor in memory order.</summary>
    public static void Fill<T, TType>(PyTorchRandom random, Span<T> memory, double mean, double deviation, double a, double b)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        double low = NormalDistribution.Below((a - mean) / deviation), high = NormalDistribution.Below((b - mean) / deviation);
        PyTorchSampling<T, TType>.Uniform(random, memory, 2 * low - 1, 2 * high - 1, excludesTo: false);
        if (typeof(T) == typeof(float))
            Transform<float, ErfInvSingle>(MemoryMarshal.Cast<T, float>(memory), mean, deviation, a, b, random.CpuCapability);
        else Transform<double, ErfInvDouble>(MemoryMarshal.Cast<T, double>(memory), mean, deviation, a, b, random.CpuCapability);
    }

    private static void Transform<T, TMath>(Span<T> values, double mean, double deviation, double a, double b,
        PyTorchCpuCapability capability)
        where T : struct, IBinaryFloatingPointIeee754<T>
        where TMath : struct, IErfInvMath<T>
    {
        (T factor, T shift, T low, T high) =
            (T.CreateChecked(deviation * Math.Sqrt(2)), T.CreateChecked(mean), T.CreateChecked(a), T.CreateChecked(b));
        foreach (ref T value in values) value = T.Min(T.Max(ErfInv<T, TMath>.Invoke(value, capability) * factor + shift, low), high);
    }
}
