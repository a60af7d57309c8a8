using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>The expected signals of the same network with other weights.</summary>
internal sealed record Alternative(IWeightInitializer Weights, IReadOnlyList<ExpectedLayer> Layers)
{
    private double Growth => SignalReport.PerLayer(Layers[0].MeanSquare, Layers[^1].MeanSquare, Layers.Count);

    private double GradientGrowth => SignalReport.PerLayer(Layers[^1].GradientMeanSquare, Layers[0].GradientMeanSquare, Layers.Count);

    /// <summary>Whether the worse of the two growth factors is closer to 1.</summary>
    public bool IsBetterThan(double growth, double gradientGrowth) => !(Worse(Growth, GradientGrowth) >= Worse(growth, gradientGrowth));

    public override string ToString() => Invariant($"with {Weights} the expected factors are {Growth:0.000}x and {GradientGrowth:0.000}x");

    private static double Worse(double one, double other) => Math.Max(Math.Abs(Math.Log(one)), Math.Abs(Math.Log(other)));
}
