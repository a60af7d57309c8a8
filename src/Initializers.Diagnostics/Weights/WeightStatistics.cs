using MathNet.Numerics.Statistics;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>
/// Statistics of the weights of one parameter: moments, bounds, equal units, and the norms of the matrices that they form.
/// </summary>
/// <example>
/// <code>
/// TensorShape shape = [256, 784];
/// float[] weights = Init.HeNormal().Initialize(shape, new PhiloxRandom(42));
/// WeightStatistics statistics = WeightStatistics.Of(weights, shape);
/// Console.WriteLine(statistics);
/// Console.WriteLine(statistics.Check(Init.HeNormal()).IsFine); // True
/// </code>
/// </example>
/// <remarks>
/// Each group, packed block and batch entry of the shape is a matrix. Its rows are the outputs, its columns the inputs with their kernel
/// taps. Moments leave out values that are not finite. Thread-safe: an immutable value.
/// </remarks>
public sealed record WeightStatistics
{
    internal const int Bins = 64;

    private WeightStatistics(TensorShape shape) => Shape = shape;

    /// <summary>The parameter's shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>The number of weights.</summary>
    public long Count { get; private init; }

    /// <summary>The number of weights that are NaN or infinite.</summary>
    public long NonFinite { get; private init; }

    /// <summary>The number of weights that are 0.</summary>
    public long Zeros { get; private init; }

    /// <summary>The mean.</summary>
    public double Mean { get; private init; }

    /// <summary>The standard deviation, over n rather than n - 1.</summary>
    public double StandardDeviation { get; private init; }

    /// <summary>The third central moment over the cube of the standard deviation: 0 for a symmetric distribution.</summary>
    public double Skewness { get; private init; }

    /// <summary>
    /// The fourth central moment over the fourth power of the standard deviation: 3 for a normal distribution, 1.8 for a uniform one.
    /// </summary>
    public double Kurtosis { get; private init; }

    /// <summary>The smallest weight.</summary>
    public double Smallest { get; private init; }

    /// <summary>The largest weight.</summary>
    public double Largest { get; private init; }

    /// <summary>
    /// The number of rows (outputs) that equal another row of their matrix: such units get the same gradients and stay equal. It is 0 for
    /// shapes that are not matrices.
    /// </summary>
    public long EqualRows { get; private init; }

    /// <summary>The number of columns (inputs) that equal another column of their matrix; 0 for shapes that are not matrices.</summary>
    public long EqualColumns { get; private init; }

    /// <summary>
    /// The largest singular value of the matrices, by power iteration: the largest factor by which they stretch a vector. It is NaN for
    /// shapes that are not matrices and for weights that are not finite.
    /// </summary>
    public double SpectralNorm { get; private init; }

    /// <summary>
    /// The largest element of |Q^T Q / s - I|, for the rows or the columns, whichever are fewer, where s is the mean of their squared
    /// lengths: 0 for a multiple of an orthonormal set. It is NaN for shapes that are not matrices, for weights that are not finite, and
    /// unless requested.
    /// </summary>
    public double OrthogonalityError { get; private init; }

    /// <summary>
    /// The histogram of the finite weights, with 64 equal bins from the smallest to the largest; null if there are no two different ones.
    /// </summary>
    public Histogram? Histogram { get; private init; }

    /// <summary>Computes the statistics of the weights of a parameter.</summary>
    /// <param name="weights">All weights of the parameter, in row-major order.</param>
    /// <param name="shape">The shape of the parameter.</param>
    /// <param name="orthogonality">
    /// Whether to compute <see cref="OrthogonalityError"/>, which takes as long as a product of the matrix with itself.
    /// </param>
    /// <param name="cancellation">
    /// Cancels the computation of <see cref="SpectralNorm"/>, which takes tens of seconds for millions of weights.
    /// </param>
    /// <exception cref="ArgumentException">The length does not match the shape, or there are no weights.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static WeightStatistics Of(
        ReadOnlySpan<float> weights, TensorShape shape, bool orthogonality = false, CancellationToken cancellation = default)
    {
        WeightStatistics statistics = OfElements(weights, shape);
        MatrixStatistics matrices = MatrixStatistics.Of(weights, shape, statistics.NonFinite == 0, orthogonality, cancellation);
        return statistics with
        {
            EqualRows = matrices.EqualRows,
            EqualColumns = matrices.EqualColumns,
            SpectralNorm = matrices.SpectralNorm,
            OrthogonalityError = matrices.OrthogonalityError,
        };
    }

    /// <summary>The statistics that one pass over the weights gives; those of matrices are NaN and 0.</summary>
    internal static WeightStatistics OfElements(ReadOnlySpan<float> weights, in TensorShape shape)
    {
        Check(weights, shape);
        var finite = new List<double>(weights.Length);
        long zeros = 0;
        foreach (float weight in weights)
        {
            if (float.IsFinite(weight)) finite.Add(weight);
            if (weight == 0) zeros++;
        }
        Moments moments = Moments.Of(finite);
        (double smallest, double largest) = finite.Count == 0 ? (double.NaN, double.NaN) : (finite.Min(), finite.Max());
        return new(shape)
        {
            Count = weights.Length,
            NonFinite = weights.Length - finite.Count,
            Zeros = zeros,
            Mean = moments.Mean,
            StandardDeviation = moments.Deviation,
            Skewness = moments.Skewness,
            Kurtosis = moments.Kurtosis,
            Smallest = smallest,
            Largest = largest,
            Histogram = smallest < largest ? new Histogram(finite, Bins) : null,
            SpectralNorm = double.NaN,
            OrthogonalityError = double.NaN,
        };
    }

    /// <summary>Requires weights, as many as the shape has.</summary>
    /// <exception cref="ArgumentException">There are others, or none.</exception>
    internal static void Check(ReadOnlySpan<float> weights, in TensorShape shape)
    {
        Guard.Length(weights.Length, shape);
        if (weights.IsEmpty) throw new ArgumentException("weights must have at least one element, but had none.", nameof(weights));
    }

    /// <summary>Compares the weights with the prediction of their initializer and describes what is wrong.</summary>
    /// <param name="initializer">The initializer that filled them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> cannot fill weights of this shape.</exception>
    public WeightCheck Check(IWeightInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return WeightCheck.Of(this, initializer);
    }

    /// <summary>The moments, bounds and counts in one line, as far as these weights have them.</summary>
    public override string ToString() =>
        Invariant($"{Shape}: mean {Mean:G4}, standard deviation {StandardDeviation:G4}, from {Smallest:G4} to {Largest:G4}")
        + (double.IsNaN(Kurtosis) ? "" : Invariant($", kurtosis {Kurtosis:G3}"))
        + Invariant($", zeros {(double)Zeros / Count:P1}, not finite {NonFinite}")
        + (Shape.Rank < 2 ? "" : Invariant($", equal rows {EqualRows}"))
        + (double.IsNaN(SpectralNorm) ? "" : Invariant($", spectral norm {SpectralNorm:G4}"));
}
