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
            Span<float> first = uniforms[..(Block / 2)], second = uniforms[(Block / 2)..Block];
            if (flavour == PyTorchFlavour.Vector) Vector(first, second, mean, deviation);
            else Plain(first, second, mean, deviation);
        }
    }

    /// <summary>The same of doubles, with the functions of the C library, of which these differ by 1 ulp now and then.</summary>
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

    private static void Vector(Span<float> first, Span<float> second, float mean, float deviation)
    {
        Vector256<float> radius = Vector256.Sqrt(Vector256.Create(-2f) * Avx2Math.Log(Vector256<float>.One - Vector256.Create<float>(first)));
        (Vector256<float> sine, Vector256<float> cosine) = Avx2Math.SinCos(Vector256.Create<float>(second) * Vector256.Create((float)TwoPi));
        Avx2Math.Fma(radius * cosine, Vector256.Create(deviation), Vector256.Create(mean)).CopyTo(first);
        Avx2Math.Fma(radius * sine, Vector256.Create(deviation), Vector256.Create(mean)).CopyTo(second);
    }

    private static void Plain(Span<float> first, Span<float> second, float mean, float deviation)
    {
        for (int j = 0; j < first.Length; j++)
        {
            (float sine, float cosine) = GnuSinCosSingle.Invoke((float)(TwoPi * second[j]));
            float radius = MathF.Sqrt(-2 * GnuLogSingle.Invoke(1 - first[j]));
            first[j] = ExactFma.Invoke(radius * cosine, deviation, mean);
            second[j] = ExactFma.Invoke(radius * sine, deviation, mean);
        }
    }
}
