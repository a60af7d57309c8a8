namespace Initializers;

/// <summary>An initializer with a source bound to it, for calls that name none.</summary>
/// <remarks>
/// <para>
/// What it is bound to is state beside the formula: which source comes next. A call that names a source does not ask for it. What wraps an
/// initializer implements this interface too, to hand on the binding of what it wraps.
/// </para>
/// <para>Thread-safe if the bound source is.</para>
/// </remarks>
public interface IBoundInitializer : IWeightInitializer
{
    /// <summary>Whether there is a source; what wraps another initializer says whether that one has. Defaults to true.</summary>
    bool IsBound => true;

    /// <summary>
    /// The same formula without its source, which a new binding is put around. Defaults to the initializer
    /// itself, whose source a new binding then hides.
    /// </summary>
    IWeightInitializer Unbound => this;

    /// <summary>The source for the next call that names none; asked for only where <see cref="IsBound"/>.</summary>
    IRandomSource NextSource();
}
