using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The convolution that passes its input through: 1 at the centre of the kernel from input d to output d of each group, and 0 elsewhere.
/// Where a group has more outputs than inputs the rest are 0, and where it has fewer the rest of the inputs are dropped.
/// </summary>
/// <remarks>
/// <para>For kernels of any number of axes, in any layout with one axis of inputs and one of outputs, in each entry of a batch and each
/// packed block; a matrix is a kernel without extent, and becomes the identity. Takes no random words, but moves the source as every fill
/// does. Thread-safe: an immutable value.</para>
/// <para>Zagoruyko and Komodakis (2017), "DiracNets: Training Very Deep Neural Networks Without Skip-Connections",
/// <see href="https://arxiv.org/abs/1706.00388"/>; <c>torch.nn.init.dirac_</c> of PyTorch, whose values these are. The shift is that of
/// <c>identity_init</c> of Flux.jl, along the inputs.</para>
/// </remarks>
public sealed record DiracInitializer : FixedInitializer
{
    /// <summary>Kernels that pass their input through.</summary>
    /// <param name="groups">
    /// Groups of shapes that name none, at least 1: PyTorch's argument of that name. A shape's own groups count first, and must not differ.
    /// </param>
    /// <param name="centre">Which element is the centre of an even extent.</param>
    /// <param name="shift">
    /// Which inputs are handed on: output d of a group gets its input d + shift, and behind the last input comes the first. So the branches
    /// of a block can share the inputs among them. Any number; defaults to 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="groups"/> is below 1, or <paramref name="centre"/> is not a defined value.
    /// </exception>
    public DiracInitializer(long groups = 1, KernelCentre centre = KernelCentre.Later, long shift = 0) =>
        (Groups, Centre, Shift) = (Guard.Positive(groups), Guard.Defined(centre), shift);

    /// <summary>Groups of shapes that name none.</summary>
    public long Groups { get; }

    /// <summary>Which element is the centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <summary>The input that the first output of a group gets, counted in circles.</summary>
    public long Shift { get; }

    /// <summary><c>Dirac(groups: 1, centre: Later)</c>, or <c>Dirac(groups: 1, centre: Later, shift: 2)</c>.</summary>
    public override string ToString() =>
        Invariant($"Dirac(groups: {Groups}, centre: {Centre}{(Shift == 0 ? "" : Invariant($", shift: {Shift}"))})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape) => DiagonalFill.Check(WithGroups(shape));

    /// <inheritdoc/>
    private protected override WeightPrediction? Promise(in TensorShape shape) => DiagonalFill.Predict(WithGroups(shape), 1);

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
