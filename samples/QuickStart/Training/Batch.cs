using MathNet.Numerics.LinearAlgebra;

namespace QuickStart;

/// <summary>Images, one in each column, and their labels.</summary>
public sealed record Batch(Matrix<float> Images, IReadOnlyList<int> Labels)
{
    public static Batch Of(IReadOnlyCollection<Digit> digits) =>
        new(Matrix<float>.Build.DenseOfColumnArrays(digits.Select(digit => digit.Pixels)), [.. digits.Select(digit => digit.Label)]);
}
