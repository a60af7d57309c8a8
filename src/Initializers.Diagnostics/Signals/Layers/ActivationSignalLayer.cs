using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>An activation function, applied to each value.</summary>
internal sealed record ActivationSignalLayer(Activation Activation) : SignalLayer
{
    public override SignalPass Forward(
        Matrix<double> inputs, PhiloxRandom random, List<LayerRecord> records, CancellationToken cancellation)
    {
        Matrix<double> slopes = inputs.Map(Activation.Derivative, Zeros.Include), outputs = inputs.Map(Activation.Function, Zeros.Include);
        if (records.Count > 0 && ReferenceEquals(records[^1].PreActivations, inputs))
            records[^1].RecordActivation(Activation, slopes, outputs);
        return new(outputs, gradients => gradients.PointwiseMultiply(slopes));
    }

    /// <summary>The pre-activations of wide layers are normal.</summary>
    public override ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation)
    {
        HermiteSeries[] functions = [.. inputs.MeanSquares.Select(Series)];
        double[] slopes =
            [.. inputs.MeanSquares.Select(square => GaussianExpectation.OfSmooth(Slope, 0, Math.Sqrt(square), Activation.Kinks))];
        double[] products =
            [.. inputs.Products.Select((product, i) => functions[inputs.First(i)].Product(functions[inputs.Second(i)], inputs.Cosine(i)))];
        return new(new(inputs.Positions, [.. functions.Select(function => function.MeanSquare)], products,
            [.. functions.Select(function => function.Mean)]),
            gradients => [.. gradients.Zip(slopes, (gradient, slope) => gradient * slope)]);

        HermiteSeries Series(double square)
        {
            cancellation.ThrowIfCancellationRequested();
            return HermiteSeries.Of(Activation.Function, Activation.Kinks, square);
        }

        double Slope(double z) => Activation.Derivative(z) * Activation.Derivative(z);
    }

    public override string ToString() => Activation.ToString();
}
