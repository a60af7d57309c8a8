using Initializers.Kernels;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// ZerO: the identity where a layer does not widen, and where it does the first columns of a Hadamard matrix, which break the symmetry that padding with zeros would leave. Without chance.
/// </summary>
/// <remarks>
/// <para>
/// With at most as many outputs as inputs: the gain from input d to output d, else 0. With more: gain 2^(-m / 2) times Sylvester's Hadamard matrix of size 2^m, the smallest that holds the outputs, of which
/// the first rows and columns are taken. In a convolution, at the centre of the kernel; in each entry of a batch, group and packed block.
/// </para>
/// <para>
/// Zhao, Schäfer and Anandkumar (2022), "ZerO Initialization: Initializing Neural Networks with only Zeros and Ones", algorithm 1, <see href="https://arxiv.org/abs/2110.12661"/>. The factor 2^(-m / 2) is
/// that of the authors' code, with which a full matrix is orthogonal; the paper prints 2^(-(m - 1) / 2), which is <c>gain: Math.Sqrt(2)</c> of it for the layers that widen.
/// </para>
/// <para>Takes no random words, but moves the source as every fill does. Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record ZerOInitializer : FixedInitializer
{
    /// <summary>ZerO.</summary>
    /// <param name="gain">Multiplies every element, finite as a float.</param>
    /// <param name="centre">Which element is the centre of an even extent.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite, or <paramref name="centre"/> is not a named one.</exception>
    public ZerOInitializer(double gain = 1, KernelCentre centre = KernelCentre.Later) => (Gain, Centre) = (Guard.Finite(gain), Guard.Defined(centre));

    /// <summary>Multiplies every element.</summary>
    public double Gain { get; }

    /// <summary>Which element is the centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <summary><c>ZerOHadamard(gain: 1, centre: Later)</c>.</summary>
    public override string ToString() => Invariant($"ZerOHadamard(gain: {Gain}, centre: {Centre})");

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        var place = new ElementPlaces(shape, start);
        PlaceFill.Run(slice, start, shape, new Elements(Gain, Gain * HadamardMatrix.ScaleFor(place.Outputs), place.CentreTap(Centre)));
    }

    private readonly struct Elements(double gain, double scale, long centre) : IPlaceFormula
    {
        public float At(in ElementPlaces place) =>
            place.Tap != centre ? 0
            : place.Outputs > place.Inputs ? (float)HadamardMatrix.At(place.Output, place.Input, scale)
            : place.Output == place.Input ? (float)gain : 0;
    }
}
