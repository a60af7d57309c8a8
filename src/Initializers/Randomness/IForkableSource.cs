namespace Initializers;

/// <summary>A source with independent child sources by name and by index, such as one for each parameter of a model.</summary>
/// <example>
/// <code>
/// IForkableSource model = new PhiloxRandom(42);
/// float[] first = Init.HeNormal().Initialize([64, 64], model.Fork("encoder").Fork(0));
/// float[] second = Init.HeNormal().Initialize([64, 64], model.Fork("encoder").Fork(1));
/// </code>
/// </example>
/// <remarks>
/// A child does not depend on what was drawn from its parent. Thread-safety is up to the implementation;
/// <see cref="PhiloxRandom"/> is thread-safe.
/// </remarks>
public interface IForkableSource : IRandomBitSource
{
    /// <summary>Returns the child for a name, such as that of a parameter.</summary>
    /// <param name="name">Any text without unpaired surrogates; it may be empty.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> has an unpaired surrogate.</exception>
    IForkableSource Fork(ReadOnlySpan<char> name);

    /// <summary>Returns the child for an index, such as that of a layer.</summary>
    /// <param name="index">Any number.</param>
    IForkableSource Fork(ulong index);
}
