using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using X86 = System.Runtime.Intrinsics.X86;

namespace Initializers.Frameworks;

/// <summary>The fused multiply-add of eight floats, and of four doubles.</summary>
internal static class VectorFma
{
    /// <summary>a * b + c with one rounding, on every machine.</summary>
    /// <remarks>
    /// The condition of <see cref="ExactFma.HasHardware"/> is repeated here, so that long formulas stay within the inlining budget.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        X86.Fma.IsSupported || AdvSimd.IsSupported ? Vector256.FusedMultiplyAdd(a, b, c) : Emulated(a, b, c);

    /// <summary>The same for doubles, of which all intermediate results are normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        X86.Fma.IsSupported || AdvSimd.IsSupported ? Vector256.FusedMultiplyAdd(a, b, c) : Emulated(a, b, c);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> Emulated(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.Create(
        ExactFma.Emulate(a[0], b[0], c[0]), ExactFma.Emulate(a[1], b[1], c[1]),
        ExactFma.Emulate(a[2], b[2], c[2]), ExactFma.Emulate(a[3], b[3], c[3]));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Emulated(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.Create(
        Lanes128.MultiplyAdd(a.GetLower().AsUInt32(), b.GetLower().AsUInt32(), c.GetLower().AsUInt32()),
        Lanes128.MultiplyAdd(a.GetUpper().AsUInt32(), b.GetUpper().AsUInt32(), c.GetUpper().AsUInt32())).AsSingle();
}
