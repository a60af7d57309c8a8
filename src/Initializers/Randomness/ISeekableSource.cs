namespace Initializers;

/// <summary>
/// A source whose words can be read at any position, so that the parts of a fill can be done in any order and on several threads.
/// </summary>
internal interface ISeekableSource : IRandomBitSource
{
    /// <summary>Takes the given number of words for the caller alone, and returns the position of the first.</summary>
    ulong Reserve(long count);

    /// <summary>
    /// Returns a source of the same words at a position, for use by one thread until it is given to <see cref="Return"/>.
    /// </summary>
    ISeekableSource At(ulong position);

    /// <summary>
    /// Tightens the bounds that values are clamped to, so that values still respect them after rounding to a narrower type; null for none.
    /// </summary>
    Func<FloatRange, FloatRange>? NarrowBounds { get; set; }

    /// <summary>Returns a source from <see cref="At"/>, so that the next call reuses it.</summary>
    void Return(ISeekableSource source);
}
