using System.Runtime.Intrinsics;
using Initializers.Kernels;

namespace Initializers.Frameworks;

/// <summary>PyTorch's transform of blocks of 16 uniforms to 16 normals: number j and number j + 8 make a pair.</summary>
/// <remarks>Box and Muller (1958), "A Note on the Generation of Random Normal Deviates", <see href="https://doi.org/10.1214/aoms/1177706645"/>; aten/src/ATen/native/cpu/DistributionTemplates.h.</remarks>
internal static class BoxMuller
{
    public const int Block = 16;

    private const double TwoPi = 6.283185307179586476925;

    /// <summary>Transforms whole blocks in their place.</summary>
    public static void Transform(Span<float> uniforms, float mean, float deviation, PyTorchFlavour flavour)
    {
        for (; !uniforms.IsEmpty; uniforms = uniforms[Block..])
        {
            Vector256<float> u1 = Vector256<float>.One - Vector256.Create<float>(uniforms), u2 = Vector256.Create<float>(uniforms[(Block / 2)..]);
            (Vector256<float> sine, Vector256<float> cosine) = flavour == PyTorchFlavour.Vector ? Vector(u1, u2) : Plain(u1, u2);
            Avx2Math.Fma(cosine, Vector256.Create(deviation), Vector256.Create(mean)).CopyTo(uniforms);
            Avx2Math.Fma(sine, Vector256.Create(deviation), Vector256.Create(mean)).CopyTo(uniforms[(Block / 2)..]);
        }
    }

    /// <summary>The same of doubles, with the functions of the C library.</summary>
    public static void Transform(Span<double> uniforms, double mean, double deviation)
    {
        for (int start = 0; start < uniforms.Length; start += Block)
        {
            for (int j = start; j < start + Block / 2; j++)
            {
                (double sine, double cosine) = GnuSinCos.Invoke(TwoPi * uniforms[j + 8]);
                double radius = Math.Sqrt(-2 * GnuLog.Invoke(1 - uniforms[j]));
                uniforms[j] = ExactFma.Invoke(radius * cosine, deviation, mean);
                uniforms[j + 8] = ExactFma.Invoke(radius * sine, deviation, mean);
            }
        }
    }

    /// <summary>A pair of doubles, of which the radius is that of the second uniform: the path of few values.</summary>
    public static (double Cosine, double Sine) Pair(double first, double second)
    {
        (double sine, double cosine) = GnuSinCos.Invoke(TwoPi * first);
        double radius = Math.Sqrt(-2 * GnuLog1P.Invoke(-second));
        return (radius * cosine, radius * sine);
    }

    private static (Vector256<float> Sine, Vector256<float> Cosine) Vector(Vector256<float> u1, Vector256<float> u2)
    {
        Vector256<float> radius = Vector256.Sqrt(Vector256.Create(-2f) * Avx2Math.Log(u1));
        (Vector256<float> sine, Vector256<float> cosine) = Avx2Math.SinCos(u2 * Vector256.Create((float)TwoPi));
        return (radius * sine, radius * cosine);
    }

    /// <summary>With the functions of the C library, and an angle from a product of doubles.</summary>
    private static (Vector256<float> Sine, Vector256<float> Cosine) Plain(Vector256<float> u1, Vector256<float> u2)
    {
        Vector256<float> radius = Vector256.Sqrt(Vector256.Create(-2f) * GnuLogSingle.Invoke(u1));
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(u2);
        (Vector256<float> sine, Vector256<float> cosine) = GnuSinCosSingle.Invoke(Vector256.Narrow(lower * Vector256.Create(TwoPi), upper * Vector256.Create(TwoPi)));
        return (radius * sine, radius * cosine);
    }
}
