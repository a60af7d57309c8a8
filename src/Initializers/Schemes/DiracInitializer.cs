using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A convolution that passes its input through: 1 at the centre of the kernel from input d to output d of each group, and 0 elsewhere. If a
/// group has more outputs than inputs, the others are 0; if it has fewer, the other inputs are dropped.
/// </summary>
/// <example>
/// <code>
/// // A convolution that passes its input on.
/// float[] kernel = Init.Dirac().Initialize(TensorShape.Convolution(64, 64, [3, 3]));
/// </code>
/// </example>
/// <remarks>
/// <para>For kernels with any number of axes, in any layout with one axis of inputs and one of outputs; applies to each entry of a batch
/// and each packed block. A matrix is a kernel without axes, and becomes the identity. Deterministic, but advances the source as every fill
/// does. Thread-safe: an immutable value.</para>
/// <para>Zagoruyko and Komodakis (2017), "DiracNets: Training Very Deep Neural Networks Without Skip-Connections",
/// <see href="https://arxiv.org/abs/1706.00388"/>; the values are those of PyTorch's <c>torch.nn.init.dirac_</c>. The shift is that of
/// Flux.jl's <c>identity_init</c>, along the inputs.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<DiracInitializer>))]
public sealed record DiracInitializer : FixedInitializer
{
    /// <summary>Kernels that pass their input through.</summary>
    /// <param name="groups">
    /// The groups, at least 1, of a shape without groups: PyTorch's argument of that name. Unless it is 1, a shape's own groups must equal
    /// it.
    /// </param>
    /// <param name="centre">The centre of an even extent.</param>
    /// <param name="shift">
    /// The offset of the inputs: output d of a group gets its input d + shift, modulo the number of inputs, so that the branches of a block
    /// can divide the inputs among them. Any number; defaults to 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="groups"/> is below 1, or <paramref name="centre"/> is not a defined value.
    /// </exception>
    public DiracInitializer(long groups = 1, KernelCentre centre = KernelCentre.Later, long shift = 0) =>
        (Groups, Centre, Shift) = (Guard.Positive(groups), Guard.Defined(centre), shift);

    /// <summary>The number of groups for shapes without groups.</summary>
    public long Groups { get; }

    /// <summary>The centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <summary>The input that the first output of a group gets, modulo the number of inputs.</summary>
    public long Shift { get; }

    /// <summary><c>Dirac(groups: 1, centre: Later)</c>, or <c>Dirac(groups: 1, centre: Later, shift: 2)</c>.</summary>
    public override string ToString() =>
        Invariant($"Dirac(groups: {Groups}, centre: {Centre}{(Shift == 0 ? "" : Invariant($", shift: {Shift}"))})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => DiagonalFill.Check(WithGroups(shape));

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape) => DiagonalFill.Predict(WithGroups(shape), 1);

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape) =>
        DiagonalFill.Run(slice, start, WithGroups(shape), 1, Centre, Shift);

    private TensorShape WithGroups(in TensorShape shape)
    {
        if (Groups == 1 || shape.Groups == Groups) return shape;
        if (shape.Groups == 1) return shape.WithGroups(Groups);
        throw new ArgumentException(
            $"shape must have 1 group or {Groups}, as the initializer has, but was {shape}.", nameof(shape));
    }
}
