using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>Multiplies and adds, rounding to the type after each. An addend of -0 changes nothing.</summary>
internal readonly struct Affine<T, TType>(double factor, double addend) : IVectorMap<float>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private readonly float _factor = (float)factor, _addend = (float)addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> values) =>
        TType.Rounded(TType.Rounded(values * Vector256.Create(_factor)) + Vector256.Create(_addend));
}
