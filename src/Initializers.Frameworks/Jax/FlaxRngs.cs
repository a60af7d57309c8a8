namespace Initializers.Frameworks;

/// <summary>A stream of <c>flax.nnx.Rngs</c>, which gives each parameter a key of its own, in the order in which the modules are made.</summary>
/// <remarks><c>new FlaxRngs(0)</c> is <c>nnx.Rngs(0)</c>, and <c>nnx.Rngs(params=0)</c>. Not thread-safe.</remarks>
/// <param name="stream">The stream's key.</param>
public sealed class FlaxRngs(JaxKey stream)
{
    /// <summary>A stream of a seed.</summary>
    /// <param name="seed">The seed.</param>
    public FlaxRngs(long seed) : this(JaxKey.FromSeed(seed))
    {
    }

    /// <summary>How many keys were asked for.</summary>
    public int Count { get; private set; }

    /// <summary>The next key: <c>rngs.params()</c>.</summary>
    public JaxKey Next() => Flax.NnxKey(stream, Count++);
}
