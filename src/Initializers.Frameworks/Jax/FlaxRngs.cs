using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A stream of <c>flax.nnx.Rngs</c>, which gives each parameter a key of its own, in the order in which the modules are made.
/// </summary>
/// <remarks><c>new FlaxRngs(0)</c> is <c>nnx.Rngs(0)</c>, and <c>nnx.Rngs(params=0)</c>. Not thread-safe.</remarks>
/// <param name="stream">The stream's key.</param>
public sealed class FlaxRngs(JaxKey stream)
{
    /// <summary>A stream of a seed.</summary>
    /// <param name="seed">The seed.</param>
    public FlaxRngs(long seed) : this(JaxKey.FromSeed(seed))
    {
    }

    /// <summary>Goes on where a stream stood.</summary>
    /// <param name="state">What <see cref="State"/> said.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FlaxRngs(FlaxRngsState state) : this(state.Key) => Count = (int)Guard.NotNegative(state.Count, nameof(state));

    /// <summary>How many keys were asked for.</summary>
    public int Count { get; private set; }

    /// <summary>The key and the count, to be saved and resumed.</summary>
    public FlaxRngsState State => new(stream, Count);

    /// <summary>The next key: <c>rngs.params()</c>.</summary>
    /// <exception cref="InvalidOperationException">2^31 - 1 keys have been given.</exception>
    public JaxKey Next()
    {
        if (Count == int.MaxValue) throw new InvalidOperationException(Invariant($"The stream has given all of its {int.MaxValue} keys."));
        return Flax.NnxKey(stream, Count++);
    }
}

/// <summary>Where a <see cref="FlaxRngs"/> stands: save it, in JSON or by hand, and resume with the constructor that takes it.</summary>
/// <param name="Key">The stream's key.</param>
/// <param name="Count">How many keys were asked for.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct FlaxRngsState(JaxKey Key, int Count)
{
    /// <summary>The key and the count, whatever the culture.</summary>
    public override string ToString() => Invariant($"FlaxRngsState {{ Key = {Key}, Count = {Count} }}");
}
