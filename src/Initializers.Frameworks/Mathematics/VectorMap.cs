using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>A function of floats, lane by lane.</summary>
internal interface IVectorMap
{
    Vector256<float> Invoke(Vector256<float> values);
}

/// <summary>The one loop of functions of floats over a span.</summary>
internal static class VectorMap
{
    /// <summary>Maps values in their place.</summary>
    /// <remarks>A method of its own, compiled in full at once, so that the formula has all of the compiler's budget for inlining.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TMap>(Span<float> values, TMap map)
        where TMap : struct, IVectorMap
    {
        while (!values.IsEmpty) map.Invoke(VectorEnds.Load(values)).StoreTo(ref values);
    }
}
