namespace Initializers;

/// <summary>Weights as the bits of bfloat16, a type that .NET lacks: the upper 16 bits of a <see cref="float"/>.</summary>
/// <remarks>
/// <para>
/// The float values, rounded once to the nearest bfloat16, ties to even. The bounds of a distribution hold; values beyond the largest
/// number, 3.3895e38, become that number. The initializers of <c>Initializers.Frameworks</c> draw the framework's own bfloat16 values.
/// Large fills use all cores, like fills of floats.
/// </para>
/// <para>
/// The bits are what files and libraries store: <c>safetensors</c> calls the type <c>BF16</c>, NumPy's <c>ml_dtypes</c> <c>bfloat16</c>.
/// <c>BitConverter.UInt32BitsToSingle((uint)bits &lt;&lt; 16)</c> is the value.
/// </para>
/// <para>
/// As thread-safe as the initializer and the source. All methods throw <see cref="ArgumentException"/> and leave the weights unchanged when
/// the length is wrong or the shape does not suit the initializer, and <see cref="ArgumentNullException"/> for null.
/// </para>
/// </remarks>
/// <example><code>ushort[] bits = Init.HeNormal().InitializeBFloat16([256, 784], new PhiloxRandom(42));</code></example>
public static class BFloat16Extensions
{
    /// <summary>Creates the weights of a parameter as bits of bfloat16, in row-major order.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static ushort[] InitializeBFloat16(this IWeightInitializer initializer, TensorShape shape)
    {
        ushort[] weights = WeightInitializerExtensions.NewArray<ushort>(initializer, shape);
        initializer.InitializeBFloat16(weights, shape);
        return weights;
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static ushort[] InitializeBFloat16(this IWeightInitializer initializer, TensorShape shape, IRandomSource random)
    {
        ushort[] weights = WeightInitializerExtensions.NewArray<ushort>(initializer, shape);
        initializer.InitializeBFloat16(weights, shape, random);
        return weights;
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static ushort[] InitializeBFloat16(this IWeightInitializer initializer, TensorShape shape, Seed seed)
    {
        ushort[] weights = WeightInitializerExtensions.NewArray<ushort>(initializer, shape);
        initializer.InitializeBFloat16(weights, shape, seed);
        return weights;
    }

    /// <summary>Fills a whole parameter with bits of bfloat16.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The bits to fill, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static void InitializeBFloat16(this IWeightInitializer initializer, Span<ushort> weights, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        Guard.Length(weights.Length, shape);
        CallerNames.FillAs(initializer, weights, shape, CallerNames.SourceFor<ushort>(initializer, shape), nameof(initializer));
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, Span{ushort}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The bits to fill, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static void InitializeBFloat16(
        this IWeightInitializer initializer, Span<ushort> weights, TensorShape shape, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        TypedFill.Run(initializer, weights, shape, random);
    }

    /// <inheritdoc cref="InitializeBFloat16(IWeightInitializer, Span{ushort}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The bits to fill, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void InitializeBFloat16(this IWeightInitializer initializer, Span<ushort> weights, TensorShape shape, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        CallerNames.FillAs(initializer, weights, shape, seed.SourceFor(initializer), nameof(seed));
    }
}
