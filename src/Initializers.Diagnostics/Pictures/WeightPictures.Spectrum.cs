namespace Initializers.Diagnostics;

/// <content>Singular values.</content>
public static partial class WeightPictures
{
    private static readonly Axis SingularValue = new("singular value", Minimum: 0);

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
        WeightStatistics.Check(weights, shape);
        if (!MatrixStatistics.AreMatrices(shape))
            throw new ArgumentException($"shape must have an axis of inputs and one of outputs, but was {shape}.", nameof(shape));
        if (NonFiniteOf(weights) > 0) throw new ArgumentException("weights must be finite, but some were not.", nameof(weights));
        var spectrum = WeightSpectrum.Of(weights, shape, initializer, cancellation);
        return Chart.Histogram(
            title ?? $"Singular values of weights in {shape}",
            $"A histogram of {Plural.Of(spectrum.Values.Count, "singular value")}: {Words(spectrum)}.",
            SingularValue, Distributed(spectrum), Expected(spectrum), "singular values");
    }

    private static Distributed Distributed(WeightSpectrum spectrum) =>
        new(spectrum.Bars, double.IsNaN(spectrum.Single) && spectrum.Law is { } law ? law.Density : null, spectrum.Single);

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
}
