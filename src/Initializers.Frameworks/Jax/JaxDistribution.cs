namespace Initializers.Frameworks;

/// <summary>The distributions of <c>jax.nn.initializers.variance_scaling</c>.</summary>
public enum JaxDistribution
{
    /// <summary><c>"uniform"</c>.</summary>
    Uniform,

    /// <summary><c>"normal"</c>.</summary>
    Normal,

    /// <summary><c>"truncated_normal"</c>: within two deviations, with the deviation corrected.</summary>
    TruncatedNormal,
}
