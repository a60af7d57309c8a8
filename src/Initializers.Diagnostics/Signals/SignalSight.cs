using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>What is seen of one layer with weights in one network.</summary>
internal sealed class SignalSight
{
    /// <summary>A slope below this is flat: gradients all but end there.</summary>
    private const double Flat = 0.05;

    /// <summary>Where a function that is bounded on both sides has become flat.</summary>
    private const double Far = 40;

    public SignalSight(string name, Matrix<double> sums, int examples)
    {
        (Name, Sums) = (name, sums);
        MeanSquare = MeanSquareOf(sums);
        Correlation = CorrelationOf(sums, examples);
        Activations = SignalSample.Of(sums);
    }

    public string Name { get; }

    /// <summary>The layer's sums, by which an activation function knows that it comes right behind.</summary>
    public Matrix<double>? Sums { get; set; }

    public double MeanSquare { get; }

    public double Correlation { get; }

    public double Saturated { get; private set; } = double.NaN;

    public double Off { get; private set; } = double.NaN;

    public double Dead { get; private set; } = double.NaN;

    public double GradientMeanSquare { get; private set; } = double.NaN;

    public SignalSample Activations { get; private set; }

    public SignalSample? Gradients { get; private set; }

    public void SeeActivation(Activation activation, Matrix<double> slopes, Matrix<double> outputs)
    {
        Sums = null; // no longer needed
        double flat = slopes.Enumerate().Average(slope => Math.Abs(slope) < Flat ? 1.0 : 0);
        if (Math.Abs(activation.Derivative(-Far)) < Flat && Math.Abs(activation.Derivative(Far)) < Flat) Saturated = flat;
        else Off = flat;
        Dead = slopes.EnumerateColumns().Average(unit => unit.All(slope => slope == 0) ? 1.0 : 0);
        Activations = SignalSample.Of(outputs);
    }

    public void SeeGradients(Matrix<double> gradients)
    {
        GradientMeanSquare = MeanSquareOf(gradients);
        Gradients = SignalSample.Of(gradients);
    }

    private static double MeanSquareOf(Matrix<double> signals) =>
        signals.Enumerate().Sum(signal => signal * signal) / signals.RowCount / signals.ColumnCount;

    /// <summary>The mean cosine of the angle between neighbouring examples: of their sums, about the correlation.</summary>
    private static double CorrelationOf(Matrix<double> signals, int examples)
    {
        int places = signals.RowCount / examples;
        return Enumerable.Range(0, examples / 2).Select(pair => Cosine(Example(2 * pair), Example(2 * pair + 1))).DefaultIfEmpty(double.NaN)
            .Average();

        Matrix<double> Example(int example) => signals.SubMatrix(example * places, places, 0, signals.ColumnCount);

        static double Cosine(Matrix<double> one, Matrix<double> other) =>
            one.PointwiseMultiply(other).Enumerate().Sum() / (one.FrobeniusNorm() * other.FrobeniusNorm());
    }
}
