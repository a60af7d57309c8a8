using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>TensorFlow's normals in float: those of Box and Muller from two words of a block, sine first.</summary>
internal static class TensorFlowNormals
{
    /// <summary>The lower limit of uniforms whose logarithm is taken.</summary>
    private const float Smallest = 1e-7f;

    /// <summary>Replaces the words of whole groups with normals. The words of a block are sixteen positions apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transform(Span<float> groups)
    {
        Span<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(groups);
        for (int i = 0; i + 3 < vectors.Length; i += 4)
        {
            (vectors[i], vectors[i + 2]) = Pair(vectors[i], vectors[i + 2]);
            (vectors[i + 1], vectors[i + 3]) = Pair(vectors[i + 1], vectors[i + 3]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Sine, Vector256<float> Cosine) Pair(Vector256<float> first, Vector256<float> second) =>
        GnuBoxMuller.Invoke(Vector256.MaxNative(new LowBitsToUnit(23).Invoke(first), Vector256.Create(Smallest)),
            new LowBitsToUnit(23).Invoke(second));
}
