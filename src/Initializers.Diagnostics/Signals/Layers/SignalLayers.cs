using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Runs a sequence of layers forward and backward.</summary>
internal static class SignalLayers
{
    public static SignalPass Forward(
        this IReadOnlyList<SignalLayer> layers, Matrix<double> inputs, PhiloxRandom random, List<LayerRecord> records,
        CancellationToken cancellation = default)
    {
        var backward = new Stack<Func<Matrix<double>, Matrix<double>>>();
        foreach (SignalLayer layer in layers)
        {
            cancellation.ThrowIfCancellationRequested();
            (inputs, Func<Matrix<double>, Matrix<double>> back) = layer.Forward(inputs, random, records, cancellation);
            backward.Push(back);
        }
        return new(inputs, gradients => backward.Aggregate(gradients, (gradient, back) => back(gradient)));
    }

    public static ExpectedPass Expect(
        this IReadOnlyList<SignalLayer> layers, ExpectedSignals inputs, List<ExpectedLayer> expected, CancellationToken cancellation)
    {
        var backward = new Stack<Func<double[], double[]>>();
        foreach (SignalLayer layer in layers)
        {
            (inputs, Func<double[], double[]> back) = layer.Expect(inputs, expected, cancellation);
            backward.Push(back);
        }
        return new(inputs, gradients => backward.Aggregate(gradients, (gradient, back) => back(gradient)));
    }
}
