using static System.FormattableString;

namespace Initializers;

/// <content>The recommended initializer of an activation function.</content>
public static partial class Init
{
    private const string He2015 =
        "He, Zhang, Ren and Sun (2015), \"Delving Deep into Rectifiers\", eqs. 10 and 15, https://arxiv.org/abs/1502.01852";
    private const string Glorot2010 =
        "Glorot and Bengio (2010), \"Understanding the difficulty of training deep feedforward neural networks\", eq. 16, "
        + "https://proceedings.mlr.press/v9/glorot10a.html";
    private const string Klambauer2017 =
        "Klambauer, Unterthiner, Mayr and Hochreiter (2017), \"Self-Normalizing Neural Networks\", https://arxiv.org/abs/1706.02515";

    /// <summary>The recommended initializer for layers with an activation function, with the reason and its source.</summary>
    /// <param name="activation">The activation function.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation is a custom function without a gain.</exception>
    public static Recommendation Recommend(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.Equals(Activation.SELU))
            return new(
                LeCunNormal(), "with weights of variance 1 / fan-in, mean 0 and variance 1 are a stable fixed point of SELU",
                Klambauer2017);
        if (activation.Equals(Activation.Identity))
            return new(
                GlorotUniform(),
                "without an activation, weights of variance 1 / fan preserve the signal, "
                + "and the average of both fans is a compromise between activations and gradients",
                Glorot2010);
        if (activation is { NegativeSlope: { } slope, IsGate: false })
            return new(
                HeNormal(slope),
                Invariant($"{activation} leaves {(1 + slope * slope) / 2:G3} of the mean square, forward and backward, ")
                + Invariant($"at any size of the signal, and the gain sqrt(2 / (1 + a^2)) = {Gain.Forward(activation):G5} restores it"),
                He2015);
        if (activation is { Saturates: true, IsGate: false })
            return new(
                GlorotUniform(),
                Invariant($"{activation} is approximately linear near 0 and saturates far from it: ")
                + "the average of both fans approximately preserves activations and gradients",
                Glorot2010);
        VarianceScalingInitializer computed = VarianceScaling(ScaleOf(activation, FanMode.In), FanMode.In, Distribution.Normal);
        return new(computed, ComputedReason(activation, computed.Scale), "computed, sqrt(q / E f(z)^2) at q = 1");
    }

    private static string ComputedReason(Activation activation, double scale)
    {
        string reason = Invariant($"E f(z)^2 = {1 / scale:G5} for z ~ N(0, 1), and the gain {Math.Sqrt(scale):G5} restores 1");
        if (activation.IsGate) return reason;
        double growth = scale * activation.Growth(1).OrNaN;
        return growth > 1
            ? reason + Invariant($"; that fixed point is unstable, and a deviation of q grows {growth:G4} times from layer to layer, ")
                + "so that deep networks need normalization or skip connections"
            : reason;
    }
}
