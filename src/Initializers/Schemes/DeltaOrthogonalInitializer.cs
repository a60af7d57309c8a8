using System.Numerics;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A convolution that is an orthogonal matrix at the centre of its kernel and 0 elsewhere: it preserves the length of every signal, at any
/// depth.
/// </summary>
/// <example>
/// <code>
/// // Orthogonal at the middle of the kernel and 0 elsewhere: a very deep network without normalization.
/// float[] kernel = Init.DeltaOrthogonal().Initialize(TensorShape.Convolution(64, 64, [3, 3]), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// For kernels with any number of axes, in any layout. Requires at least as many outputs as inputs in each group, since no other
/// convolution can preserve lengths. The matrix is that of <see cref="OrthogonalInitializer"/>. The source advances by one word per element
/// of the whole kernel.
/// </para>
/// <para>
/// Xiao, Bahri, Sohl-Dickstein, Schoenholz and Pennington (2018), "Dynamical Isometry and a Mean Field Theory of CNNs: How to Train
/// 10,000-Layer Vanilla Convolutional Neural Networks", <see href="https://arxiv.org/abs/1806.05393"/>; <c>delta_orthogonal</c> of JAX.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<DeltaOrthogonalInitializer>))]
public sealed record DeltaOrthogonalInitializer : IPredictableInitializer, ITypedInitializer, ICheckedInitializer
{
    /// <summary>Convolutions that are orthogonal at their centre.</summary>
    /// <param name="gain">The factor of every element; finite as a float when doubled.</param>
    /// <param name="centre">The centre of an even extent; JAX uses the earlier one.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// 2 * <paramref name="gain"/> is not finite as a float, or <paramref name="centre"/> is not a defined value.
    /// </exception>
    public DeltaOrthogonalInitializer(double gain = 1, KernelCentre centre = KernelCentre.Later) =>
        (Gain, Centre) = (Guard.FiniteTwice(gain), Guard.Defined(centre));

    /// <summary>The factor of every element.</summary>
    public double Gain { get; }

    /// <summary>The centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Fill(weights, shape, random);

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape) => shape.Count == 0 ? null : OrthogonalFill.PredictTall(shape, Gain);

    /// <summary><c>DeltaOrthogonal(gain: 1, centre: Later)</c>.</summary>
    public override string ToString() => Invariant($"DeltaOrthogonal(gain: {Gain}, centre: {Centre})");

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => Check(shape);

    private void Fill<TNumber>(Span<TNumber> weights, TensorShape shape, IRandomSource random)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        Check(shape);
        using var matrices = new WeightMatrices(shape, perBlock: true, Centre);
        OrthogonalFill.Run(weights, matrices, new(Gain, null), random);
    }

    private static void Check(in TensorShape shape) => OrthogonalFill.Check(OrthogonalFill.CheckTall(shape), taps: 1, shape);
}
