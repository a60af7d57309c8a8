namespace Initializers;

/// <summary>A source that cannot reach every word: its words end, or it comes to a word only by drawing all before it.</summary>
internal interface ILimitedSource : IRandomBitSource
{
    /// <summary>Refuses a fill before it begins, if the source cannot reach its words.</summary>
    /// <param name="skipped">How many words are skipped first.</param>
    /// <param name="drawn">How many words are drawn then.</param>
    /// <exception cref="ArgumentOutOfRangeException">Skipping takes too long.</exception>
    /// <exception cref="InvalidOperationException">Fewer words are left.</exception>
    void Require(long skipped, int drawn);
}
