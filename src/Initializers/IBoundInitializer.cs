namespace Initializers;

/// <summary>An initializer with a source bound to it, for calls that name none.</summary>
/// <remarks>Whoever wraps an initializer implements this interface to hand on its binding. Thread-safe if the bound source is.</remarks>
public interface IBoundInitializer : IWeightInitializer
{
    /// <summary>The source for the next call that names none.</summary>
    IRandomSource NextSource();
}
