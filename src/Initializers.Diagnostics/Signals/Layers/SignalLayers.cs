using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>One layer after the other, and the way back.</summary>
internal static class SignalLayers
{
    public static SignalPass Forward(
        this IReadOnlyList<SignalLayer> layers, Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights,
        CancellationToken cancellation = default)
    {
        var ways = new Stack<Func<Matrix<double>, Matrix<double>>>();
        foreach (SignalLayer layer in layers)
        {
            cancellation.ThrowIfCancellationRequested();
            (inputs, Func<Matrix<double>, Matrix<double>> back) = layer.Forward(inputs, random, sights, cancellation);
            ways.Push(back);
        }
        return new(inputs, gradients => ways.Aggregate(gradients, (gradient, back) => back(gradient)));
    }

    public static ExpectedPass Expect(
        this IReadOnlyList<SignalLayer> layers, ExpectedSignals inputs, List<ExpectedLayer> expected, CancellationToken cancellation)
    {
        var ways = new Stack<Func<double[], double[]>>();
        foreach (SignalLayer layer in layers)
        {
            (inputs, Func<double[], double[]> back) = layer.Expect(inputs, expected, cancellation);
            ways.Push(back);
        }
        return new(inputs, gradients => ways.Aggregate(gradients, (gradient, back) => back(gradient)));
    }
}
