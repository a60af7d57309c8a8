namespace Initializers;

/// <summary>
/// All that a <see cref="PhiloxRandom"/> is: save it, in JSON or by hand, and resume with <see cref="PhiloxRandom(PhiloxState)"/>.
/// </summary>
/// <param name="Seed">The seed of the family that the source was forked from.</param>
/// <param name="Key">The stream's key.</param>
/// <param name="Counter">The stream's half of the counter.</param>
/// <param name="Position">The words drawn so far.</param>
/// <remarks>Thread-safe: an immutable value. It belongs to the algorithm <c>philox4x32-10/v1</c>.</remarks>
public readonly record struct PhiloxState(ulong Seed, ulong Key, ulong Counter, long Position)
{
    /// <summary><c>seed 42, key 42, counter 0, 100 words drawn</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"seed {Seed}, key {Key}, counter {Counter}, {Position} words drawn");
}
