namespace Initializers.Diagnostics;

/// <summary>What is expected of one layer with weights: NaN where its initializers promise no variance, or a mean that is not 0.</summary>
internal sealed record ExpectedLayer(double MeanSquare, double Correlation)
{
    public double GradientMeanSquare { get; set; } = double.NaN;
}
