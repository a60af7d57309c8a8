using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>A product and a sum, each rounded to the type; -0 is the addend that changes nothing.</summary>
internal readonly struct Affine<T, TType>(double factor, double addend) : IVectorMap
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private readonly float _factor = (float)factor, _addend = (float)addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> values) =>
        TType.Rounded(TType.Rounded(values * Vector256.Create(_factor)) + Vector256.Create(_addend));
}
