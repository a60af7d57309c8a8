using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>Pictures of weights: histograms, heat maps, singular values, one parameter at a glance, and whole models.</summary>
/// <example>
/// <code>
/// TensorShape shape = [256, 784];
/// float[] weights = Init.HeNormal().Initialize(shape, new PhiloxRandom(42));
/// WeightPictures.Overview(weights, shape, Init.HeNormal()).Save("weights.svg");
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static partial class WeightPictures
{
    /// <summary>The shorter side of the largest matrix whose singular values are a part of an overview: they take seconds.</summary>
    private const int MostSingular = 1024;

    /// <summary>
    /// A heat map of weights as a matrix: red above 0, blue below, the stronger the larger. Rows are outputs, from the top on; columns are
    /// inputs with their kernel taps.
    /// </summary>
    /// <param name="weights">All weights of the parameter, in row-major order.</param>
    /// <param name="shape">The shape of the parameter.</param>
    /// <param name="title">The title of the picture. Defaults to one that names the shape.</param>
    /// <remarks>
    /// <para>
    /// At most 64 x 64 cells are drawn. In larger matrices each is the mean of a block of weights, which keeps blocks, diagonals and
    /// mirrored halves visible; independent weights pale to their standard deviation divided by the square root of the block's size. The
    /// legend and the description say how large the blocks are. The outputs of several groups or entries of a batch lie below each other,
    /// and a vector is a single row.
    /// </para>
    /// <para>
    /// The strongest colour is that of the 99th percentile of the magnitudes other than 0, and of all beyond it. Values that are not
    /// finite are green.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The length does not match the shape, or there are no weights.</exception>
    public static Picture Matrix(ReadOnlySpan<float> weights, TensorShape shape, string? title = null)
    {
        WeightStatistics.Check(weights, shape);
        long nonFinite = NonFiniteOf(weights);
        var grid = WeightGrid.Of(weights, shape);
        string cells = grid.IsWhole ? "Each cell is a weight"
            : Invariant($"Each cell is the mean of a block of {grid.RowsOfCell} x {grid.ColumnsOfCell} weights");
        return Chart.HeatMap(
            title ?? $"Weights in {shape}{NotFinite(nonFinite)}",
            Invariant($"A heat map of {grid.Rows} x {grid.Columns} weights, red above 0 and blue below. {cells}; colours are strongest at ")
            + Invariant($"magnitudes of {Number.Text(grid.Scale, 3)}{Range(weights, nonFinite)}."),
            grid, RowsOf(grid), ColumnsOf(grid),
            grid.IsWhole ? "weight" : Invariant($"mean of {grid.RowsOfCell} x {grid.ColumnsOfCell} weights"));
    }

    /// <summary>
    /// A parameter at a glance, in small pictures beside each other: its matrix, the histogram of its weights and its singular values, each
    /// with what is expected, as in <see cref="Matrix"/>, <see cref="Histogram(WeightStatistics, IWeightInitializer?)"/> and
    /// <see cref="Spectrum"/>. Singular values are left out of shapes without matrices, of matrices whose shorter side is above 1,024, and
    /// of weights that are not finite.
    /// </summary>
    /// <param name="weights">All weights of the parameter, in row-major order.</param>
    /// <param name="shape">The shape of the parameter.</param>
    /// <param name="initializer">The initializer whose prediction is drawn. Defaults to none.</param>
    /// <param name="title">The title of the picture. Defaults to one that names the shape and the initializer.</param>
    /// <param name="cancellation">Cancels the work at its beginning and between the singular values of two matrices.</param>
    /// <exception cref="ArgumentException">
    /// The length does not match the shape, there are no weights, or <paramref name="initializer"/> cannot fill weights of this shape.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Picture Overview(
        ReadOnlySpan<float> weights, TensorShape shape, IWeightInitializer? initializer = null, string? title = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var statistics = WeightStatistics.OfElements(weights, shape);
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.PredictionOf(initializer, shape);
        var grid = WeightGrid.Of(weights, shape);
        bool hasSpectrum =
            MatrixStatistics.AreMatrices(shape) && statistics.NonFinite == 0 && Math.Min(grid.Rows, grid.Columns) <= MostSingular;
        WeightSpectrum? spectrum = hasSpectrum
            ? WeightSpectrum.Of(weights, shape, initializer, cancellation) : null;
        Func<double, double>? density = DensityOf(prediction);
        int bins = weights.Length < 512 ? WeightStatistics.Bins / 4 : WeightStatistics.Bins / 2;
        List<(string, Axis, Distributed)> panels =
        [
            (HidesZeros(statistics) ? "weights other than 0" : "density of the weights", new Axis(Weight(statistics)),
                new(BarsOf(statistics, bins), density)),
        ];
        if (spectrum is not null) panels.Add(("singular values", SingularValue, Distributed(spectrum)));
        string expected = string.Join("; ", ((string?[])
            [density is null ? null : "predicted density", spectrum is null ? null : Expected(spectrum)]).OfType<string>());
        return Chart.Overview(
            title ?? (initializer is null ? $"Weights in {shape}" : $"Weights in {shape} and what {initializer} predicts"),
            Invariant($"{grid.Rows} x {grid.Columns} weights as a heat map and as a histogram: {Moments(statistics)}")
            + (spectrum is null ? "." : $"; and their singular values: {Words(spectrum)}."),
            (
                (grid.IsWhole ? "weights" : Invariant($"means of {grid.RowsOfCell} x {grid.ColumnsOfCell} weights"))
                    + NotFinite(statistics.NonFinite),
                RowsOf(grid), ColumnsOf(grid)
            ),
            grid, panels, expected.Length == 0 ? null : expected);
    }

    private static long NonFiniteOf(ReadOnlySpan<float> weights)
    {
        long count = 0;
        foreach (float weight in weights)
        {
            if (!float.IsFinite(weight)) count++;
        }
        return count;
    }

    /// <summary>What a title says of weights that are not finite.</summary>
    private static string NotFinite(long count) => count == 0 ? "" : Invariant($", {count} not finite (green)");

    /// <summary>The smallest and the largest weight, and whether some are not finite.</summary>
    private static string Range(ReadOnlySpan<float> weights, long nonFinite)
    {
        (float smallest, float largest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float weight in weights)
        {
            if (float.IsFinite(weight)) (smallest, largest) = (Math.Min(smallest, weight), Math.Max(largest, weight));
        }
        return (smallest <= largest ? $". Weights are from {Number.Text(smallest, 3)} to {Number.Text(largest, 3)}" : "")
            + (nonFinite > 0 ? $"; {Number.Share(nonFinite, weights.Length)} are not finite, and green" : "");
    }

    private static string RowsOf(WeightGrid grid) => grid.Rows == 1 ? "" : "output";

    private static string ColumnsOf(WeightGrid grid) => grid.Rows == 1 ? "element" : grid.HasTaps ? "input, and in it the tap" : "input";
}
