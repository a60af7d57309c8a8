using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The map to N(mean, sd^2): x = mean + sd * z(w), rounded once, with z the <see cref="OctaveQuantile"/> of the word.
/// </summary>
internal readonly struct NormalMap : IWordMap
{
    private readonly float _mean, _deviation;

    /// <exception cref="ArgumentException"><see cref="Check"/> throws it.</exception>
    public NormalMap(double mean, double standardDeviation)
    {
        Check(mean, standardDeviation);
        (_mean, _deviation) = ((float)mean, (float)standardDeviation);
    }

    /// <summary>Refuses parameters that a normal distribution of floats cannot have.</summary>
    /// <exception cref="ArgumentException">
    /// The mean is not finite, the standard deviation is negative or not finite, or the largest value would overflow.
    /// </exception>
    public static void Check(double mean, double standardDeviation)
    {
        Guard.Finite(mean);
        Guard.NotNegative(standardDeviation);
        Guard.Reach(mean, standardDeviation, OctaveQuantile.Largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TLanes, TVector>(TVector words, in OctaveQuantile quantile)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.MultiplyAdd(quantile.Of<TLanes, TVector>(words), TLanes.Broadcast(_deviation), TLanes.Broadcast(_mean));
}
