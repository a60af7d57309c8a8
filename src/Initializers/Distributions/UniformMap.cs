using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>x = low + u (high - low) with u = (w >> 8) 2^-24 in [0, 1), by one rounding, then kept within [low, high).</summary>
/// <remarks>Without the last step 1 + u would be 2 once in 2^24 words, and 1000 + u would be 1001 512 times as often.</remarks>
internal readonly struct UniformMap : IWordMap
{
    private const float Spacing = 5.9604644775390625e-8f; // 2^-24

    private readonly float _low, _width;

    /// <exception cref="ArgumentException">As of <see cref="Check"/>.</exception>
    public UniformMap(double low, double high)
    {
        Range = Check(low, high);
        (_low, _width) = ((float)low, (float)(high - low));
    }

    /// <summary>What values are kept to.</summary>
    public FloatRange Range
    {
        get => new(Smallest, Largest);
        init => (Smallest, Largest) = (value.Smallest, value.Largest);
    }

    /// <summary>Refuses what no uniform distribution of floats has, and returns the floats that it has.</summary>
    /// <exception cref="ArgumentException">
    /// A bound is not finite, low is not below high, their distance is not finite, or no float lies between.
    /// </exception>
    public static FloatRange Check(double low, double high)
    {
        Guard.Finite(low);
        Guard.Finite(high);
        Guard.Ordered(low, high);
        Guard.Distance(low, high);
        FloatRange range = FloatRange.Between(low, high);
        return !range.IsEmpty ? range : throw new ArgumentException(
            Invariant($"low and high must have a float between them, low included, but were {low} and {high}."), nameof(low));
    }

    private float Smallest { get; init; }

    private float Largest { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector u = TLanes.Multiply(TLanes.ToFloat(TLanes.ShiftRight(words, 8)), TLanes.Broadcast(Spacing));
        TVector x = TLanes.MultiplyAdd(u, TLanes.Broadcast(_width), TLanes.Broadcast(_low));
        return TLanes.AtMost(TLanes.AtLeast(x, TLanes.Broadcast(Smallest)), TLanes.Broadcast(Largest));
    }
}
