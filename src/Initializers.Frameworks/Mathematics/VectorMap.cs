using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>A function that is applied to each lane.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IVectorMap<T>
    where T : unmanaged
{
    Vector256<T> Invoke(Vector256<T> values);
}

/// <summary>The loop that applies functions to a span.</summary>
internal static class VectorMap
{
    /// <summary>Maps values in place.</summary>
    /// <remarks>Not inlined, and optimized at the first call, so that the formula has the whole inlining budget.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<T, TMap>(Span<T> values, TMap map)
        where T : unmanaged
        where TMap : struct, IVectorMap<T>
    {
        while (!values.IsEmpty) map.Invoke(PartialVector.Load<T>(values)).StoreTo(ref values);
    }
}
