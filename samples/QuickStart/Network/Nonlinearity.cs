using Initializers;

namespace QuickStart;

/// <summary>
/// An activation function of hidden layers: the function, its slope as a function of its output, and the library's description of it.
/// </summary>
public sealed record Nonlinearity(string Name, Activation Known, Func<float, float> Function, Func<float, float> Slope)
{
    public static Nonlinearity Relu { get; } = new("relu", Activation.ReLU, input => MathF.Max(input, 0), output => output > 0 ? 1 : 0);

    public static Nonlinearity Tanh { get; } = new("tanh", Activation.Tanh, MathF.Tanh, output => 1 - output * output);

    public static Nonlinearity Sigmoid { get; } = new("sigmoid", Activation.Sigmoid, input => 1 / (1 + MathF.Exp(-input)),
        output => output * (1 - output));

    /// <summary>
    /// With the constants of Klambauer, Unterthiner, Mayr and Hochreiter (2017), "Self-Normalizing Neural Networks",
    /// https://arxiv.org/abs/1706.02515.
    /// </summary>
    public static Nonlinearity Selu { get; } = new("selu", Activation.SELU,
        input => 1.0507010f * (input > 0 ? input : 1.6732632f * (MathF.Exp(input) - 1)),
        output => output > 0 ? 1.0507010f : output + 1.0507010f * 1.6732632f);

    public static IReadOnlyList<Nonlinearity> All { get; } = [Relu, Tanh, Sigmoid, Selu];

    public override string ToString() => Name;
}
