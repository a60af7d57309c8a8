namespace Initializers;

/// <summary>A source of words that may end, and says so before a fill begins.</summary>
internal interface IFiniteSource : IRandomBitSource
{
    /// <summary>Refuses a fill that needs more words than are left.</summary>
    /// <exception cref="InvalidOperationException">Fewer are left.</exception>
    void Require(long count);
}
