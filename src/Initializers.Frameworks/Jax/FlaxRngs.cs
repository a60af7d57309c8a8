using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A stream of <c>flax.nnx.Rngs</c>, from which each parameter takes the next key, in the order in which the modules are made.
/// </summary>
/// <example>
/// <code>
/// var rngs = new FlaxRngs(0); // nnx.Rngs(0)
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; first = FlaxLayer.Dense(784, 256).Initialize(rngs);
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; second = FlaxLayer.Dense(256, 10).Initialize(rngs);
/// </code>
/// </example>
/// <remarks><c>new FlaxRngs(0)</c> is <c>nnx.Rngs(0)</c>, and <c>nnx.Rngs(params=0)</c>. Not thread-safe.</remarks>
/// <param name="stream">The stream's key.</param>
public sealed class FlaxRngs(JaxKey stream)
{
    /// <summary>A stream from a seed.</summary>
    /// <param name="seed">The seed.</param>
    public FlaxRngs(long seed) : this(JaxKey.FromSeed(seed))
    {
    }

    /// <summary>Resumes from a saved state.</summary>
    /// <param name="state">What <see cref="State"/> returned.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public FlaxRngs(FlaxRngsState state) : this(state.Key) => Count = (int)Guard.NotNegative(state.Count, nameof(state));

    /// <summary>The number of keys taken.</summary>
    public int Count { get; private set; }

    /// <summary>The key and the count, to be saved and resumed.</summary>
    public FlaxRngsState State => new(stream, Count);

    /// <summary>The next key: <c>rngs.params()</c>.</summary>
    /// <exception cref="InvalidOperationException">All 2^31 - 1 keys have been taken.</exception>
    public JaxKey Next()
    {
        if (Count == int.MaxValue)
            throw new InvalidOperationException(Invariant($"The stream has no more keys: all {int.MaxValue} have been taken."));
        return Flax.NnxKey(stream, Count++);
    }
}

/// <summary>The state of a <see cref="FlaxRngs"/>: save it, as JSON or otherwise, and pass it to the constructor to resume.</summary>
/// <param name="Key">The stream's key.</param>
/// <param name="Count">The number of keys taken.</param>
/// <remarks>Thread-safe: an immutable value.</remarks>
public readonly record struct FlaxRngsState(JaxKey Key, int Count)
{
    /// <summary>The key and the count, in the invariant culture.</summary>
    public override string ToString() => Invariant($"FlaxRngsState {{ Key = {Key}, Count = {Count} }}");
}
