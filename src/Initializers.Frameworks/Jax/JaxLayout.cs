namespace Initializers.Frameworks;

/// <summary>How JAX counts with threefry: its flag <c>jax_threefry_partitionable</c>.</summary>
public enum JaxLayout
{
    /// <summary>A counter an element: the default since JAX 0.5.</summary>
    Partitionable,

    /// <summary>Counters in two halves: the default before JAX 0.5.</summary>
    Legacy,
}
