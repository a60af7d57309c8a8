namespace Initializers;

/// <summary>Weights in bfloat16, which .NET has no type for: as its bits, the upper half of those of a <see cref="float"/>.</summary>
/// <remarks>
/// <para>
/// The float values, rounded once to nearest, ties to even; a distribution's bounds hold, and one beyond the largest number, 3.3895e38,
/// becomes that number. The initializers of
/// <c>Initializers.Frameworks</c> draw the framework's own bfloat16 values. Large fills use all cores, as those of floats do.
/// </para>
/// <para>
/// The bits are what files and libraries keep: <c>safetensors</c> calls them <c>BF16</c>, NumPy's <c>ml_dtypes</c> <c>bfloat16</c>.
/// <c>BitConverter.UInt32BitsToSingle((uint)bits &lt;&lt; 16)</c> is the number.
/// </para>
/// <para>
/// Thread-safe as the initializer and the source are. All throw <see cref="ArgumentException"/> and leave the weights as they were when the
/// length is wrong or the shape lacks what the initializer needs, and <see cref="ArgumentNullException"/> for null.
/// </para>
/// </remarks>
/// <example><code>ushort[] bits = Init.HeNormal().InitializeBFloat16([256, 784], new PhiloxRandom(42));</code></example>
public static class BFloat16Extensions
{
    /// <summary>The weights of a parameter as bits of bfloat16, in a new array in row-major order.</summary>
    /// <param name="initializer">What fills the weights.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static ushort[] InitializeBFloat16(this IWeightInitializer initializer, TensorShape shape)
    {
        ushort[] weights = WeightInitializerExtensions.NewArray<ushort>(initializer, shape);
        initializer.InitializeBFloat16(weights, shape);
        return weights;
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">What fills the weights.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static ushort[] InitializeBFloat16(this IWeightInitializer initializer, TensorShape shape, IRandomSource random)
    {
        ushort[] weights = WeightInitializerExtensions.NewArray<ushort>(initializer, shape);
        initializer.InitializeBFloat16(weights, shape, random);
        return weights;
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">What fills the weights.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static ushort[] InitializeBFloat16(this IWeightInitializer initializer, TensorShape shape, Seed seed)
    {
        ushort[] weights = WeightInitializerExtensions.NewArray<ushort>(initializer, shape);
        initializer.InitializeBFloat16(weights, shape, seed);
        return weights;
    }

    /// <summary>Fills all of a parameter with bits of bfloat16.</summary>
    /// <param name="initializer">What fills the weights.</param>
    /// <param name="weights">Where the bits go, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static void InitializeBFloat16(this IWeightInitializer initializer, Span<ushort> weights, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        Guard.Length(weights.Length, shape);
        CallerNames.Fill(initializer, weights, shape, CallerNames.SourceFor<ushort>(initializer, shape), nameof(initializer));
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, Span{ushort}, TensorShape)"/>
    /// <param name="initializer">What fills the weights.</param>
    /// <param name="weights">Where the bits go, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static void InitializeBFloat16(
        this IWeightInitializer initializer, Span<ushort> weights, TensorShape shape, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        TypedFill.Run(initializer, weights, shape, random);
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, Span{ushort}, TensorShape)"/>
    /// <param name="initializer">What fills the weights.</param>
    /// <param name="weights">Where the bits go, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void InitializeBFloat16(this IWeightInitializer initializer, Span<ushort> weights, TensorShape shape, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        CallerNames.Fill(initializer, weights, shape, seed.SourceFor(initializer), nameof(seed));
    }
}
