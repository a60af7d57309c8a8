using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// Fills the tensors of <c>System.Numerics.Tensors</c>: <see cref="Tensor{T}"/> and <see cref="TensorSpan{T}"/>, of any number type.
/// </summary>
/// <remarks>
/// <para>
/// The lengths of the tensor are the dimensions of the shape. The layout defaults to <see cref="WeightLayout.OutIn"/>; a shape can say
/// more, such as groups. Each element gets the value of its indexes in a row-major array: dense tensors are filled in place, slices,
/// transposed and other strided tensors through a rented buffer of their size. A tensor in which several indexes share an element (a stride
/// of 0) is an error. There are no tensors without axes, so the shape <c>[]</c> is an error too.
/// </para>
/// <para>Number types, sources and errors are those of <see cref="WeightInitializerExtensions"/>. As thread-safe as the initializer and the
/// source.</para>
/// </remarks>
/// <example><code>
/// var random = new PhiloxRandom(42);
/// Tensor&lt;float&gt; weights = Init.HeNormal().InitializeTensor&lt;float&gt;([256, 784], random);
/// Init.Orthogonal().Initialize(weights.AsTensorSpan(..128, ..), random);
/// </code></example>
public static class TensorExtensions
{
    private static readonly nint[] EmptyVector = [0];

    /// <summary>Creates the weights of a parameter in a tensor of its dimensions.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    public static Tensor<T> InitializeTensor<T>(this IWeightInitializer initializer, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Create(initializer.Initialize<T>(Checked(shape)), LengthsOf(shape));

    /// <inheritdoc cref="InitializeTensor{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static Tensor<T> InitializeTensor<T>(this IWeightInitializer initializer, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.Create(initializer.Initialize<T>(Checked(shape), random), LengthsOf(shape));

    /// <inheritdoc cref="InitializeTensor{T}(IWeightInitializer, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="shape">The parameter's dimensions and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static Tensor<T> InitializeTensor<T>(this IWeightInitializer initializer, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.Create(initializer.Initialize<T>(Checked(shape), seed), LengthsOf(shape));

    /// <summary>Fills a tensor whose lengths are the dimensions of the parameter.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The tensor to fill.</param>
    /// <param name="layout">The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, in TensorSpan<T> weights, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorShape shape = ShapeOf(weights, layout);
        Check(initializer, weights, shape);
        IRandomSource random = CallerNames.SourceFor<T>(initializer, shape, nameof(weights));
        Fill(initializer, weights, shape, random, nameof(weights), nameof(initializer));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The tensor to fill.</param>
    /// <param name="random">The source to draw from.</param>
    /// <param name="layout">The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(
        this IWeightInitializer initializer, in TensorSpan<T> weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorShape shape = ShapeOf(weights, layout);
        Check(initializer, weights, shape);
        Fill(initializer, weights, shape, random, nameof(weights), nameof(random));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, WeightLayout?)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The tensor to fill.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    /// <param name="layout">The meaning of the axes; defaults to <see cref="WeightLayout.OutIn"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, in TensorSpan<T> weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorShape shape = ShapeOf(weights, layout);
        Check(initializer, weights, shape);
        Fill(initializer, weights, shape, seed.SourceFor(initializer), nameof(weights), nameof(seed));
    }

    /// <summary>Fills a tensor with a parameter whose shape says more than its lengths: groups, blocks, fans.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The tensor to fill.</param>
    /// <param name="shape">The parameter's dimensions, which are the lengths of the tensor, and what its axes mean.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, in TensorSpan<T> weights, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(initializer, weights, shape);
        IRandomSource random = CallerNames.SourceFor<T>(initializer, shape, nameof(shape));
        Fill(initializer, weights, shape, random, nameof(shape), nameof(initializer));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The tensor to fill.</param>
    /// <param name="shape">The parameter's dimensions, which are the lengths of the tensor, and what its axes mean.</param>
    /// <param name="random">The source to draw from.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, in TensorSpan<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(initializer, weights, shape);
        Fill(initializer, weights, shape, random, nameof(shape), nameof(random));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The tensor to fill.</param>
    /// <param name="shape">The parameter's dimensions, which are the lengths of the tensor, and what its axes mean.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static void Initialize<T>(this IWeightInitializer initializer, in TensorSpan<T> weights, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(initializer, weights, shape);
        Fill(initializer, weights, shape, seed.SourceFor(initializer), nameof(shape), nameof(seed));
    }

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, WeightLayout?)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Tensor<T> weights, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(SpanOf(weights), layout);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, IRandomSource, WeightLayout?)"/>
    public static void Initialize<T>(
        this IWeightInitializer initializer, Tensor<T> weights, IRandomSource random, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(SpanOf(weights), random, layout);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, Seed, WeightLayout?)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Tensor<T> weights, Seed seed, WeightLayout? layout = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(SpanOf(weights), seed, layout);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, TensorShape)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Tensor<T> weights, TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(SpanOf(weights), shape);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, TensorShape, IRandomSource)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Tensor<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(SpanOf(weights), shape, random);

    /// <inheritdoc cref="Initialize{T}(IWeightInitializer, in TensorSpan{T}, TensorShape, Seed)"/>
    public static void Initialize<T>(this IWeightInitializer initializer, Tensor<T> weights, TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => initializer.Initialize(SpanOf(weights), shape, seed);

    private static TensorSpan<T> SpanOf<T>(Tensor<T> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.AsTensorSpan();
    }

    private static TensorShape ShapeOf<T>(in TensorSpan<T> weights, WeightLayout? layout)
    {
        if (weights.Rank > TensorShape.MaxRank)
            throw new ArgumentException($"weights must have at most {TensorShape.MaxRank} axes, but had {weights.Rank}.", nameof(weights));
        return new TensorShape(LengthsOf(weights)).WithLayout(layout ?? WeightLayout.OutIn);
    }

    /// <summary>The lengths; for the default tensor, which has no axes and no elements, those of an empty vector.</summary>
    private static ReadOnlySpan<nint> LengthsOf<T>(in TensorSpan<T> weights) => weights.Rank == 0 ? EmptyVector : weights.Lengths;

    private static TensorShape Checked(in TensorShape shape) => shape.Rank > 0 ? shape
        : throw new ArgumentException("shape must have an axis for a tensor of System.Numerics.Tensors, but was [].", nameof(shape));

    private static nint[] LengthsOf(in TensorShape shape) => [.. shape.ToArray().Select(length => (nint)length)];

    private static void Check<T>(IWeightInitializer initializer, in TensorSpan<T> weights, in TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ReadOnlySpan<nint> lengths = LengthsOf(weights);
        bool fits = lengths.Length == shape.Rank;
        for (int axis = 0; fits && axis < shape.Rank; axis++) fits = lengths[axis] == shape[axis];
        if (!fits)
            throw new ArgumentException(
                $"weights must have the lengths of the shape {shape}, but had [{string.Join(", ", weights.Lengths.ToArray())}].",
                nameof(weights));
        if (weights.FlattenedLength > Array.MaxLength)
            throw new ArgumentException(
                $"weights must have at most {Array.MaxLength} elements, but had {weights.FlattenedLength}. "
                + "Fill a larger parameter in slices.",
                nameof(weights));
        for (int axis = 0; axis < shape.Rank && weights.FlattenedLength > 0; axis++)
        {
            if (weights.Strides[axis] == 0 && weights.Lengths[axis] > 1)
                throw new ArgumentException(
                    $"weights must have a separate element for each index, but had stride 0 along axis {axis}.",
                    nameof(weights));
        }
    }

    /// <summary>Fills a tensor; errors name the parameters from which the shape and the source were made.</summary>
    private static void Fill<T>(
        IWeightInitializer initializer, in TensorSpan<T> weights, in TensorShape shape, IRandomSource random, string shapeName,
        string sourceName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var length = (int)weights.FlattenedLength;
        if (length == 0 || weights.IsDense)
        {
            Span<T> elements = MemoryMarshal.CreateSpan(ref weights.GetPinnableReference(), length);
            CallerNames.Fill(initializer, elements, shape, random, shapeName, sourceName);
            return;
        }
        using var dense = new Rented<T>(length);
        CallerNames.Fill(initializer, dense.Span, shape, random, shapeName, sourceName);
        CopyRows<T>(dense.Span, weights);
    }

    /// <summary>Copies elements in row-major order into a strided tensor, row by row along its last axis.</summary>
    private static void CopyRows<T>(ReadOnlySpan<T> elements, in TensorSpan<T> weights)
    {
        Span<nint> index = stackalloc nint[weights.Rank];
        index.Clear();
        int last = weights.Rank - 1, run = (int)weights.Lengths[last];
        nint stride = weights.Strides[last], offset = 0;
        ref T first = ref weights.GetPinnableReference();
        while (true)
        {
            ref T row = ref Unsafe.Add(ref first, offset);
            if (stride == 1) elements[..run].CopyTo(MemoryMarshal.CreateSpan(ref row, run));
            else for (int i = 0; i < run; i++) Unsafe.Add(ref row, i * stride) = elements[i];
            elements = elements[run..];
            if (elements.IsEmpty) return;
            int axis = last - 1;
            for (; ++index[axis] == weights.Lengths[axis]; axis--)
            {
                offset -= (weights.Lengths[axis] - 1) * weights.Strides[axis];
                index[axis] = 0;
            }
            offset += weights.Strides[axis];
        }
    }
}
