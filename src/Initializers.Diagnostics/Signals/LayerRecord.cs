using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>The measurements of one layer with weights in one network.</summary>
internal sealed class LayerRecord
{
    /// <summary>The slope below which an activation function counts as flat: almost no gradient passes.</summary>
    private const double Flat = 0.05;

    /// <summary>An input at which every activation function that is bounded on both sides is flat.</summary>
    private const double Far = 40;

    public LayerRecord(string name, Matrix<double> preActivations, int examples)
    {
        (Name, PreActivations) = (name, preActivations);
        MeanSquare = MeanSquareOf(preActivations);
        Correlation = CorrelationOf(preActivations, examples);
        Activations = SignalSample.Of(preActivations);
    }

    public string Name { get; }

    /// <summary>
    /// The layer's pre-activations, by which an activation function that follows directly finds the record; null once one was recorded.
    /// </summary>
    public Matrix<double>? PreActivations { get; set; }

    public double MeanSquare { get; }

    public double Correlation { get; }

    public double Saturated { get; private set; } = double.NaN;

    public double Off { get; private set; } = double.NaN;

    public double Dead { get; private set; } = double.NaN;

    public double GradientMeanSquare { get; private set; } = double.NaN;

    public SignalSample Activations { get; private set; }

    public SignalSample? Gradients { get; private set; }

    public void RecordActivation(Activation activation, Matrix<double> slopes, Matrix<double> outputs)
    {
        PreActivations = null; // no longer needed
        double flat = slopes.Enumerate().Average(slope => Math.Abs(slope) < Flat ? 1.0 : 0);
        if (Math.Abs(activation.Derivative(-Far)) < Flat && Math.Abs(activation.Derivative(Far)) < Flat) Saturated = flat;
        else Off = flat;
        Dead = slopes.EnumerateColumns().Average(unit => unit.All(slope => slope == 0) ? 1.0 : 0);
        Activations = SignalSample.Of(outputs);
    }

    public void RecordGradients(Matrix<double> gradients)
    {
        GradientMeanSquare = MeanSquareOf(gradients);
        Gradients = SignalSample.Of(gradients);
    }

    private static double MeanSquareOf(Matrix<double> signals) =>
        signals.Enumerate().Sum(signal => signal * signal) / signals.RowCount / signals.ColumnCount;

    /// <summary>The mean cosine similarity of neighbouring examples, which for means near 0 is their correlation.</summary>
    private static double CorrelationOf(Matrix<double> signals, int examples)
    {
        int positions = signals.RowCount / examples;
        return Enumerable.Range(0, examples / 2).Select(pair => Cosine(Example(2 * pair), Example(2 * pair + 1))).DefaultIfEmpty(double.NaN)
            .Average();

        Matrix<double> Example(int example) => signals.SubMatrix(example * positions, positions, 0, signals.ColumnCount);

        static double Cosine(Matrix<double> one, Matrix<double> other) =>
            one.PointwiseMultiply(other).Enumerate().Sum() / (one.FrobeniusNorm() * other.FrobeniusNorm());
    }
}
