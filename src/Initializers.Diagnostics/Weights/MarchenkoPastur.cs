namespace Initializers.Diagnostics;

/// <summary>
/// The law of the singular values of large matrices of independent weights with mean 0 and a common deviation s, whatever their
/// distribution: those of m x n weights, with p the smaller and q the larger of m and n, lie between s (sqrt(q) - sqrt(p)) = a and
/// s (sqrt(q) + sqrt(p)) = b, with the density sqrt((b^2 - x^2) (x^2 - a^2)) / (pi s^2 p x).
/// </summary>
/// <param name="Deviation">The deviation of the weights, above 0.</param>
/// <param name="Sizes">The rows and columns of the matrices, whose singular values are taken together.</param>
/// <remarks>
/// V. A. Marchenko and L. A. Pastur (1967), "Distribution of eigenvalues for some sets of random matrices", Mathematics of the USSR-Sbornik
/// 1, pp. 457-483, <see href="https://doi.org/10.1070/SM1967v001n04ABEH001994"/>, which is about the squares.
/// </remarks>
internal sealed record MarchenkoPastur(double Deviation, IReadOnlyList<(int Rows, int Columns)> Sizes)
{
    /// <summary>The smallest and the largest value of the law.</summary>
    public (double Smallest, double Largest) Bounds =>
        (Sizes.Min(size => Ends(size).Smallest), Sizes.Max(size => Ends(size).Largest));

    /// <summary>The density at a singular value.</summary>
    public double Density(double value)
    {
        double sum = 0;
        // Each matrix has as many singular values as its smaller side is long, by which its density is divided.
        foreach ((int rows, int columns) in Sizes)
        {
            (double smallest, double largest) = Ends((rows, columns));
            double inside = (largest - value) * (largest + value) * (value - smallest) * (value + smallest);
            if (value > 0 && inside > 0) sum += Math.Sqrt(inside) / (Math.PI * Deviation * Deviation * value);
            else if (value == 0 && rows == columns) sum += largest / (Math.PI * Deviation * Deviation);
        }
        return sum / Sizes.Sum(size => (double)Math.Min(size.Rows, size.Columns));
    }

    private (double Smallest, double Largest) Ends((int Rows, int Columns) size)
    {
        double one = Math.Sqrt(size.Rows), other = Math.Sqrt(size.Columns);
        return (Deviation * Math.Abs(one - other), Deviation * (one + other));
    }
}
