using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>PyTorch's Box-Muller transform of blocks of 16 uniforms, in which elements j and j + 8 form a pair.</summary>
/// <remarks>
/// Box and Muller (1958), "A Note on the Generation of Random Normal Deviates", <see href="https://doi.org/10.1214/aoms/1177706645"/>;
/// aten/src/ATen/native/cpu/DistributionTemplates.h.
/// </remarks>
internal static class BoxMuller
{
    public const int Block = 16;

    /// <summary>Transforms whole blocks in place.</summary>
    public static void Transform(Span<float> uniforms, float mean, float deviation, PyTorchCpuCapability capability)
    {
        for (; !uniforms.IsEmpty; uniforms = uniforms[Block..])
        {
            Vector256<float> u1 = Vector256<float>.One - Vector256.Create<float>(uniforms),
                u2 = Vector256.Create<float>(uniforms[(Block / 2)..]);
            (Vector256<float> sine, Vector256<float> cosine) =
                capability == PyTorchCpuCapability.Avx2 ? Avx2(u1, u2) : GnuBoxMuller.Invoke(u1, u2);
            VectorFma.Fma(cosine, Vector256.Create(deviation), Vector256.Create(mean)).CopyTo(uniforms);
            VectorFma.Fma(sine, Vector256.Create(deviation), Vector256.Create(mean)).CopyTo(uniforms[(Block / 2)..]);
        }
    }

    /// <summary>
    /// Transforms whole blocks in place with the functions of the GNU C library, rounding to the type after each operation, none of which
    /// is fused. For uniforms of the type, 1 - u and the product with -2 are exact.
    /// </summary>
    public static void TransformInType<T, TType>(Span<float> uniforms, float mean, float deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        var scaled = new Affine<T, TType>(deviation, mean);
        for (; !uniforms.IsEmpty; uniforms = uniforms[Block..])
        {
            Vector256<float> u1 = Vector256<float>.One - Vector256.Create<float>(uniforms),
                u2 = Vector256.Create<float>(uniforms[(Block / 2)..]);
            Vector256<float> radius = TType.Rounded(Vector256.Sqrt(Vector256.Create(-2f) * TType.Rounded(GnuLogSingle.Invoke(u1))));
            (Vector256<float> sine, Vector256<float> cosine) = GnuSinCosSingle.Invoke(TType.Rounded(GnuBoxMuller.Angle(u2)));
            scaled.Invoke(TType.Rounded(radius * TType.Rounded(cosine))).CopyTo(uniforms);
            scaled.Invoke(TType.Rounded(radius * TType.Rounded(sine))).CopyTo(uniforms[(Block / 2)..]);
        }
    }

    /// <summary>The same for doubles, with the functions of the GNU C library.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(Span<double> uniforms, double mean, double deviation, bool isFused)
    {
        Vector256<double> factor = Vector256.Create(deviation), center = Vector256.Create(mean);
        for (; !uniforms.IsEmpty; uniforms = uniforms[Block..])
        {
            for (int j = 0; j < Block / 2; j += Vector256<double>.Count)
            {
                Span<double> first = uniforms[j..], second = uniforms[(j + Block / 2)..];
                (Vector256<double> sine, Vector256<double> cosine) = GnuBoxMuller.Invoke(
                    Vector256<double>.One - Vector256.Create<double>(first), Vector256.Create<double>(second));
                Scaled(cosine).CopyTo(first);
                Scaled(sine).CopyTo(second);
            }
        }

        Vector256<double> Scaled(Vector256<double> values) =>
            isFused ? VectorFma.Fma(values, factor, center) : values * factor + center;
    }

    private static (Vector256<float> Sine, Vector256<float> Cosine) Avx2(Vector256<float> u1, Vector256<float> u2)
    {
        Vector256<float> radius = Vector256.Sqrt(Vector256.Create(-2f) * Avx2Math.Log(u1));
        (Vector256<float> sine, Vector256<float> cosine) = Avx2Math.SinCos(u2 * Vector256.Create((float)GnuBoxMuller.TwoPi));
        return (radius * sine, radius * cosine);
    }
}
