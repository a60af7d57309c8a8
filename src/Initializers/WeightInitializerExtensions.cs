using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>Shorter ways to call an initializer: new arrays, other number types, a seed instead of a source, or neither.</summary>
/// <example>
/// <code>
/// float[] weights = Init.HeNormal().Initialize([256, 784], new PhiloxRandom(42));
/// double[] wide = Init.HeNormal().Initialize&lt;double&gt;([256, 784], 42); // the same values, by a seed
/// Half[] narrow = Init.HeNormal().Initialize&lt;Half&gt;([256, 784], 42);
/// </code>
/// </example>
/// <remarks>
/// <para>A call without a source draws from the source bound by <see cref="WithSeed(IWeightInitializer, long)"/> or
/// <see cref="WithRandom"/>, otherwise from <see cref="PhiloxRandom.Shared"/>, which is not reproducible. For multidimensional arrays see
/// <see cref="ArrayExtensions"/>.</para>
/// <para>Number types: <see cref="float"/>; <see cref="double"/>, the float values widened, except that orthogonal matrices are computed in
/// double; <see cref="Half"/> and others, the float values rounded once. In <see cref="Half"/> the bounds of a distribution hold as in
/// float, and values beyond the largest number become that number.</para>
/// <para>As thread-safe as the initializer and the source. All methods throw <see cref="ArgumentException"/> and leave the weights
/// unchanged when the length is wrong or the shape does not suit the initializer, and <see cref="ArgumentNullException"/> for null.</para>
/// </remarks>
public static class WeightInitializerExtensions
{
    /// <summary>
    /// Binds a seed: each call without a source gets its own stream, <c>new PhiloxRandom(seed).Fork(k)</c> for call k, counted from 0.
    /// </summary>
    /// <param name="initializer">The initializer; if it is already bound, its binding is replaced.</param>
    /// <param name="seed">The seed, of which all 64 bits count; a negative number stands for the unsigned number of the same bits.</param>
    public static SeededInitializer WithSeed(this IWeightInitializer initializer, long seed) => new(initializer, (ulong)seed);

    /// <inheritdoc cref="WithSeed(IWeightInitializer, long)"/>
    public static SeededInitializer WithSeed(this IWeightInitializer initializer, ulong seed) => new(initializer, seed);

    /// <summary>Binds a source, from which calls without a source draw one after the other.</summary>
    /// <param name="initializer">The initializer; if it is already bound, its binding is replaced.</param>
    /// <param name="random">The source that the calls share.</param>
    public static RandomBoundInitializer WithRandom(this IWeightInitializer initializer, IRandomSource random) => new(initializer, random);

    /// <summary>Creates the weights of a parameter, in row-major order.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static float[] Initialize(this IWeightInitializer initializer, TensorShape shape) => initializer.Initialize<float>(shape);

    /// <inheritdoc cref="Initialize(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static float[] Initialize(this IWeightInitializer initializer, TensorShape shape, IRandomSource random) =>
        initializer.Initialize<float>(shape, random);

    /// <inheritdoc cref="Initialize(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static float[] Initialize(this IWeightInitializer initializer, TensorShape shape, Seed seed) =>
        initializer.Initialize<float>(shape, seed);

    /// <summary>Creates the weights of a vector, such as biases: <c>Init.Zeros().Initialize(256)</c>.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="length">The number of weights, at least 0.</param>
    public static float[] Initialize(this IWeightInitializer initializer, long length) =>
        CallerNames.ForShape(nameof(length), () => initializer.Initialize<float>(TensorShape.Vector(length)));

    /// <summary>Does not compile: a shape is one argument.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="outputs">Write <c>[outputs, inputs]</c>.</param>
    /// <param name="inputs">Write <c>[outputs, inputs]</c>.</param>
    [Obsolete("A shape is one argument: Initialize([outputs, inputs]), or Initialize(TensorShape.Linear(inputs, outputs)).", error: true),
        EditorBrowsable(EditorBrowsableState.Never)]
    public static float[] Initialize(this IWeightInitializer initializer, long outputs, long inputs) => throw new NotSupportedException();

    /// <summary>Creates the weights of a parameter in another number type: <c>Initialize&lt;double&gt;(shape)</c>.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static T[] Initialize<T>(this IWeightInitializer initializer, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] weights = NewArray<T>(initializer, shape);
        initializer.Initialize(weights.AsSpan(), shape);
        return weights;
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static T[] Initialize<T>(this IWeightInitializer initializer, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] weights = NewArray<T>(initializer, shape);
        initializer.Initialize(weights.AsSpan(), shape, random);
        return weights;
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static T[] Initialize<T>(this IWeightInitializer initializer, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] weights = NewArray<T>(initializer, shape);
        initializer.Initialize(weights.AsSpan(), shape, seed);
        return weights;
    }

    /// <summary>Fills a whole parameter.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The weights to fill, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Span<T> weights, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(initializer);
        Guard.Length(weights.Length, shape);
        CallerNames.Fill(initializer, weights, shape, CallerNames.SourceFor<T>(initializer, shape), sourceName: nameof(initializer));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Span{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The weights to fill, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Span<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(initializer);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half))
            TypedFill.Run(initializer, weights, shape, random);
        else FillOther(initializer, weights, shape, random);
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Span{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The weights to fill, in row-major order: as many as the shape has elements.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, Span<T> weights, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(initializer);
        CallerNames.Fill(initializer, weights, shape, seed.SourceFor(initializer), sourceName: nameof(seed));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Span{T}, TensorShape)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Memory<T> weights, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(weights.Span, shape);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Span{T}, TensorShape, IRandomSource)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Memory<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(weights.Span, shape, random);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, Span{T}, TensorShape, Seed)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Memory<T> weights, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(weights.Span, shape, seed);

    /// <summary>Fills a number type without a conversion of the library's own, such as <see cref="NFloat"/>.</summary>
    private static void FillOther<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var floats = new Rented<float>(weights.Length);
        initializer.Initialize(floats.Span, shape, random);
        for (int i = 0; i < weights.Length; i++) weights[i] = T.CreateSaturating(floats.Span[i]);
    }

    /// <summary>Creates an array for all elements of a parameter.</summary>
    internal static T[] NewArray<T>(IWeightInitializer initializer, in TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return shape.Count <= Array.MaxLength
            ? new T[shape.Count]
            : throw new ArgumentOutOfRangeException(
                nameof(shape),
                $"shape must have at most {Array.MaxLength} elements, the limit of an array, but was {shape}, with {shape.Count} elements. "
                + "Fill a larger parameter in slices.");
    }
}
