using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// Functions against the C library's own values (glibc 2.36 on x86-64 with FMA): a C program wrote them for the same arguments, and these
/// are the hashes of its files.
/// </summary>
public class GnuMathTests
{
    private const int Count = 100_003;

    [Fact]
    public void SinCos_OfAngles_HasTheBitsOfTheCLibrary()
    {
        IEnumerable<double> turn = Enumerable.Range(0, Count).Select(i => i * (2 * Math.PI / Count)),
            far = Enumerable.Range(1, 40).Select(e => -Math.ScaleB(3, 2 * (13 - e)));
        HashOf([.. turn.Concat(far).Select(GnuSinCos.Invoke).SelectMany(pair => new[] { pair.Sine, pair.Cosine })])
            .Should().Be("2b910ed79e2aead13d484972b8e48e44420ad9126ae2c4939237e131d05d9bc5");
    }

    [Fact]
    public void Exp_From70BelowTo30Above0_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuExp.Invoke((i - 70_000) * 0.001))])
            .Should().Be("9f223fb94d56e548057a4c7414dac96f030959f2f265fc88a563f93535ddaa71");

    [Fact]
    public void Erf_Within6_5_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuErf.Invoke((i - 50_000) * 0.00013))])
            .Should().Be("72db874d0ef82f7a27815a63304f690e2938a3d9656ed019126721b07f1ad300");

    [Fact]
    public void Log_OfUniforms_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(1, Count).Select(i => GnuLog.Invoke(i / (double)Count))])
            .Should().Be("29ccf0821096870672eeb4876e1e2ba8fae259aaa90995afe7ebe425805d7e37");

    /// <summary>A vector's lanes take different branches, and each has the bits that it has alone.</summary>
    [Fact]
    public void LogAndSinCos_InLanes_DoNotDependOnTheirNeighbours()
    {
        var random = new Random(1);
        Span<double> x = stackalloc double[4];
        for (int i = 0; i < Count; i++)
        {
            // Uniforms, numbers about 1, and angles about the multiples of pi / 2 and about the borders between the formulas.
            foreach (ref double one in x)
            {
                double u = random.NextDouble(), near = Math.ScaleB(u - 0.5, -random.Next(50));
                one = random.Next(3) switch
                {
                    0 => Math.ScaleB(u + 0.5, -random.Next(60)),
                    1 => random.Next(1, 5) * (Math.PI / 2) + near,
                    _ => random.GetItems([0.126, 0.85546875, 1, 2.4263, 0.9375, 1.0646], 1)[0] + near,
                };
            }
            Vector256<double> log = GnuLog.Invoke(Vector256.Create<double>(x));
            (Vector256<double> sine, Vector256<double> cosine) = GnuSinCos.Invoke(-Vector256.Create<double>(x));
            for (int lane = 0; lane < x.Length; lane++)
            {
                (double, double) alone = GnuSinCos.Invoke(-x[lane]), turned = GnuSinCos.Invoke(x[lane]);
                if (log[lane] != GnuLog.Invoke(x[lane]) || (sine[lane], cosine[lane]) != alone || alone != (-turned.Item1, turned.Item2))
                    Assert.Fail($"{x[lane]:R} in lane {lane} of {Vector256.Create<double>(x)}");
            }
        }
    }

    [Fact]
    public void Log1P_OfNegativeUniforms_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuLog1P.Invoke(-(i / (double)Count)))])
            .Should().Be("eddbf5039363ee267005508e16f899b917db5207bd3ec361558417d3480b7dd8");

    [Fact]
    public void SinCosSingle_OfAngles_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuSinCosSingle.Invoke((float)(i * (2 * Math.PI / Count))))
            .SelectMany(pair => new[] { pair.Sine, pair.Cosine })])
            .Should().Be("2322ddbc482aff2136070eae7c0c59083656cfd58463e919b3366d4a974513d6");

    [Fact]
    public void ExpSingle_From45BelowTo5Above0_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuExpSingle.Invoke((float)((i - 90_000) * 0.0005)))])
            .Should().Be("4b406e671a46652a219c8331c4b0a20307545f18352ec012a85d94ccd8436bb9");

    [Fact]
    public void ErfSingle_Within6_5_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuErfSingle.Invoke((float)((i - 50_000) * 0.00013)))])
            .Should().Be("2033ff0a9f32aa761cc46c045307a3d6705ba884fb08d2c33511790ec8e98dec");

    [Fact]
    public void LogSingle_OfUniforms_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(1, Count).Select(i => GnuLogSingle.Invoke((float)(i / (double)Count)))])
            .Should().Be("19c219957b79e31e7bb84441dfec1105fe6b61f3a2ea94645e8531d6902c0536");

    [Fact]
    public void Log1PSingle_OfNegativeUniforms_HasTheBitsOfTheCLibrary() =>
        HashOf([.. Enumerable.Range(0, Count).Select(i => GnuLog1PSingle.Invoke(-(float)(i / (double)Count)))])
            .Should().Be("1ce2ce3a972b1937379c266c25702ebd5638a2d61ce8e7b25e3cd09b09315123");

    private static string HashOf<T>(T[] values)
        where T : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<T>(values)));
}
