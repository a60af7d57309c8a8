using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Initializers;

/// <content>
/// Parameters as Keras, PyTorch, JAX and NumPy name them. Calls do not compile, and the error says what to write. The types differ from
/// those of the real members only so that a named argument finds these.
/// </content>
public static partial class Init
{
#pragma warning disable CS1573, IDE0060 // parameters that exist for their names
    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.Normal(standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer Normal(double? std) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.Normal(mean: 0, standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer Normal(double mean, double? std) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.Normal(standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer Normal(object stddev) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.Normal(mean: 0, standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer Normal(double mean, object stddev) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.RandomNormal(standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer RandomNormal(double? std) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.RandomNormal(mean: 0, standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer RandomNormal(double mean, double? std) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.RandomNormal(standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer RandomNormal(object stddev) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation is standardDeviation: Init.RandomNormal(mean: 0, standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer RandomNormal(double mean, object stddev) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation, before truncation, is standardDeviation: Init.TruncatedNormal(standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static TruncatedNormalInitializer TruncatedNormal(double? std) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete(
        "The deviation, before truncation, is standardDeviation: Init.TruncatedNormal(mean: 0, standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static TruncatedNormalInitializer TruncatedNormal(double mean, double? std) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete("The deviation, before truncation, is standardDeviation: Init.TruncatedNormal(standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static TruncatedNormalInitializer TruncatedNormal(object stddev) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameter is <c>standardDeviation</c>.</summary>
    [Obsolete(
        "The deviation, before truncation, is standardDeviation: Init.TruncatedNormal(mean: 0, standardDeviation: 0.02).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static TruncatedNormalInitializer TruncatedNormal(double mean, object stddev) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameters are <c>low</c> and <c>high</c>.</summary>
    [Obsolete("The bounds are low and high: Init.Uniform(low: -0.1, high: 0.1).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static UniformInitializer Uniform(double? a, double? b) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameters are <c>low</c> and <c>high</c>.</summary>
    [Obsolete("The bounds are low and high: Init.Uniform(low: -0.1, high: 0.1).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static UniformInitializer Uniform(object minval, object maxval) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameters are <c>low</c> and <c>high</c>.</summary>
    [Obsolete("The bounds are low and high: Init.RandomUniform(low: -0.1, high: 0.1).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static UniformInitializer RandomUniform(double? a, double? b) => throw new NotSupportedException();

    /// <summary>Does not compile: the parameters are <c>low</c> and <c>high</c>.</summary>
    [Obsolete("The bounds are low and high: Init.RandomUniform(low: -0.1, high: 0.1).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static UniformInitializer RandomUniform(object minval, object maxval) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.LeCunNormal().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer LeCunNormal(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.LeCunUniform().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer LeCunUniform(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.GlorotNormal().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer GlorotNormal(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.GlorotUniform().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer GlorotUniform(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.XavierNormal().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer XavierNormal(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.XavierUniform().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer XavierUniform(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.HeNormal().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer HeNormal(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.HeUniform().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer HeUniform(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.KaimingNormal().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer KaimingNormal(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.KaimingUniform().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static VarianceScalingInitializer KaimingUniform(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.Normal().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static NormalInitializer Normal(long? seed) => throw new NotSupportedException();

    /// <summary>Does not compile: bind a seed with <see cref="WeightInitializerExtensions.WithSeed(IWeightInitializer, long)"/>.</summary>
    [Obsolete("An initializer holds no seed: Init.Uniform().WithSeed(42), or Initialize(shape, 42).", error: true),
        EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-1)]
    public static UniformInitializer Uniform(long? seed) => throw new NotSupportedException();
}
