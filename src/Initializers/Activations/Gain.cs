using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The gain of an activation function f: with weights of standard deviation gain / sqrt(fan) signals keep their size. The forward gain
/// preserves the mean square of pre-activations, the backward gain that of gradients.
/// </summary>
/// <example>
/// <code>
/// Console.WriteLine(Gain.Forward(Activation.ReLU)); // 1.4142135623730951
/// Console.WriteLine(Gain.PyTorch(Activation.Tanh)); // 1.6666666666666667
/// </code>
/// </example>
/// <remarks>
/// <para>
/// For z ~ N(0, q): forward sqrt(q / E f(z)^2), backward 1 / sqrt(E f'(z)^2). For ReLU both are sqrt(2) at any q (He et al. 2015, eqs. 7
/// and 14). For a gate f(a) b with independent a and b: forward 1 / sqrt(E f(a)^2), as b has the mean square q; backward, for the gradient
/// with respect to a, 1 / sqrt(q E f'(a)^2).
/// </para>
/// <para>
/// At q = 1 the gains of named activations come from constants of 17 digits, or for CELU from portable formulas, and are the same on every
/// machine. Those of custom functions, and those at another q, are integrated to 1e-10, by MathNet.Numerics' Gauss-Kronrod rules with the
/// functions of the C runtime: their last digits, and so bits of the weights, may differ between machines.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class Gain
{
    /// <summary>The forward gain sqrt(q / E f(z)^2), which preserves the mean square of pre-activations from layer to layer.</summary>
    /// <param name="activation">The activation function.</param>
    /// <param name="variance">q, the mean square of the pre-activations; above 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variance"/> is not a finite number above 0.</exception>
    /// <exception cref="ArgumentException">The expectation is infinite, 0 or NaN.</exception>
    public static double Forward(Activation activation, double variance = 1)
    {
        Check(activation, variance);
        return Math.Sqrt((activation.IsGate ? 1 : variance) / NotZero(activation.MeanSquare(variance), activation));
    }

    /// <summary>The backward gain 1 / sqrt(E f'(z)^2), which preserves the mean square of gradients from layer to layer.</summary>
    /// <inheritdoc cref="Forward"/>
    public static double Backward(Activation activation, double variance = 1)
    {
        Check(activation, variance);
        return Math.Sqrt(1 / (NotZero(activation.SlopeMeanSquare(variance), activation) * (activation.IsGate ? variance : 1)));
    }

    /// <summary>
    /// The gain of PyTorch's <c>torch.nn.init.calculate_gain</c>: sqrt(2) for ReLU, sqrt(2 / (1 + a^2)) for leaky ReLU, 1 for sigmoid and
    /// identity, and two that do not follow from moments: 5/3 for tanh (forward gain 1.5925) and 3/4 for SELU (forward gain 1), "found
    /// empirically".
    /// </summary>
    /// <param name="activation">One of these activation functions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">PyTorch has no gain for it.</exception>
    public static double PyTorch(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.Equals(Activation.Tanh)) return 5.0 / 3;
        if (activation.Equals(Activation.SELU)) return 3.0 / 4;
        if (activation.Equals(Activation.Sigmoid) || activation.Equals(Activation.Identity)) return 1;
        if (activation is { NegativeSlope: not null, IsGate: false }) return Forward(activation);
        throw new ArgumentException(
            "activation must be one of PyTorch's calculate_gain: Identity, Sigmoid, Tanh, ReLU, LeakyReLU, PReLU or SELU, "
            + $"but was {activation}.",
            nameof(activation));
    }

    /// <summary>Checks that an expectation can be the divisor of a gain.</summary>
    /// <param name="moment">An expectation of the activation.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="name">The name of the activation's parameter in the public method.</param>
    /// <exception cref="ArgumentException">There is no expectation, or it is not above 0.</exception>
    internal static double NotZero(
        Expectation moment, Activation activation, [CallerArgumentExpression(nameof(activation))] string name = "") =>
        moment.OrRefused(name) is > 0 and < double.PositiveInfinity and var square ? square
        : throw new ArgumentException(
            Invariant($"{name} must be a function whose values and slopes are not all 0, but was {activation}, ")
            + Invariant($"with the mean square {moment.Value}."),
            name);

    private static void Check(Activation activation, double variance)
    {
        ArgumentNullException.ThrowIfNull(activation);
        Guard.Positive(variance);
    }
}
