namespace QuickStart;

/// <summary>What follows a hidden layer: a function, and its slope as a function of what it returned.</summary>
public sealed record Nonlinearity(string Name, Func<float, float> Function, Func<float, float> Slope)
{
    public static Nonlinearity Relu { get; } = new("relu", input => MathF.Max(input, 0), output => output > 0 ? 1 : 0);

    public static Nonlinearity Tanh { get; } = new("tanh", MathF.Tanh, output => 1 - output * output);

    public static IReadOnlyList<Nonlinearity> All { get; } = [Relu, Tanh];

    public override string ToString() => Name;
}
