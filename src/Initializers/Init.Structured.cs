using System.Runtime.CompilerServices;

namespace Initializers;

/// <content>Structured initializers: identities, orthogonal and sparse matrices, given values, and initializers built from other
/// initializers.</content>
public static partial class Init
{
    /// <summary>
    /// A matrix, or a batch of them, with the gain on the diagonal and zeros elsewhere: a layer that passes its input through.
    /// </summary>
    /// <inheritdoc cref="IdentityInitializer(double, long)"/>
    public static IdentityInitializer Identity(double gain = 1, long shift = 0) => new(gain, shift);

    /// <summary>
    /// A convolution that passes its input through: 1 at the centre of the kernel from input d to output d of each group, and 0 elsewhere.
    /// </summary>
    /// <inheritdoc cref="DiracInitializer(long, KernelCentre, long)"/>
    public static DiracInitializer Dirac(long groups = 1, KernelCentre centre = KernelCentre.Later, long shift = 0) =>
        new(groups, centre, shift);

    /// <summary>
    /// Haar-distributed orthonormal rows or columns, whichever are fewer, times a gain: a layer that preserves the length of vectors.
    /// </summary>
    /// <inheritdoc cref="OrthogonalInitializer(double, bool, bool)"/>
    public static OrthogonalInitializer Orthogonal(double gain = 1, bool perBlock = true) => new(gain, perBlock);

    /// <summary>
    /// <see cref="Orthogonal"/> with the gain times sqrt(outputs / inputs): the size of singular values that the spectral condition for
    /// feature learning requires, whatever the width.
    /// </summary>
    /// <remarks>
    /// Yang, Simon and Bernstein (2023), "A Spectral Condition for Feature Learning", condition 1,
    /// <see href="https://arxiv.org/abs/2310.17813"/>.
    /// </remarks>
    /// <inheritdoc cref="OrthogonalInitializer(double, bool, bool)"/>
    public static OrthogonalInitializer OrthogonalScaled(double gain = 1, bool perBlock = true) => new(gain, perBlock, scaled: true);

    /// <summary>A convolution that is an orthogonal matrix at the centre of its kernel and 0 elsewhere.</summary>
    /// <inheritdoc cref="DeltaOrthogonalInitializer(double, KernelCentre)"/>
    public static DeltaOrthogonalInitializer DeltaOrthogonal(double gain = 1, KernelCentre centre = KernelCentre.Later) =>
        new(gain, centre);

    /// <summary>An orthogonal convolution that uses all taps of its kernel: it preserves the length of every signal.</summary>
    /// <inheritdoc cref="ConvolutionOrthogonalInitializer(double)"/>
    public static ConvolutionOrthogonalInitializer ConvolutionOrthogonal(double gain = 1) => new(gain);

    /// <summary>
    /// The first rows and columns of a Hadamard matrix: weights of one magnitude, orthogonal if the larger of outputs and inputs is a power
    /// of two.
    /// </summary>
    /// <inheritdoc cref="HadamardInitializer(double)"/>
    public static HadamardInitializer Hadamard(double gain = 1) => new(gain);

    /// <summary>ZerO: the identity for layers that do not widen, and a Hadamard matrix for those that do.</summary>
    /// <inheritdoc cref="ZerOInitializer(double, KernelCentre)"/>
    public static ZerOInitializer ZerOHadamard(double gain = 1, KernelCentre centre = KernelCentre.Later) => new(gain, centre);

    /// <summary>The kernel of linear interpolation, with which a transposed convolution enlarges images.</summary>
    public static BilinearInitializer Bilinear() => new();

    /// <summary>Normal weights, of which each unit keeps the same share; the others are 0.</summary>
    /// <inheritdoc cref="SparseInitializer(double, double, SparseUnit)"/>
    public static SparseInitializer Sparse(double sparsity = 0.9, double standardDeviation = 0.01, SparseUnit per = SparseUnit.Output) =>
        new(sparsity, standardDeviation, per);

    /// <summary>Normal weights, of which each unit keeps the same number; the others are 0: Martens' "sparse initialization".</summary>
    /// <inheritdoc cref="SparseInitializer.OfConnections"/>
    public static SparseInitializer SparseConnections(
        long connections = 15, double standardDeviation = 1, SparseUnit per = SparseUnit.Output) =>
        SparseInitializer.OfConnections(connections, standardDeviation, per);

    /// <summary>ICNR: a convolution before a pixel shuffle that starts as a convolution before nearest-neighbour upsampling.</summary>
    /// <inheritdoc cref="IcnrInitializer(IWeightInitializer, int, RepeatOrder)"/>
    public static IcnrInitializer Icnr(IWeightInitializer inner, int factor, RepeatOrder order = RepeatOrder.Each) =>
        new(inner, factor, order);

    /// <summary>ICNR for a strided transposed convolution, which starts as a convolution before nearest-neighbour upsampling.</summary>
    /// <inheritdoc cref="IcnrTransposedInitializer(IWeightInitializer, int)"/>
    public static IcnrTransposedInitializer IcnrTransposed(IWeightInitializer inner, int factor) => new(inner, factor);

    /// <summary>Mirrored weights, so that a ReLU network starts out linear.</summary>
    /// <param name="inner">The initializer of W, which gets the halved shape; defaults to <see cref="Orthogonal"/>.</param>
    /// <param name="mirrored">The axes along which the weights are mirrored.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mirrored"/> is not a defined value.</exception>
    public static LooksLinearInitializer LooksLinear(IWeightInitializer? inner = null, MirroredAxes mirrored = MirroredAxes.Both) =>
        new(inner ?? Orthogonal(), mirrored);

    /// <summary>Packed layers, each block with its own initializer.</summary>
    /// <inheritdoc cref="PerBlockInitializer(ReadOnlySpan{IWeightInitializer})"/>
    public static PerBlockInitializer PerBlock(params ReadOnlySpan<IWeightInitializer> blocks) => new(blocks);

    /// <summary>Packed layers, each block with its own initializer.</summary>
    /// <inheritdoc cref="PerBlockInitializer(IWeightInitializer[])"/>
    [OverloadResolutionPriority(-1)] // for languages without params spans, such as F#
    public static PerBlockInitializer PerBlock(params IWeightInitializer[] blocks) => new(Guard.NotNull(blocks));

    /// <summary>Given values, in row-major order.</summary>
    /// <inheritdoc cref="ArrayInitializer(ReadOnlySpan{float})"/>
    public static ArrayInitializer FromArray(ReadOnlySpan<float> values) => new(values);

    /// <summary>Given values for a parameter of the given shape only.</summary>
    /// <inheritdoc cref="ArrayInitializer(ReadOnlySpan{float}, TensorShape)"/>
    public static ArrayInitializer FromArray(ReadOnlySpan<float> values, TensorShape shape) => new(values, shape);

    /// <summary>Given doubles, each rounded to a float, in row-major order.</summary>
    /// <param name="values">The values, which are copied; finite as floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite as a float.</exception>
    public static ArrayInitializer FromArray(ReadOnlySpan<double> values) => new(Rounded(values));

    /// <summary>Given doubles, each rounded to a float, for a parameter of the given shape only.</summary>
    /// <param name="values">The values, which are copied; finite as floats.</param>
    /// <param name="shape">The only shape that can be filled; its dimensions count, not their meaning.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not that of the shape's elements, or a value is not finite as a float.
    /// </exception>
    public static ArrayInitializer FromArray(ReadOnlySpan<double> values, TensorShape shape) => new(Rounded(values), shape);

    /// <summary>The values of a matrix, for a parameter with the same rows and columns.</summary>
    /// <param name="values">The values, which are copied; finite numbers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static ArrayInitializer FromMatrix(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(ArrayExtensions.ElementsOf<float>(values), [values.GetLength(0), values.GetLength(1)]);
    }

    /// <summary>The values of a matrix of doubles, each rounded to a float.</summary>
    /// <inheritdoc cref="FromMatrix(float[,])"/>
    public static ArrayInitializer FromMatrix(double[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(Rounded(ArrayExtensions.ElementsOf<double>(values)), [values.GetLength(0), values.GetLength(1)]);
    }

    private static float[] Rounded(ReadOnlySpan<double> values)
    {
        var floats = new float[values.Length];
        for (int i = 0; i < floats.Length; i++) floats[i] = (float)values[i];
        return floats;
    }
}
