using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// Fills multidimensional and jagged arrays: <c>float[,]</c>, <c>float[,,]</c>, <c>float[,,,]</c> and <c>float[][]</c>, of any number type.
/// </summary>
/// <example>
/// <code>
/// var weights = new float[784, 256];
/// Init.HeNormal().Initialize(weights, new PhiloxRandom(42), WeightLayout.InOut);
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The lengths of the array are the dimensions of the shape. The layout defaults to <see cref="WeightLayout.OutIn"/>:
/// <c>new float[256, 784]</c> has 256 outputs. An array that is used as <c>[inputs, outputs]</c>, as in Keras, TensorFlow and JAX, needs
/// <c>Initialize(weights, WeightLayout.InOut)</c>; otherwise fan-in and fan-out are swapped, and the weights have the wrong size. In
/// <c>[a, b, c]</c> and <c>[a, b, c, d]</c> the axes after the second belong to a kernel.
/// </para>
/// <para>Number types, sources and errors are those of <see cref="WeightInitializerExtensions"/>. As thread-safe as the initializer and the
/// source.</para>
/// </remarks>
public static class ArrayExtensions
{
    /// <summary>Fills a matrix of shape <c>[rows, columns]</c>, by default <c>[outputs, inputs]</c>.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="layout">
    /// The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>. A matrix of <c>[inputs, outputs]</c> needs
    /// <see cref="WeightLayout.InOut"/>.
    /// </param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,] weights, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout));

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,], WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="random">The source to draw from.</param>
    /// <param name="layout">
    /// The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>. A matrix of <c>[inputs, outputs]</c> needs
    /// <see cref="WeightLayout.InOut"/>.
    /// </param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,] weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout), random);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,], WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    /// <param name="layout">
    /// The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>. A matrix of <c>[inputs, outputs]</c> needs
    /// <see cref="WeightLayout.InOut"/>.
    /// </param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,] weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout), seed);

    /// <summary>Fills a matrix with a parameter whose leading axes are the rows and whose other axes are the columns.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="shape">
    /// The parameter's dimensions and what its axes mean, such as <c>TensorShape.Linear(inputs, outputs)</c> for <c>T[outputs, inputs]</c>.
    /// </param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,] weights, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(ElementsOf(weights, shape), shape);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,], TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="shape">
    /// The parameter's dimensions and what its axes mean, such as <c>TensorShape.Linear(inputs, outputs)</c> for <c>T[outputs, inputs]</c>.
    /// </param>
    /// <param name="random">The source to draw from.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,] weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(ElementsOf(weights, shape), shape, random);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,], TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The matrix to fill.</param>
    /// <param name="shape">
    /// The parameter's dimensions and what its axes mean, such as <c>TensorShape.Linear(inputs, outputs)</c> for <c>T[outputs, inputs]</c>.
    /// </param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,] weights, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(ElementsOf(weights, shape), shape, seed);

    /// <summary>
    /// Fills an array of shape <c>[a, b, c]</c>, by default outputs, inputs and one axis of a kernel. Experts <c>[count, in, out]</c> need
    /// the layout <c>"batch, in, out"</c>.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The array to fill.</param>
    /// <param name="layout">The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,,] weights, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout));

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,,], WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The array to fill.</param>
    /// <param name="random">The source to draw from.</param>
    /// <param name="layout">The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,,] weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout), random);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,,], WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The array to fill.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    /// <param name="layout">The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,,] weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout), seed);

    /// <summary>Fills an array of shape <c>[a, b, c, d]</c>, by default outputs, inputs and two axes of a kernel.</summary>
    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,,], WeightLayout?)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,,,] weights, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout));

    /// <summary>Fills an array of shape <c>[a, b, c, d]</c>, by default outputs, inputs and two axes of a kernel.</summary>
    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,,], IRandomSource, WeightLayout?)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,,,] weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout), random);

    /// <summary>Fills an array of shape <c>[a, b, c, d]</c>, by default outputs, inputs and two axes of a kernel.</summary>
    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[,,], Seed, WeightLayout?)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, T[,,,] weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CallerNames.FillArray(initializer, ElementsOf<T>(weights), ShapeOf(weights, layout), seed);

    /// <summary>Fills a jagged array, <c>weights[row][column]</c>, as a matrix of shape <c>[rows, columns]</c>.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The rows to fill, all of one length.</param>
    /// <param name="layout">The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[][] weights, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorShape shape = ShapeOf(weights, layout);
        CopyRows(CallerNames.ForShape(nameof(weights), () => initializer.Initialize<T>(shape)), weights);
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[][], WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The rows to fill, all of one length.</param>
    /// <param name="random">The source to draw from.</param>
    /// <param name="layout">The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[][] weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorShape shape = ShapeOf(weights, layout);
        CopyRows(CallerNames.ForShape(nameof(weights), () => initializer.Initialize<T>(shape, random)), weights);
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, T[][], WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The rows to fill, all of one length.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    /// <param name="layout">The meaning of rows and columns; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, T[][] weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorShape shape = ShapeOf(weights, layout);
        CopyRows(CallerNames.ForShape(nameof(weights), () => initializer.Initialize<T>(shape, seed)), weights);
    }

    /// <summary>The elements of an array of any rank, in row-major order.</summary>
    internal static Span<T> ElementsOf<T>(Array weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(weights)), weights.Length);
    }

    private static Span<T> ElementsOf<T>(T[,] weights, in TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Guard.Matrix(weights.GetLength(0), weights.GetLength(1), shape);
        return ElementsOf<T>(weights);
    }

    private static TensorShape ShapeOf(Array weights, WeightLayout? layout)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Span<long> dimensions = stackalloc long[weights.Rank];
        for (int axis = 0; axis < dimensions.Length; axis++) dimensions[axis] = weights.GetLongLength(axis);
        return TensorShape.Create(dimensions).WithLayout(layout ?? WeightLayout.OutIn);
    }

    private static TensorShape ShapeOf<T>(T[][] weights, WeightLayout? layout)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (int row = 0; row < weights.Length; row++)
        {
            if (weights[row] is null)
                throw new ArgumentNullException(nameof(weights), $"weights must have no null row, but weights[{row}] was null.");
            if (weights[row].Length != weights[0].Length)
                throw new ArgumentException(
                    "weights must have rows of one length, "
                    + $"but row 0 has {weights[0].Length} elements and row {row} has {weights[row].Length}.",
                    nameof(weights));
        }
        return new TensorShape(weights.Length, weights.Length == 0 ? 0 : weights[0].Length).WithLayout(layout ?? WeightLayout.OutIn);
    }

    private static void CopyRows<T>(T[] elements, T[][] weights)
    {
        for (int row = 0; row < weights.Length; row++) elements.AsSpan(row * weights[row].Length, weights[row].Length).CopyTo(weights[row]);
    }
}
