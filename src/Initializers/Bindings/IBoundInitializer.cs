namespace Initializers;

/// <summary>An initializer with a bound source, for calls without one.</summary>
/// <remarks>
/// <para>
/// The binding is state besides the formula: the source of the next call. A call with a source does not use it. An initializer that wraps
/// another one implements this interface too, to pass on the binding of that one.
/// </para>
/// <para>Thread-safe if the bound source is.</para>
/// </remarks>
public interface IBoundInitializer : IWeightInitializer
{
    /// <summary>Whether there is a source; a wrapper returns whether the wrapped initializer has one. Defaults to <c>true</c>.</summary>
    bool IsBound => true;

    /// <summary>
    /// The same formula without the source, to which a new binding is applied. Defaults to the initializer itself, whose source is then
    /// hidden by a new binding.
    /// </summary>
    IWeightInitializer Unbound => this;

    /// <summary>The source for the next call without one; called only if <see cref="IsBound"/>.</summary>
    IRandomSource NextSource();
}
