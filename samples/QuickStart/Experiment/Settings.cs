namespace QuickStart;

/// <summary>The settings of an experiment: equal settings give equal outcomes.</summary>
public sealed record Settings
{
    public long Seed { get; init; } = 42;

    public Nonlinearity Activation { get; init; } = Nonlinearity.Relu;

    public int HiddenLayers { get; init; } = 6;

    public int Width { get; init; } = 64;

    public int Epochs { get; init; } = 20;

    public int BatchSize { get; init; } = 50;

    public float Rate { get; init; } = 0.005f;

    public float Momentum { get; init; } = 0.9f;
}
