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
    /// <summary>The histogram of weights, with the probability density that an initializer predicts.</summary>
    /// <param name="weights">The statistics of the weights.</param>
    /// <param name="initializer">
    /// The initializer whose prediction is drawn, whether or not it filled them. Defaults to none, without a density.
    /// </param>
    /// <remarks>Where more than a tenth of the weights are 0, they are counted and left out: their bar would hide the others.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> cannot fill weights of this shape.</exception>
    public static Picture Histogram(WeightStatistics weights, IWeightInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.PredictionOf(initializer, weights.Shape);
        string expected = prediction is not { } predicted ? ""
            : $"; {initializer} predicts {Number.Text(predicted.Mean, 3)} and {Number.Text(predicted.StandardDeviation, 3)}";
        return Chart.Histogram(
            $"Weights in {weights.Shape}{(prediction is null ? "" : $" and what {initializer} predicts")}",
            Invariant($"A histogram of {Plural.Of(weights.Count, "weight")}: {Moments(weights)}{expected}."),
            new Axis(Weight(weights)), BarsOf(weights, Bins), DensityOf(prediction), $"predicted by {initializer}",
            HidesZeros(weights) ? "weights other than 0" : "weights");
    }

    /// <inheritdoc cref="Histogram(WeightStatistics, IWeightInitializer?)"/>
    /// <param name="weights">All weights of the parameter, in row-major order.</param>
    /// <param name="shape">The shape of the parameter.</param>
    /// <param name="initializer">
    /// The initializer whose prediction is drawn, whether or not it filled them. Defaults to none, without a density.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The length does not match the shape, there are no weights, or <paramref name="initializer"/> cannot fill weights of this shape.
    /// </exception>
    public static Picture Histogram(ReadOnlySpan<float> weights, TensorShape shape, IWeightInitializer? initializer = null)
    {
        Checked(weights, shape);
        return Histogram(WeightStatistics.OfElements(weights, shape), initializer);
    }

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
        Checked(weights, shape);
        var grid = WeightGrid.Of(weights, shape);
        string cells = grid.IsWhole ? "Each cell is a weight"
            : Invariant($"Each cell is the mean of a block of {grid.RowsOfCell} x {grid.ColumnsOfCell} weights");
        return Chart.HeatMap(
            title ?? $"Weights in {shape}{NotFinite(NonFiniteOf(weights))}",
            Invariant($"A heat map of {grid.Rows} x {grid.Columns} weights, red above 0 and blue below. {cells}; colours are strongest at ")
            + Invariant($"magnitudes of {Number.Text(grid.Scale, 3)}{Range(weights)}."),
            grid, RowsOf(grid), ColumnsOf(grid),
            grid.IsWhole ? "weight" : Invariant($"mean of {grid.RowsOfCell} x {grid.ColumnsOfCell} weights"));
    }

    /// <summary>
    /// The histogram of the singular values of weights, with Marchenko and Pastur's law, or with a line at the one value that orthogonal
    /// matrices have.
    /// </summary>
    /// <param name="weights">All weights of the parameter, in row-major order, which must be finite.</param>
    /// <param name="shape">The shape of the parameter, whose groups, packed blocks and entries of the batch are matrices.</param>
    /// <param name="initializer">The initializer whose prediction is drawn. Defaults to none, and the weights decide.</param>
    /// <param name="title">The title of the picture. Defaults to one that names the shape.</param>
    /// <param name="cancellation">Cancels the computation between two matrices.</param>
    /// <remarks>
    /// <para>
    /// The singular values of m x n independent weights with mean 0 and standard deviation s, whatever their distribution, lie between
    /// s |sqrt(m) - sqrt(n)| and s (sqrt(m) + sqrt(n)) if m and n are large: V. A. Marchenko and L. A. Pastur (1967), "Distribution of
    /// eigenvalues for some sets of random matrices", <see href="https://doi.org/10.1070/SM1967v001n04ABEH001994"/>. The law is drawn with
    /// the deviation that <paramref name="initializer"/> predicts or, if it predicts none, that of the weights. Of structured weights it
    /// shows how they differ from independent ones.
    /// </para>
    /// <para>
    /// A line at the gain takes its place if <paramref name="initializer"/> is an <see cref="OrthogonalInitializer"/>, scaled or not; and
    /// for other initializers a line at the mean of the singular values, if these agree to a thousandth.
    /// </para>
    /// <para>A matrix whose shorter side is 512 takes about a second, and the time grows with the cube of that side.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The length does not match the shape; there are no weights, or one is not finite; the shape has no matrices, as a vector; or
    /// <paramref name="initializer"/> cannot fill weights of this shape.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Picture Spectrum(
        ReadOnlySpan<float> weights, TensorShape shape, IWeightInitializer? initializer = null, string? title = null,
        CancellationToken cancellation = default)
    {
        Checked(weights, shape);
        if (!MatrixStatistics.AreMatrices(shape))
            throw new ArgumentException($"shape must have an axis of inputs and one of outputs, but was {shape}.", nameof(shape));
        if (NonFiniteOf(weights) > 0) throw new ArgumentException("weights must be finite, but some were not.", nameof(weights));
        var spectrum = WeightSpectrum.Of(weights, shape, initializer, cancellation);
        return Chart.Histogram(
            title ?? $"Singular values of weights in {shape}",
            $"A histogram of {Plural.Of(spectrum.Values.Count, "singular value")}: {Words(spectrum)}.",
            SingularValue, Distributed(spectrum), Expected(spectrum), "singular values");
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
    /// <param name="cancellation">Cancels the computation of the singular values between two matrices.</param>
    /// <exception cref="ArgumentException">
    /// The length does not match the shape, there are no weights, or <paramref name="initializer"/> cannot fill weights of this shape.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Picture Overview(
        ReadOnlySpan<float> weights, TensorShape shape, IWeightInitializer? initializer = null, string? title = null,
        CancellationToken cancellation = default)
    {
        Checked(weights, shape);
        var statistics = WeightStatistics.OfElements(weights, shape);
        WeightPrediction? prediction = initializer is null ? null : WeightCheck.PredictionOf(initializer, shape);
        var grid = WeightGrid.Of(weights, shape);
        bool hasSpectrum =
            MatrixStatistics.AreMatrices(shape) && statistics.NonFinite == 0 && Math.Min(grid.Rows, grid.Columns) <= MostSingular;
        WeightSpectrum? spectrum = hasSpectrum
            ? WeightSpectrum.Of(weights, shape, initializer, cancellation) : null;
        Func<double, double>? density = DensityOf(prediction);
        int bins = weights.Length < 512 ? Bins / 4 : Bins / 2;
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

    /// <summary>The shorter side of the largest matrix whose singular values are a part of an overview: they take seconds.</summary>
    private const int MostSingular = 1024;

    private static readonly Axis SingularValue = new("singular value", Minimum: 0);

    private static void Checked(ReadOnlySpan<float> weights, in TensorShape shape)
    {
        Guard.Length(weights.Length, shape);
        if (weights.IsEmpty) throw new ArgumentException("weights must have at least one element, but had none.", nameof(weights));
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

    private static Func<double, double>? DensityOf(WeightPrediction? prediction) =>
        prediction is { Distribution: not null } known ? known.Density : null;

    private static Distributed Distributed(WeightSpectrum spectrum) =>
        new(spectrum.Bars, double.IsNaN(spectrum.Single) ? spectrum.Law is { } law ? law.Density : null : null, spectrum.Single);

    private static string? Expected(WeightSpectrum spectrum) =>
        double.IsFinite(spectrum.Single) ? $"all singular values {Number.Text(spectrum.Single)}"
        : spectrum.Law is null ? null : "Marchenko and Pastur's law (independent weights)";

    private static string Words(WeightSpectrum spectrum)
    {
        string measured = $"from {Number.Text(spectrum.Values.Min(), 3)} to {Number.Text(spectrum.Values.Max(), 3)}";
        if (double.IsFinite(spectrum.Single)) return $"{measured}, of which each is expected to be {Number.Text(spectrum.Single, 3)}";
        if (spectrum.Law is not { } law) return measured;
        (double smallest, double largest) = law.Bounds;
        return $"{measured}; Marchenko and Pastur's law for independent weights is {Number.Text(smallest, 3)} to {Number.Text(largest, 3)}";
    }

    private static string Moments(WeightStatistics weights) =>
        $"mean {Number.Text(weights.Mean, 3)}, standard deviation {Number.Text(weights.StandardDeviation, 3)}"
        + (HidesZeros(weights) ? $"; {Number.Share(weights.Zeros, weights.Count)} are 0 and not in the histogram" : "");

    /// <summary>Whether zeros, as of sparse weights, are so many that their bar would hide the others.</summary>
    private static bool HidesZeros(WeightStatistics weights) => weights.Histogram is not null && weights.Zeros > weights.Count / 10;

    /// <summary>The title of the axis.</summary>
    private static string Weight(WeightStatistics weights) =>
        HidesZeros(weights) ? $"weight ({Number.Share(weights.Zeros, weights.Count)} are 0)" : "weight";

    /// <summary>The smallest and the largest weight, and whether some are not finite.</summary>
    private static string Range(ReadOnlySpan<float> weights)
    {
        (float smallest, float largest, int bad) = (float.PositiveInfinity, float.NegativeInfinity, 0);
        foreach (float weight in weights)
        {
            if (float.IsFinite(weight)) (smallest, largest) = (Math.Min(smallest, weight), Math.Max(largest, weight));
            else bad++;
        }
        return (smallest <= largest ? $". Weights are from {Number.Text(smallest, 3)} to {Number.Text(largest, 3)}" : "")
            + (bad > 0 ? $"; {Number.Share(bad, weights.Length)} are not finite, and green" : "");
    }

    private static string RowsOf(WeightGrid grid) => grid.Rows == 1 ? "" : "output";

    private static string ColumnsOf(WeightGrid grid) => grid.Rows == 1 ? "element" : grid.HasTaps ? "input, and in it the tap" : "input";

    /// <summary>The bins of the statistics, which pictures join to fewer.</summary>
    private const int Bins = 64;

    /// <summary>The bars of the histogram, in so many equal bins, a divisor of 64; a single one for equal weights.</summary>
    private static IReadOnlyList<HistogramBar> BarsOf(WeightStatistics weights, int bins)
    {
        if (weights.Histogram is not { } histogram) return [new(weights.Smallest, weights.Largest, weights.Count - weights.NonFinite)];
        int each = histogram.BucketCount / bins;
        double[] counts = [.. Enumerable.Range(0, histogram.BucketCount).Select(i => histogram[i].Count)];
        if (HidesZeros(weights)) counts[histogram.GetBucketIndexOf(0)] -= weights.Zeros;
        return [.. counts.Chunk(each).Select((part, i) =>
            new HistogramBar(histogram[i * each].LowerBound, histogram[(i + 1) * each - 1].UpperBound, part.Sum()))];
    }
}
