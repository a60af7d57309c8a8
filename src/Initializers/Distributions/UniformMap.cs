using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The map to U[low, high): x = low + u * (high - low) with u = (w >> 8) 2^-24 in [0, 1), rounded once, then clamped to [low, high).
/// </summary>
/// <remarks>Without the clamp 1 + u would be 2 for one word in 2^24, and 1000 + u would be 1001 for 512 of them.</remarks>
internal readonly struct UniformMap : IWordMap
{
    private const float Spacing = 5.9604644775390625e-8f; // 2^-24

    private readonly float _low, _width;

    /// <exception cref="ArgumentException"><see cref="Check"/> throws it.</exception>
    public UniformMap(double low, double high)
    {
        Range = Check(low, high);
        (_low, _width) = ((float)low, (float)(high - low));
    }

    /// <summary>The floats that values are clamped to.</summary>
    public FloatRange Range
    {
        get => new(Smallest, Largest);
        init => (Smallest, Largest) = (value.Smallest, value.Largest);
    }

    /// <summary>Refuses parameters that a uniform distribution of floats cannot have, and returns the floats between its bounds.</summary>
    /// <exception cref="ArgumentException">
    /// A bound is not finite, low is not below high, their distance is not finite, or no float lies between them.
    /// </exception>
    public static FloatRange Check(double low, double high)
    {
        Guard.Finite(low);
        Guard.Finite(high);
        Guard.Ordered(low, high);
        Guard.Distance(low, high);
        FloatRange range = FloatRange.Between(low, high);
        return !range.IsEmpty ? range : throw new ArgumentException(
            Invariant($"low and high must have a float in [low, high), but were {low} and {high}."), nameof(low));
    }

    private float Smallest { get; init; }

    private float Largest { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words, in OctaveQuantile quantile)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector u = TLanes.Multiply(TLanes.ToFloat(TLanes.ShiftRight(words, 8)), TLanes.Broadcast(Spacing));
        TVector x = TLanes.MultiplyAdd(u, TLanes.Broadcast(_width), TLanes.Broadcast(_low));
        return TLanes.AtMost(TLanes.AtLeast(x, TLanes.Broadcast(Smallest)), TLanes.Broadcast(Largest));
    }
}
