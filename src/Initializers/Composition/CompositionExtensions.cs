namespace Initializers;

/// <summary>
/// Initializers built from other initializers: <c>Init.Orthogonal().Scaled(0.5)</c>. Each keeps the seed that the other is bound to.
/// </summary>
/// <example>
/// <code>
/// IWeightInitializer small = Init.HeNormal().Scaled(0.1);
/// IWeightInitializer twice = Init.HeNormal().Repeated(times: 2);
/// IWeightInitializer diagonal = Init.HeNormal().Masked([true, false, false, true]);
/// </code>
/// </example>
/// <remarks>Thread-safe: all return immutable values.</remarks>
public static class CompositionExtensions
{
    /// <summary>The weights of an initializer times a factor, rounded once more.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="factor">The factor of every weight, as a float; finite.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public static ScaledInitializer Scaled(this IWeightInitializer initializer, double factor) => new(Guard.NotNull(initializer), factor);

    /// <summary>The weights of an initializer where a mask is <c>true</c>, and 0 elsewhere.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="mask">Whether each element is kept, in row-major order; copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public static MaskedInitializer Masked(this IWeightInitializer initializer, ReadOnlySpan<bool> mask) =>
        new(Guard.NotNull(initializer), mask);

    /// <summary>The weights of an initializer for a layer with fewer outputs, each of which is repeated.</summary>
    /// <param name="initializer">The initializer of the distinct outputs.</param>
    /// <param name="times">The number of times that each output occurs, at least 1.</param>
    /// <param name="order">The order of the repeated outputs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="times"/> is below 1, or <paramref name="order"/> is not a defined value.
    /// </exception>
    public static RepeatedInitializer Repeated(this IWeightInitializer initializer, long times, RepeatOrder order = RepeatOrder.Each) =>
        new(Guard.NotNull(initializer), times, order);
}
