namespace Initializers;

/// <summary>An initializer with a source bound to it, for calls that name none.</summary>
/// <remarks>Whoever wraps an initializer implements this interface to hand on its binding. Thread-safe if the bound source is.</remarks>
public interface IBoundInitializer : IWeightInitializer
{
    /// <summary>Whether there is a source: what wraps another initializer says whether that one has. True unless said otherwise.</summary>
    bool IsBound => true;

    /// <summary>The source for the next call that names none; asked for only where <see cref="IsBound"/>.</summary>
    IRandomSource NextSource();
}
