using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>An initializer with a bound source, for calls without one.</summary>
/// <example>
/// <code>
/// IBoundInitializer bound = Init.HeNormal().WithSeed(42);
/// Console.WriteLine(bound.Unbound); // HeNormal(mode: In)
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The binding is state in addition to the formula: the source of the next call. A call with a source does not use it. An initializer that
/// wraps another one implements this interface too, to pass on the binding of that one.
/// </para>
/// <para>Thread-safe if the bound source is.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<IBoundInitializer>))]
public interface IBoundInitializer : IWeightInitializer
{
    /// <summary>Whether there is a source; a wrapper returns whether the wrapped initializer has one. Defaults to <c>true</c>.</summary>
    bool IsBound => true;

    /// <summary>
    /// The same formula without the source, which a new binding wraps. Defaults to the initializer itself: a new binding then hides its
    /// source.
    /// </summary>
    IWeightInitializer Unbound => this;

    /// <summary>The source for the next call without one; called only if <see cref="IsBound"/>.</summary>
    IRandomSource NextSource();
}
