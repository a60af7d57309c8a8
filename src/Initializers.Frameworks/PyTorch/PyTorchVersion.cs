namespace Initializers.Frameworks;

/// <summary>The version of PyTorch whose values are drawn: 2.12 changed <c>uniform_</c>, <c>normal_</c> and <c>trunc_normal_</c>.</summary>
public enum PyTorchVersion
{
    /// <summary>
    /// 2.12 and later: 16-bit values are computed in float32 from 24 random bits and rounded once; a uniform that rounds to the upper bound
    /// becomes the lower one; <c>trunc_normal_</c> is <see cref="PyTorchTruncation.Rejection"/>.
    /// </summary>
    V212,

    /// <summary>
    /// 2.11 and earlier: 16-bit values are drawn from 11 random bits (float16) or 8 (bfloat16), and normals from 16 elements on are
    /// computed in the type itself; a uniform may round to the upper bound; <c>trunc_normal_</c> is
    /// <see cref="PyTorchTruncation.InverseErf"/>.
    /// </summary>
    V211,
}

/// <summary>What a version of PyTorch does otherwise than another when it draws in a type.</summary>
internal static class PyTorchVersion<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>The random bits of a float, and of every narrower type since 2.12.</summary>
    private const int FloatBits = 24;

    /// <summary>The random bits of a uniform below double: those of the significand before 2.12.</summary>
    public static int UnitBits(PyTorchVersion version) => version == PyTorchVersion.V212 ? FloatBits : TType.Fraction + 1;

    /// <summary>A number with which values below double are computed: one of the type before 2.12.</summary>
    public static float Number(double value, PyTorchVersion version) =>
        version == PyTorchVersion.V212 ? (float)value : (float)TensorType<T, TType>.Rounded(value);

    /// <summary>Whether a uniform that rounds to the upper bound becomes the lower one.</summary>
    public static bool ExcludesTo(PyTorchVersion version) => version == PyTorchVersion.V212;

    /// <summary>Whether normals draw uniforms for an incomplete last block before they draw that block anew.</summary>
    public static bool DrawsTailTwice(PyTorchVersion version) => version == PyTorchVersion.V211 || TType.DrawsTailTwice;

    /// <summary>
    /// Whether normals in blocks are computed in the type itself, without fused operations: before 2.12, but for floats of the AVX2 kernel.
    /// </summary>
    public static bool IsNormalInType(PyTorchVersion version, PyTorchCpuCapability capability) =>
        version == PyTorchVersion.V211 && (capability == PyTorchCpuCapability.Default || typeof(T) != typeof(float));
}
