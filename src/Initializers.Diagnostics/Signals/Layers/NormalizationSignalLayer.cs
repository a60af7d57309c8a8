using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>
/// Kinds of normalization. All divide by sqrt(variance + 1e-5), or by sqrt(mean square + 1e-5), and have scale 1 and shift 0, as at the
/// start of training.
/// </summary>
public enum Normalization
{
    /// <summary>
    /// Over all values of an example, minus their mean: Ba, Kiros and Hinton (2016), "Layer Normalization",
    /// <see href="https://arxiv.org/abs/1607.06450"/>.
    /// </summary>
    Layer,

    /// <summary>
    /// Over all values of an example, without subtracting the mean: Zhang and Sennrich (2019), "Root Mean Square Layer Normalization",
    /// <see href="https://arxiv.org/abs/1910.07467"/>.
    /// </summary>
    RootMeanSquare,

    /// <summary>
    /// Over all examples and positions of each channel, in training mode: Ioffe and Szegedy (2015), "Batch Normalization",
    /// <see href="https://arxiv.org/abs/1502.03167"/>.
    /// </summary>
    Batch,
}

/// <summary>A normalization, for examples with the given number of positions.</summary>
internal sealed record NormalizationSignalLayer(Normalization Kind, int Positions) : SignalLayer
{
    /// <summary>Added to each variance, as frameworks do.</summary>
    private const double Epsilon = 1e-5;

    public override SignalPass Forward(
        Matrix<double> inputs, PhiloxRandom random, List<LayerRecord> records, CancellationToken cancellation)
    {
        Matrix<double> outputs = Matrix<double>.Build.Dense(inputs.RowCount, inputs.ColumnCount);
        var deviations = new List<double>();
        ForEachPart((row, rows, column, columns) =>
        {
            Matrix<double> part = inputs.SubMatrix(row, rows, column, columns);
            if (Kind != Normalization.RootMeanSquare) part -= Mean(part);
            deviations.Add(Math.Sqrt(Mean(part.PointwiseMultiply(part)) + Epsilon));
            outputs.SetSubMatrix(row, column, part / deviations[^1]);
        });
        // An activation function that follows is applied to the normalized values, so saturation is measured on them.
        if (records.Count > 0 && ReferenceEquals(records[^1].PreActivations, inputs)) records[^1].PreActivations = outputs;
        return new(outputs, Backward);

        // y = (x - m) / s: the parts of a gradient that would change only m or s vanish.
        Matrix<double> Backward(Matrix<double> gradients)
        {
            Matrix<double> back = Matrix<double>.Build.Dense(inputs.RowCount, inputs.ColumnCount);
            int i = 0;
            ForEachPart((row, rows, column, columns) =>
            {
                Matrix<double> gradient = gradients.SubMatrix(row, rows, column, columns),
                    output = outputs.SubMatrix(row, rows, column, columns);
                Matrix<double> along = output * Mean(gradient.PointwiseMultiply(output));
                if (Kind != Normalization.RootMeanSquare) gradient -= Mean(gradient);
                back.SetSubMatrix(row, column, (gradient - along) / deviations[i++]);
            });
            return back;
        }

        void ForEachPart(Action<int, int, int, int> part)
        {
            if (Kind == Normalization.Batch)
            {
                for (int channel = 0; channel < inputs.ColumnCount; channel++) part(0, inputs.RowCount, channel, 1);
            }
            else
            {
                for (int row = 0; row < inputs.RowCount; row += Positions) part(row, Positions, 0, inputs.ColumnCount);
            }
        }
    }

    /// <summary>
    /// In wide layers, mean and variance of an example are close to their expectations, and a normalization removes only a small part of a
    /// unit's gradients. For batch normalization both depend on how similar the examples are, and correlations and gradients are unknown.
    /// </summary>
    public override ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation)
    {
        if (Kind == Normalization.Batch)
        {
            double[] unknown = [.. inputs.MeanSquares.Select(_ => double.NaN)];
            return new(new(Positions, [.. inputs.MeanSquares.Select(_ => 1.0)], [.. inputs.Products.Select(_ => double.NaN)],
                new double[inputs.MeanSquares.Length]), _ => unknown);
        }
        ExpectedSignals centred = Kind == Normalization.Layer ? inputs.Centred() : inputs;
        double[] variances = [.. centred.MeanOverPositions(centred.MeanSquares).Select(square => square + Epsilon)];
        return new(centred.DividedBy(variances), gradients => [.. gradients.Select((gradient, i) => gradient / variances[i / Positions])]);
    }

    public override string ToString() => Kind == Normalization.RootMeanSquare ? "RMSNorm" : $"{Kind}Norm";

    private static double Mean(Matrix<double> part) => part.Enumerate().Sum() / part.RowCount / part.ColumnCount;
}
