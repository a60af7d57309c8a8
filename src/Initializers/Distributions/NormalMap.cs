using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>x = mean + sd z(w) by one rounding, z the octave quantile.</summary>
internal readonly struct NormalMap : IWordMap
{
    private readonly OctaveQuantile _quantile = new();
    private readonly float _mean, _deviation;

    /// <exception cref="ArgumentException">As of <see cref="Check"/>.</exception>
    public NormalMap(double mean, double standardDeviation)
    {
        Check(mean, standardDeviation);
        (_mean, _deviation) = ((float)mean, (float)standardDeviation);
    }

    /// <summary>Refuses what no normal distribution of floats has.</summary>
    /// <exception cref="ArgumentException">
    /// The mean is not finite, the deviation is negative or not finite, or the largest value would overflow.
    /// </exception>
    public static void Check(double mean, double standardDeviation)
    {
        Guard.Finite(mean);
        Guard.NotNegative(standardDeviation);
        Guard.Reach(mean, standardDeviation, OctaveQuantile.Largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.MultiplyAdd(_quantile.Of<TLanes, TVector>(words), TLanes.Broadcast(_deviation), TLanes.Broadcast(_mean));
}
