namespace Initializers.Frameworks;

/// <summary>The distributions of Keras' VarianceScaling.</summary>
public enum KerasDistribution
{
    /// <summary><c>"uniform"</c>.</summary>
    Uniform,

    /// <summary><c>"truncated_normal"</c>, and <c>"normal"</c>, which means it too.</summary>
    TruncatedNormal,

    /// <summary><c>"untruncated_normal"</c>.</summary>
    UntruncatedNormal,
}
