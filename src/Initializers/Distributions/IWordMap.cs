namespace Initializers;

/// <summary>
/// A map from random words to values: a formula as a value, stated once for every width of vector, so
/// that the sampling loop is compiled for it.
/// </summary>
internal interface IWordMap
{
    /// <summary>The bits of the values of words of 32 evenly distributed bits, lane by lane.</summary>
    TVector Invoke<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

internal static class WordMap
{
    /// <summary>The value of one word.</summary>
    public static float Invoke<TMap>(this TMap map, uint word) where TMap : struct, IWordMap =>
        BitConverter.UInt32BitsToSingle(map.Invoke<Lanes32, uint>(word));
}
