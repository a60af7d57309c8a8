namespace Initializers;

/// <summary>
/// Initializers made of others, as values: <c>Init.Orthogonal().Scaled(0.5)</c>. Each hands on the seed of what it wraps.
/// </summary>
/// <remarks>Thread-safe: all return immutable values.</remarks>
public static class CompositionExtensions
{
    /// <summary>The weights of an initializer, times a factor, rounded once more.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="factor">Multiplies every weight, as a float; finite.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not finite as a float.</exception>
    public static ScaledInitializer Scaled(this IWeightInitializer initializer, double factor) => new(Guard.NotNull(initializer), factor);

    /// <summary>The weights of an initializer where a mask is true, and 0 elsewhere.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="mask">For each element, in row-major order, whether it is kept; copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    public static MaskedInitializer Masked(this IWeightInitializer initializer, ReadOnlySpan<bool> mask) =>
        new(Guard.NotNull(initializer), mask);

    /// <summary>The weights of an initializer for a layer of fewer outputs, each of which is repeated.</summary>
    /// <param name="initializer">What fills the weights of the distinct outputs.</param>
    /// <param name="times">How often each output comes, at least 1.</param>
    /// <param name="order">Whether each output is beside its copies, or all come again and again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="times"/> is below 1, or <paramref name="order"/> is not a defined value.
    /// </exception>
    public static RepeatedInitializer Repeated(this IWeightInitializer initializer, long times, RepeatOrder order = RepeatOrder.Each) =>
        new(Guard.NotNull(initializer), times, order);
}
