using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Statistics;

/// <summary>Orthogonal matrices are uniformly distributed: their entries, determinants and eigenvalues agree
/// with the theory of the group O(n).</summary>
public class HaarTests
{
    private const int Matrices = 20_000;

    public static TheoryData<int> Sizes => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Determinants_OfSquareMatrices_AreBalanced(int size) =>
        Significance.OfCount(Draw(size, size).Count(matrix => matrix.Determinant() > 0),
            Matrices, 0.5, $"The number of positive determinants of O({size})");

    /// <summary>
    /// An entry is a coordinate of a uniform point on the sphere in m dimensions: E q^2 = 1/m, E q^4 = 3/(m(m+2)), and so on,
    /// E q^2k = (2k-1)!!/(m(m+2)...(m+2k-2)).
    /// </summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    [InlineData(2, 5)]
    [InlineData(4, 1)]
    [InlineData(8, 8)]
    public void Entries_OfAnyMatrix_HaveTheMomentsOfTheSphere(int rows, int columns)
    {
        int m = Math.Max(rows, columns);
        Matrix<double>[] matrices = [.. Draw(rows, columns)];
        for (int row = 0; row < rows; row += Math.Max(1, rows - 1))
        {
            for (int column = 0; column < columns; column += Math.Max(1, columns - 1))
            {
                for (int power = 1; power <= 4; power++)
                {
                    double expected = power % 2 == 1 ? 0 : Even(m, power);
                    double sum = matrices.Sum(matrix => Math.Pow(matrix[row, column], power)) / Matrices;
                    Significance.OfScore((sum - expected) / Math.Sqrt((Even(m, 2 * power) - expected * expected) / Matrices),
                        $"The z-score of the moment {power} of entry ({row}, {column}) of {rows} by {columns}");
                }
            }
        }
    }

    /// <summary>Two entries in different rows and columns have E q^2 r^2 = (m+1)/((m-1)m(m+2)).</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    [InlineData(2, 5)]
    [InlineData(8, 8)]
    public void Products_OfTwoEntries_HaveTheMeanOfTheGroup(int rows, int columns)
    {
        double m = Math.Max(rows, columns);
        double mixed = (m + 1) / ((m - 1) * m * (m + 2));
        double[] products = [.. Draw(rows, columns).Select(matrix => Math.Pow(matrix[0, 0] * matrix[1, 1], 2))];
        double deviation = Math.Sqrt(products.Sum(product => (product - mixed) * (product - mixed)) / Matrices / Matrices);
        Significance.OfScore((products.Average() - mixed) / deviation, $"The z-score of two entries' product of {rows} by {columns}");
    }

    /// <summary>
    /// The gap around eigenvalue 1: the smallest angle of the eigenvalues e^(+-i theta), against its exact
    /// distribution in each half of O(n). The angles are a determinantal process of the functions below, so that
    /// the probability that none lies below s is the determinant of their inner products on [s, pi] (Katz and Sarnak 1999, "Random
    /// Matrices, Frobenius Eigenvalues, and Monodromy", sections 5.0 and 6.9). QR without its signs fails here.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Eigenvalues_OfSquareMatrices_HaveTheGapsOfTheGroup(int size)
    {
        foreach (IGrouping<bool, Matrix<double>> half in Draw(size, size).GroupBy(matrix => matrix.Determinant() > 0))
        {
            int angles = half.Key ? size / 2 : (size - 1) / 2;
            if (angles == 0) continue;
            double[] smallest = [.. half.Select(SmallestAngle).Order()];
            double distance = 0;
            for (int i = 0; i < smallest.Length; i++)
            {
                double below = 1 - NoneBelow(smallest[i], size, half.Key, angles);
                distance = Math.Max(distance, Math.Max(below - (double)i / smallest.Length, (i + 1.0) / smallest.Length - below));
            }
            Significance.OfDistance(distance, smallest.Length,
                $"The distance of the smallest angles of O({size}), determinant {(half.Key ? 1 : -1)}, from their distribution");
        }

        double SmallestAngle(Matrix<double> matrix)
        {
            // Eigenvalues that are 1 or -1 in all matrices of the half are real, and not counted as angles.
            double[] angles = [.. matrix.Evd().EigenValues.Where(value => value.Imaginary > 1e-6).Select(value => value.Phase)];
            return angles.Min();
        }
    }

    /// <summary>cos(k theta) for SO(2m), sin((k + 1/2) theta) for SO(2m + 1), sin((k + 1) theta) and cos((k +
    /// 1/2) theta) for the other halves.</summary>
    private static double NoneBelow(double s, int size, bool positive, int angles)
    {
        bool even = size % 2 == 0, cosine = even == positive;
        double shift = even ? (positive ? 0 : 1) : 0.5;
        return Matrix<double>.Build.Dense(angles, angles, (i, j) =>
        {
            double a = i + shift, b = j + shift, sum = CosineIntegral(a + b), difference = CosineIntegral(a - b);
            double norm = Math.PI / 2 * (a == 0 ? Math.Sqrt(2) : 1) * (b == 0 ? Math.Sqrt(2) : 1);
            return (cosine ? difference + sum : difference - sum) / 2 / norm;
        }).Determinant();

        double CosineIntegral(double k) => k == 0 ? Math.PI - s : -Math.Sin(k * s) / k;
    }

    private static double Even(int m, int power)
    {
        double moment = 1;
        for (int k = 0; k < power / 2; k++) moment *= (2 * k + 1.0) / (m + 2 * k);
        return moment;
    }

    private static IEnumerable<Matrix<double>> Draw(int rows, int columns)
    {
        TensorShape shape = new TensorShape(Matrices, rows, columns).WithLayout(new WeightLayout("batch, out, in"));
        float[] all = Init.Orthogonal().Initialize(shape, TestSeed.Source($"{nameof(HaarTests)} {rows} {columns}"));
        for (int i = 0; i < Matrices; i++)
        {
            int start = i * rows * columns;
            yield return Matrix<double>.Build.Dense(rows, columns, (row, column) => all[start + row * columns + column]);
        }
    }
}
