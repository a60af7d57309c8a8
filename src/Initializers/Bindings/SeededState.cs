namespace Initializers;

/// <summary>
/// All that a <see cref="SeededInitializer"/> is beside what it binds: save it, in JSON or by hand, and
/// resume with the constructor that takes it.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="Calls">The calls made so far that named no source.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct SeededState(ulong Seed, long Calls)
{
    /// <summary><c>seed 42 after 3 calls</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"seed {Seed} after {Calls} calls");
}
