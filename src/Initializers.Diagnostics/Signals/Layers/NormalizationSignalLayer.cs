using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

internal sealed record NormalizationSignalLayer(Normalization Kind, int Places) : SignalLayer
{
    /// <summary>What frameworks add to variances.</summary>
    private const double Epsilon = 1e-5;

    public override SignalPass Forward(Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights, CancellationToken cancellation)
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
        // What an activation function behind is applied to, and is judged by, is what was normalized.
        if (sights.Count > 0 && ReferenceEquals(sights[^1].Sums, inputs)) sights[^1].Sums = outputs;
        return new(outputs, Backward);

        // y = (x - m) / s: what would move m and s goes nowhere.
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
                for (int row = 0; row < inputs.RowCount; row += Places) part(row, Places, 0, inputs.ColumnCount);
            }
        }
    }

    /// <summary>
    /// Of wide layers, mean and variance of an example are those that are expected of it, and what a normalization takes out of the
    /// gradients of a unit is a small part of them. A batch is another matter: how gradients get through depends on how alike its examples
    /// are.
    /// </summary>
    public override ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation)
    {
        if (Kind == Normalization.Batch)
        {
            double[] unknown = [.. inputs.MeanSquares.Select(_ => double.NaN)];
            return new(new(Places, [.. inputs.MeanSquares.Select(_ => 1.0)], [.. inputs.Products.Select(_ => double.NaN)],
                new double[inputs.MeanSquares.Length]), _ => unknown);
        }
        ExpectedSignals centred = Kind == Normalization.Layer ? inputs.Centred() : inputs;
        double[] variances = [.. centred.OverPlaces(centred.MeanSquares).Select(square => square + Epsilon)];
        return new(centred.DividedBy(variances), gradients => [.. gradients.Select((gradient, i) => gradient / variances[i / Places])]);
    }

    public override string ToString() => Kind == Normalization.RootMeanSquare ? "RMSNorm" : $"{Kind}Norm";

    private static double Mean(Matrix<double> part) => part.Enumerate().Sum() / part.RowCount / part.ColumnCount;
}
