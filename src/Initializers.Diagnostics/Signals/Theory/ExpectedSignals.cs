using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>Means over the channels of a wide layer, at each place of each example, and of each pair of neighbouring examples.</summary>
/// <param name="Places">Places of an example.</param>
/// <param name="MeanSquares">Mean squares, of all places of the first example, then of the next.</param>
/// <param name="Products">Means of the product of the first two examples at each place, then of the next two.</param>
/// <param name="Means">Means, as the mean squares are.</param>
internal sealed record ExpectedSignals(int Places, double[] MeanSquares, double[] Products, double[] Means)
{
    public int Examples => MeanSquares.Length / Places;

    /// <summary>The mean over all examples and places.</summary>
    public double MeanSquare => MeanSquares.Average();

    /// <summary>The mean cosine of the angle between the examples of a pair.</summary>
    public double Correlation
    {
        get
        {
            double[] squares = OverPlaces(MeanSquares);
            return OverPlaces(Products).Select((product, pair) => product / Math.Sqrt(squares[2 * pair] * squares[2 * pair + 1])).Average();
        }
    }

    public static ExpectedSignals Of(Matrix<double> batch, int places)
    {
        int examples = batch.RowCount / places;
        return new(places, [.. batch.EnumerateRows().Select(row => row * row / row.Count)],
            [.. Enumerable.Range(0, examples / 2 * places)
                .Select(i => batch.Row(Row(i, places)) * batch.Row(Row(i, places) + places) / batch.ColumnCount)],
            [.. batch.EnumerateRows().Select(row => row.Sum() / row.Count)]);
    }

    public static ExpectedSignals operator +(ExpectedSignals one, ExpectedSignals other)
    {
        return new(one.Places, Sum(one.MeanSquares, other.MeanSquares), Sum(one.Products, other.Products), Sum(one.Means, other.Means));

        static double[] Sum(double[] one, double[] other) => [.. one.Zip(other, (a, b) => a + b)];
    }

    /// <summary>Where the first example of a product is.</summary>
    public int One(int product) => Row(product, Places);

    /// <summary>Where the second example of a product is.</summary>
    public int Other(int product) => Row(product, Places) + Places;

    /// <summary>A product over the root of both mean squares; 0 where there is nothing.</summary>
    public double Cosine(int product) => MeanSquares[One(product)] * MeanSquares[Other(product)] is 0 ? 0
        : Math.Clamp(Products[product] / Math.Sqrt(MeanSquares[One(product)]) / Math.Sqrt(MeanSquares[Other(product)]), -1, 1);

    /// <summary>The mean over the places of each example, or pair.</summary>
    public double[] OverPlaces(double[] values) => [.. values.Chunk(Places).Select(places => places.Average())];

    /// <summary>Without the mean of each example.</summary>
    public ExpectedSignals Centred()
    {
        double[] mean = OverPlaces(Means);
        return new(Places,
            [.. MeanSquares.Select((square, i) => square - mean[i / Places] * (2 * Means[i] - mean[i / Places]))],
            [.. Products.Select((product, i) => product - Means[One(i)] * mean[Other(i) / Places] - Means[Other(i)] * mean[One(i) / Places]
                + mean[One(i) / Places] * mean[Other(i) / Places])],
            [.. Means.Select((value, i) => value - mean[i / Places])]);
    }

    /// <summary>Each example over its deviation.</summary>
    public ExpectedSignals DividedBy(double[] variances) => new(Places,
        [.. MeanSquares.Select((square, i) => square / variances[i / Places])],
        [.. Products.Select((product, i) => product / Math.Sqrt(variances[One(i) / Places] * variances[Other(i) / Places]))],
        [.. Means.Select((value, i) => value / Math.Sqrt(variances[i / Places]))]);

    private static int Row(int product, int places) => product / places * 2 * places + product % places;
}
