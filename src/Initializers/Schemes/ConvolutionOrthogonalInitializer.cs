using System.Numerics;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// An orthogonal convolution that uses all taps of its kernel: it preserves the length of every signal. An orthogonal matrix, times a
/// factor with two neighbouring taps for each step along each axis.
/// </summary>
/// <example>
/// <code>
/// float[] kernel = Init.ConvolutionOrthogonal().Initialize(TensorShape.Convolution(32, 64, [3, 3]), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// With circular padding lengths are preserved up to rounding; zero padding loses some length at the edges, unlike with
/// <see cref="DeltaOrthogonalInitializer"/>, whose kernel has one tap. For kernels with any number of axes and any extents, in any layout;
/// each entry of a batch, group and packed block has its own kernel. Requires at least as many outputs as inputs.
/// </para>
/// <para>
/// The kernel is H (P z + 1 - P) (Q w + 1 - Q) ..., with Haar-distributed orthonormal columns H and projections P, Q, ... onto half of the
/// dimensions of the inputs, P = U U^T, one for each of the extent - 1 steps along each axis. At each frequency a factor is a unitary
/// matrix. A kernel with odd extents is centred. It is the same on every machine and with any number of threads; docs/structures-v1.md
/// specifies it.
/// </para>
/// <para>
/// Xiao, Bahri, Sohl-Dickstein, Schoenholz and Pennington (2018), "Dynamical Isometry and a Mean Field Theory of CNNs: How to Train
/// 10,000-Layer Vanilla Convolutional Neural Networks", algorithm 1, <see href="https://arxiv.org/abs/1806.05393"/>;
/// <c>ConvolutionOrthogonal1D</c>, <c>2D</c> and <c>3D</c> of TensorFlow, which projects outputs instead, onto a random number of
/// dimensions. With as many inputs as outputs both are alike; with fewer, a kernel has too few words for projections of outputs.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ConvolutionOrthogonalInitializer>))]
public sealed record ConvolutionOrthogonalInitializer : IPredictableInitializer, ITypedInitializer, ICheckedInitializer
{
    /// <summary>Orthogonal convolutions.</summary>
    /// <param name="gain">The factor of every element, and so of the length of every signal; finite as a float when doubled.</param>
    /// <exception cref="ArgumentOutOfRangeException">2 * <paramref name="gain"/> is not finite as a float.</exception>
    public ConvolutionOrthogonalInitializer(double gain = 1) => Gain = Guard.FiniteTwice(gain);

    /// <summary>The factor of every element.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => shape.Count == 0 ? null : OrthogonalFill.PredictTall(shape, Gain);

    /// <summary><c>ConvolutionOrthogonal(gain: 1)</c>.</summary>
    public override string ToString() => Invariant($"ConvolutionOrthogonal(gain: {Gain})");

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => ConvolutionOrthogonalFill.Check(shape);

    private void Fill<TNumber>(Span<TNumber> weights, TensorShape shape, IRandomSource random)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        ConvolutionOrthogonalFill.Check(shape);
        ConvolutionOrthogonalFill.Run(weights, shape, Gain, random);
    }
}
