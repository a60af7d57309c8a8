namespace Initializers;

/// <summary>
/// A map from random words to values: one formula for vectors of every width. Implementations are structs, so that the sampling loop is
/// compiled for each of them.
/// </summary>
internal interface IWordMap
{
    /// <summary>Returns the bits of the float for each lane, a word of 32 uniformly distributed bits.</summary>
    /// <param name="words">The words.</param>
    /// <param name="quantile">The normal quantile; not all maps ask it.</param>
    TVector Invoke<TLanes, TVector>(TVector words, in OctaveQuantile quantile)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>The map of a single word.</summary>
internal static class WordMapExtensions
{
    /// <summary>Returns the value of one word.</summary>
    public static float Invoke<TMap>(this TMap map, uint word) where TMap : struct, IWordMap =>
        BitConverter.UInt32BitsToSingle(map.Invoke<Lanes32, uint>(word, OctaveQuantile.Instance));
}
