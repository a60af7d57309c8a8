namespace Initializers;

/// <summary>A source that has independent children by name and by number, such as one for each parameter of a model.</summary>
/// <remarks>
/// A child does not depend on what was drawn from its parent before. Thread-safety is up to the implementation;
/// <see cref="PhiloxRandom"/> is thread-safe.
/// </remarks>
public interface IForkableSource : IRandomBitSource
{
    /// <summary>The child named by a text, such as a parameter's name.</summary>
    /// <param name="name">Any text without halves of surrogate pairs, the empty one too.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> holds half of a surrogate pair.</exception>
    IForkableSource Fork(ReadOnlySpan<char> name);

    /// <summary>The child named by a number, such as a layer's index.</summary>
    /// <param name="index">Any number.</param>
    IForkableSource Fork(ulong index);
}
