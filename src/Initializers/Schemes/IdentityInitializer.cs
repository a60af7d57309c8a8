using Initializers.Kernels;
using static System.FormattableString;

namespace Initializers;

/// <summary>A matrix with <see cref="Gain"/> on its diagonal and zeros elsewhere, also where it is not square: a linear layer that hands its inputs on.</summary>
/// <remarks>
/// <para>For a matrix of inputs and outputs, in any layout, or a batch of them: element (i, i) is the gain, in each entry of the batch, each group and each packed block. For
/// convolutions there is <see cref="DiracInitializer"/>. Takes no random words, but moves the source as every fill does. Thread-safe: an immutable value.</para>
/// <para>For recurrent networks of ReLUs: Le, Jaitly and Hinton (2015), "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units", <see href="https://arxiv.org/abs/1504.00941"/>.</para>
/// </remarks>
public sealed record IdentityInitializer : FixedInitializer
{
    /// <summary>A multiple of the identity.</summary>
    /// <param name="gain">The number on the diagonal, finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite.</exception>
    public IdentityInitializer(double gain) => Gain = Guard.Finite(gain);

    /// <summary>The number on the diagonal.</summary>
    public double Gain { get; }

    /// <summary><c>Identity(gain: 1)</c>.</summary>
    public override string ToString() => Invariant($"Identity(gain: {Gain})");

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        if (shape.Rank < 2 || !shape.Layout.Fits(shape.Rank) || shape.Layout.HasKernel(shape.Rank))
            throw new ArgumentException($"shape is {shape}; accepted is a matrix of inputs and outputs, or a batch of them. For convolutions there is Dirac.", nameof(shape));
        DiagonalFill.Run(slice, start, shape, (float)Gain, KernelCentre.Later);
    }
}
