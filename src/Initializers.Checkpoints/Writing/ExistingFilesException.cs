namespace Initializers.Checkpoints;

/// <summary>A folder has files that are not to be replaced. Callers of the library see an <see cref="IOException"/>.</summary>
/// <param name="message">Which files, and why.</param>
/// <param name="existing">What was to be done with them.</param>
internal sealed class ExistingFilesException(string message, ExistingCheckpoint existing) : IOException(message)
{
    /// <summary>What was to be done with them.</summary>
    public ExistingCheckpoint Existing { get; } = existing;
}
