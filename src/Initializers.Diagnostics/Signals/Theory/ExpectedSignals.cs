using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>
/// Means over the channels of a wide layer, at each position of each example, and of products of each pair of neighbouring examples.
/// </summary>
/// <param name="Positions">The number of positions of an example.</param>
/// <param name="MeanSquares">The mean squares at all positions of the first example, then of the next.</param>
/// <param name="Products">The mean products of the first two examples at all positions, then of the next two.</param>
/// <param name="Means">The means, in the order of the mean squares.</param>
internal sealed record ExpectedSignals(int Positions, double[] MeanSquares, double[] Products, double[] Means)
{
    public int Examples => MeanSquares.Length / Positions;

    /// <summary>The mean square over all examples and positions.</summary>
    public double MeanSquare => MeanSquares.Average();

    /// <summary>The mean cosine similarity of the two examples of a pair.</summary>
    public double Correlation
    {
        get
        {
            double[] squares = MeanOverPositions(MeanSquares);
            return MeanOverPositions(Products)
                .Select((product, pair) => product / Math.Sqrt(squares[2 * pair] * squares[2 * pair + 1])).Average();
        }
    }

    public static ExpectedSignals Of(Matrix<double> batch, int positions)
    {
        int examples = batch.RowCount / positions;
        return new(positions, [.. batch.EnumerateRows().Select(row => row * row / row.Count)],
            [.. Enumerable.Range(0, examples / 2 * positions)
                .Select(i => batch.Row(Row(i, positions)) * batch.Row(Row(i, positions) + positions) / batch.ColumnCount)],
            [.. batch.EnumerateRows().Select(row => row.Sum() / row.Count)]);
    }

    public static ExpectedSignals operator +(ExpectedSignals one, ExpectedSignals other)
    {
        return new(one.Positions, Sum(one.MeanSquares, other.MeanSquares), Sum(one.Products, other.Products), Sum(one.Means, other.Means));

        static double[] Sum(double[] one, double[] other) => [.. one.Zip(other, (a, b) => a + b)];
    }

    /// <summary>The index of the first factor of a product.</summary>
    public int First(int product) => Row(product, Positions);

    /// <summary>The index of the second factor of a product.</summary>
    public int Second(int product) => Row(product, Positions) + Positions;

    /// <summary>A product over the root mean squares of its factors; 0 if one of them is 0.</summary>
    public double Cosine(int product) => MeanSquares[First(product)] * MeanSquares[Second(product)] is 0 ? 0
        : Math.Clamp(Products[product] / Math.Sqrt(MeanSquares[First(product)]) / Math.Sqrt(MeanSquares[Second(product)]), -1, 1);

    /// <summary>The means over the positions of each example, or of each pair.</summary>
    public double[] MeanOverPositions(double[] values) => [.. values.Chunk(Positions).Select(example => example.Average())];

    /// <summary>Subtracts the mean of each example.</summary>
    public ExpectedSignals Centred()
    {
        double[] mean = MeanOverPositions(Means);
        return new(Positions,
            [.. MeanSquares.Select((square, i) => square - mean[i / Positions] * (2 * Means[i] - mean[i / Positions]))],
            [.. Products.Select((product, i) =>
            {
                double first = mean[First(i) / Positions], second = mean[Second(i) / Positions];
                return product - Means[First(i)] * second - Means[Second(i)] * first + first * second;
            })],
            [.. Means.Select((value, i) => value - mean[i / Positions])]);
    }

    /// <summary>Divides each example by the root of its variance.</summary>
    public ExpectedSignals DividedBy(double[] variances) => new(Positions,
        [.. MeanSquares.Select((square, i) => square / variances[i / Positions])],
        [.. Products.Select((product, i) => product / Math.Sqrt(variances[First(i) / Positions] * variances[Second(i) / Positions]))],
        [.. Means.Select((value, i) => value / Math.Sqrt(variances[i / Positions]))]);

    private static int Row(int product, int positions) => product / positions * 2 * positions + product % positions;
}

/// <summary>
/// The expected mean square and correlation of a layer with weights; NaN where its initializers predict no variance or a mean other than 0.
/// </summary>
internal sealed record ExpectedLayer(double MeanSquare, double Correlation)
{
    public double GradientMeanSquare { get; set; } = double.NaN;
}
