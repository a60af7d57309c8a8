using MathNet.Numerics.Statistics;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>
/// What the weights of one parameter are like: moments, bounds, equal units, and the size of the matrices that they make up.
/// </summary>
/// <remarks>
/// Rows are outputs and columns inputs with their taps, in each matrix of the shape: each group, packed block and entry of a batch. Moments
/// leave out what is not finite. Thread-safe: an immutable value.
/// </remarks>
public sealed record WeightStatistics
{
    private const int Bins = 64;

    private WeightStatistics(TensorShape shape) => Shape = shape;

    /// <summary>The parameter's shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>How many weights there are.</summary>
    public long Count { get; private init; }

    /// <summary>How many of them are NaN or infinite.</summary>
    public long NonFinite { get; private init; }

    /// <summary>How many of them are 0.</summary>
    public long Zeros { get; private init; }

    /// <summary>The mean.</summary>
    public double Mean { get; private init; }

    /// <summary>The standard deviation, in units of the weights.</summary>
    public double StandardDeviation { get; private init; }

    /// <summary>The third central moment over the cube of the deviation: 0 for what is symmetric.</summary>
    public double Skewness { get; private init; }

    /// <summary>The fourth central moment over the fourth power of the deviation: 3 for a normal, 1.8 for a uniform distribution.</summary>
    public double Kurtosis { get; private init; }

    /// <summary>The smallest weight.</summary>
    public double Smallest { get; private init; }

    /// <summary>The largest weight.</summary>
    public double Largest { get; private init; }

    /// <summary>
    /// How many rows, which are outputs, equal another row of their matrix: units that get the same gradients and stay alike. 0 for what is
    /// no matrix.
    /// </summary>
    public long EqualRows { get; private init; }

    /// <summary>How many columns, which are inputs, equal another column of their matrix. 0 for what is no matrix.</summary>
    public long EqualColumns { get; private init; }

    /// <summary>
    /// The greatest singular value of the matrices, by power iteration: the most by which a vector can be stretched; NaN for what is no
    /// matrix, or holds what is no number.
    /// </summary>
    public double SpectralNorm { get; private init; }

    /// <summary>
    /// The greatest element of |Q^T Q / s - I|, of the rows or the columns, whichever are fewer, with s the mean square of their lengths: 0
    /// for a multiple of orthonormal ones; NaN for what is no matrix, and where it was not asked for.
    /// </summary>
    public double OrthogonalityError { get; private init; }

    /// <summary>The numbers of weights in 64 equal bins from the smallest to the largest, the finite ones.</summary>
    public Histogram? Histogram { get; private init; }

    /// <summary>The statistics of the weights of a parameter.</summary>
    /// <param name="weights">All of its weights, in row-major order.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="orthogonality">
    /// Whether <see cref="OrthogonalityError"/> is asked for, which takes as long as a product of the matrix with itself.
    /// </param>
    /// <param name="cancellation">Ends the iterations of <see cref="SpectralNorm"/>, which take seconds for millions of weights.</param>
    /// <exception cref="ArgumentException">The length is wrong, or there are no weights.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static WeightStatistics Of(
        ReadOnlySpan<float> weights, TensorShape shape, bool orthogonality = false, CancellationToken cancellation = default)
    {
        Guard.Length(weights.Length, shape);
        if (weights.IsEmpty) throw new ArgumentException("weights must have at least one element, but had none.", nameof(weights));
        var finite = new List<double>(weights.Length);
        long zeros = 0;
        foreach (float weight in weights)
        {
            if (float.IsFinite(weight)) finite.Add(weight);
            if (weight == 0) zeros++;
        }
        Moments moments = Moments.Of(finite);
        (double smallest, double largest) = finite.Count == 0 ? (double.NaN, double.NaN) : (finite.Min(), finite.Max());
        MatrixStatistics matrices = MatrixStatistics.Of(weights, shape, finite.Count == weights.Length, orthogonality, cancellation);
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
            EqualRows = matrices.EqualRows,
            EqualColumns = matrices.EqualColumns,
            SpectralNorm = matrices.SpectralNorm,
            OrthogonalityError = matrices.OrthogonalityError,
        };
    }

    /// <summary>Compares the weights with what their initializer promises, and says in words what is wrong.</summary>
    /// <param name="initializer">The initializer that filled them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="initializer"/> cannot fill weights of this shape.</exception>
    public WeightCheck Check(IWeightInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        return WeightCheck.Of(this, initializer);
    }

    /// <summary>The moments, bounds and counts in one line.</summary>
    public override string ToString() =>
        Invariant($"{Shape}: mean {Mean:G4}, deviation {StandardDeviation:G4}, from {Smallest:G4} to {Largest:G4}, kurtosis ")
        + Invariant($"{Kurtosis:G3}, zeros {(double)Zeros / Count:P1}, not finite {NonFinite}, equal rows {EqualRows}, spectral norm ")
        + Invariant($"{SpectralNorm:G4}");
}
