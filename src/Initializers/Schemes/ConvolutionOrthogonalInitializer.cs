using System.Numerics;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A convolution that keeps the length of every signal, with all taps of its kernel: an orthogonal matrix, times a factor of two
/// neighbouring taps for each step along each axis.
/// </summary>
/// <remarks>
/// <para>
/// Where the image is padded in circles lengths are kept to the last bits; zeros at the edges take something away. <see
/// cref="DeltaOrthogonalInitializer"/> keeps them anyway, by a kernel of one tap. For kernels of any number of axes and any extents, in any
/// layout, in each entry of a batch, group and packed block; needs at least as many outputs as inputs. The source moves on by one word an
/// element, of which the kernel needs the first.
/// </para>
/// <para>
/// The kernel is H (P z + 1 - P) (Q w + 1 - Q) ... for orthonormal columns H, evenly distributed (Haar), and projections P, Q, ... to half
/// of the dimensions of the inputs, P = U U^T, one for each step: extent - 1 along each axis. At each frequency a factor is a unitary
/// matrix. Of every second step along an axis P is at the later tap, so that a kernel of odd extents has its middle at its centre. Computed
/// in double in a fixed order, from columns of floats: the same bits on every machine and thread count.
/// </para>
/// <para>
/// Xiao, Bahri, Sohl-Dickstein, Schoenholz and Pennington (2018), "Dynamical Isometry and a Mean Field Theory of CNNs: How to Train
/// 10,000-Layer Vanilla Convolutional Neural Networks", algorithm 1, <see href="https://arxiv.org/abs/1806.05393"/>;
/// <c>ConvolutionOrthogonal1D</c>, <c>2D</c> and <c>3D</c> of TensorFlow, which projects outputs, to a number of dimensions that is drawn.
/// With as many inputs as outputs the two sides are alike; with fewer, the words of a kernel would not do for projections of outputs.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record ConvolutionOrthogonalInitializer : IPredictableInitializer, ITypedInitializer, ICheckedInitializer
{
    /// <summary>Convolutions that keep lengths.</summary>
    /// <param name="gain">Multiplies every element, and so the length of every signal. Twice of it is finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is NaN, or twice of it is not finite as a float.</exception>
    public ConvolutionOrthogonalInitializer(double gain = 1) => Gain = Guard.FiniteTwice(gain);

    /// <summary>Multiplies every element.</summary>
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
        if (!Guard.Fill(weights.Length, shape, random)) return;
        ConvolutionOrthogonalFill.Check(shape);
        ConvolutionOrthogonalFill.Run(weights, shape, Gain, random);
    }
}
