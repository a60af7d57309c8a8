using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>The singular values of the matrices of a parameter, and what is expected of them.</summary>
/// <param name="Values">The singular values of all matrices.</param>
/// <param name="Single">
/// The value that all of them are expected to have, as those of orthogonal matrices; NaN if Marchenko and Pastur's law is expected.
/// </param>
/// <param name="Law">
/// The law of independent weights with the deviation that the initializer predicts or, without a prediction, that of the weights; null for
/// constant weights.
/// </param>
internal sealed record WeightSpectrum(IReadOnlyList<double> Values, double Single, MarchenkoPastur? Law)
{
    /// <summary>The relative difference within which singular values are taken to be equal.</summary>
    private const double Same = 1e-3;

    /// <summary>
    /// The bars of the histogram, from 0 to beyond the largest value and the end of the law; the largest is in the middle of a bar.
    /// </summary>
    public IReadOnlyList<HistogramBar> Bars
    {
        get
        {
            int bins = (int)Math.Clamp(2 * Math.Sqrt(Values.Count), 16, 64);
            double largest = Math.Max(Values.Max(), double.IsNaN(Single) ? Law?.Bounds.Largest ?? 0 : 0);
            var counted = new EqualBins(0, (largest > 0 ? largest : 1) / (bins - 1.5), bins);
            foreach (double value in Values) counted.Add(value);
            return counted.Bars;
        }
    }

    /// <summary>The spectrum of finite weights whose shape has matrices.</summary>
    public static WeightSpectrum Of(
        ReadOnlySpan<float> weights, in TensorShape shape, IWeightInitializer? initializer, CancellationToken cancellation)
    {
        OrthogonalInitializer? orthogonal = OrthogonalOf(initializer);
        using var matrices = new WeightMatrices(shape, orthogonal?.PerBlock ?? true);
        List<double> values = [];
        List<(int Rows, int Columns)> sizes = [];
        for (int i = 0; i < matrices.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Matrix<float> matrix = MatrixStatistics.MatrixOf(weights, matrices, i);
            values.AddRange(SingularValuesOf(matrix.Map(weight => (double)weight)));
            sizes.Add((matrix.RowCount, matrix.ColumnCount));
        }
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.PredictionOf(initializer, shape);
        double deviation = prediction?.StandardDeviation ?? DeviationOf(weights);
        double single = orthogonal is not null && prediction is { } known ? known.Largest
            : values.Max() - values.Min() <= Same * values.Max() ? values.Average() : double.NaN;
        return new(values, single, deviation > 0 ? new(deviation, sizes) : null);
    }

    /// <summary>
    /// The singular values of a matrix, as the square roots of those of its smaller product with itself, so that the time grows with the
    /// cube of the shorter side; to 1e-8 of the largest.
    /// </summary>
    private static IEnumerable<double> SingularValuesOf(Matrix<double> matrix)
    {
        double scale = matrix.Enumerate().Max(Math.Abs); // since the decomposition takes very small numbers for 0
        return scale == 0 ? Enumerable.Repeat(0.0, Math.Min(matrix.RowCount, matrix.ColumnCount))
            : MatrixStatistics.ProductsOf(matrix / scale).Svd(computeVectors: false).S
                .Select(square => scale * Math.Sqrt(Math.Max(0, square)));
    }

    /// <summary>The orthogonal initializer that an initializer is or scales; null if there is none.</summary>
    private static OrthogonalInitializer? OrthogonalOf(IWeightInitializer? initializer) =>
        initializer is null ? null : Binding.Unbound(initializer) switch
        {
            OrthogonalInitializer orthogonal => orthogonal,
            ScaledInitializer scaled => OrthogonalOf(scaled.Inner),
            _ => null,
        };

    private static double DeviationOf(ReadOnlySpan<float> weights) => Moments.Of((ReadOnlyMemory<float>)weights.ToArray()).Deviation;
}
