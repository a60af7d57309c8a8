using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Batches on their way through layers: an example a row.</summary>
internal static class Signal
{
    /// <summary>Through one layer after the other, and the way back.</summary>
    public static SignalPass Through(IReadOnlyList<SignalLayer> layers, Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights)
    {
        var passes = new List<SignalPass>();
        foreach (SignalLayer layer in layers)
        {
            passes.Add(layer.Forward(inputs, random, sights));
            inputs = passes[^1].Outputs;
        }
        return new(inputs, gradients =>
        {
            for (int i = passes.Count - 1; i >= 0; i--) gradients = passes[i].Backward(gradients);
            return gradients;
        });
    }

    /// <summary>The theory of one layer after the other, and the way back.</summary>
    public static (double MeanSquare, Func<double, double> Backward) Theory(IReadOnlyList<SignalLayer> layers, double meanSquare, List<SignalTheory> theories)
    {
        var ways = new Stack<Func<double, double>>();
        foreach (SignalLayer layer in layers)
        {
            (meanSquare, Func<double, double> back) = layer.Theory(meanSquare, theories);
            ways.Push(back);
        }
        return (meanSquare, gradients => ways.Aggregate(gradients, (gradient, back) => back(gradient)));
    }

    /// <summary>The mean of the squares of all units and examples.</summary>
    public static double MeanSquare(Matrix<double> signals) => signals.Enumerate().Sum(signal => signal * signal) / signals.RowCount / signals.ColumnCount;

    /// <summary>The mean cosine of the angle between neighbouring examples: of their sums, about the correlation.</summary>
    public static double Correlation(Matrix<double> signals)
    {
        double sum = 0;
        for (int pair = 0; pair + 1 < signals.RowCount; pair += 2)
        {
            (Vector<double> one, Vector<double> other) = (signals.Row(pair), signals.Row(pair + 1));
            sum += one.DotProduct(other) / (one.L2Norm() * other.L2Norm());
        }
        return sum / (signals.RowCount / 2);
    }
}
