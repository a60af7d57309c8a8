using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A matrix, square or not, with <see cref="Gain"/> on its diagonal and zeros elsewhere: a linear layer that passes its input through.
/// </summary>
/// <example>
/// <code>
/// Console.WriteLine(string.Join(", ", Init.Identity().Initialize([2, 3]))); // 1, 0, 0, 0, 1, 0
/// </code>
/// </example>
/// <remarks>
/// <para>For a matrix of inputs and outputs, in any layout, or a batch of them: element (i, i) of each entry of the batch, group and packed
/// block is the gain. For convolutions use <see cref="DiracInitializer"/>. Deterministic, but advances the source as every fill does.
/// Thread-safe: an immutable value.</para>
/// <para>For recurrent networks of ReLUs: Le, Jaitly and Hinton (2015), "A Simple Way to Initialize Recurrent Networks of Rectified Linear
/// Units", <see href="https://arxiv.org/abs/1504.00941"/>. The shift is that of Flux.jl's <c>identity_init</c>, along the inputs.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<IdentityInitializer>))]
public sealed record IdentityInitializer : FixedInitializer
{
    /// <summary>A multiple of the identity.</summary>
    /// <param name="gain">The number on the diagonal, finite as a float.</param>
    /// <param name="shift">
    /// The offset of the inputs: output d gets input d + shift, modulo the number of inputs, so that parallel layers can divide the inputs
    /// among them. Any number; defaults to 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite.</exception>
    public IdentityInitializer(double gain, long shift = 0) => (Gain, Shift) = (Guard.Finite(gain), shift);

    /// <summary>The number on the diagonal.</summary>
    public double Gain { get; }

    /// <summary>The input that the first output gets, modulo the number of inputs.</summary>
    public long Shift { get; }

    /// <summary><c>Identity(gain: 1)</c>, or <c>Identity(gain: 1, shift: 2)</c>.</summary>
    public override string ToString() => Invariant($"Identity(gain: {Gain}{(Shift == 0 ? "" : Invariant($", shift: {Shift}"))})");

    /// <inheritdoc/>
    protected override void Check(TensorShape shape)
    {
        if (shape.Rank < 2 || !shape.Layout.Fits(shape.Rank) || shape.Layout.HasKernel(shape.Rank))
            throw new ArgumentException(
                $"shape must be a matrix of inputs and outputs, or a batch of them, but was {shape}. Use Dirac for convolutions.",
                nameof(shape));
        DiagonalFill.Check(shape);
    }

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape) => DiagonalFill.Predict(shape, Gain);

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape) =>
        DiagonalFill.Run(slice, start, shape, (float)Gain, KernelCentre.Later, Shift);
}
