using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>A function that is applied to each lane.</summary>
internal interface IVectorMap
{
    Vector256<float> Invoke(Vector256<float> values);
}

/// <summary>The loop that applies functions of floats to a span.</summary>
internal static class VectorMap
{
    /// <summary>Maps values in place.</summary>
    /// <remarks>Not inlined, and optimized at the first call, so that the formula has the whole inlining budget.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TMap>(Span<float> values, TMap map)
        where TMap : struct, IVectorMap
    {
        while (!values.IsEmpty) map.Invoke(PartialVector.Load(values)).StoreTo(ref values);
    }
}
