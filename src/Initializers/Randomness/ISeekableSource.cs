namespace Initializers;

/// <summary>
/// A source that knows its words by their positions, so that the parts of a fill can be done in any order and on several threads.
/// </summary>
internal interface ISeekableSource : IRandomBitSource
{
    /// <summary>Takes the next words for the caller alone, and returns the position of the first.</summary>
    ulong Reserve(long count);

    /// <summary>
    /// A source of the same words that stands at a position and works on one thread; it is the caller's until <see cref="Return"/>.
    /// </summary>
    ISeekableSource At(ulong position);

    /// <summary>
    /// What the bounds of distributions become, where values are to be rounded to a number type and stay within; null for themselves.
    /// </summary>
    Func<FloatRange, FloatRange>? Bounds { get; set; }

    /// <summary>Takes back what <see cref="At"/> gave, so that the next part finds it instead of allocating another.</summary>
    void Return(ISeekableSource source);
}
