namespace Initializers;

/// <summary>A source that cannot reach every position: its words end, or it must draw all words before a position to reach it.</summary>
internal interface ILimitedSource : IRandomBitSource
{
    /// <summary>Refuses a fill before it begins if the source cannot reach its words.</summary>
    /// <param name="start">The number of words to be skipped first.</param>
    /// <param name="length">The number of words to be drawn after that.</param>
    /// <exception cref="ArgumentOutOfRangeException">Skipping would take too long.</exception>
    /// <exception cref="InvalidOperationException">The source has fewer words left.</exception>
    void CheckAvailable(long start, int length);
}
