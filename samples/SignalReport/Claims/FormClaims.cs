using Initializers;
using Initializers.Diagnostics;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Forms of the same variance.</summary>
public static class FormClaims
{
    private const double Chance = 3;

    public static IEnumerable<Claim> Of(long seed)
    {
        yield return new("He's truncated normal has the variance of He's normal.", Sources.Keras, [], _ =>
        {
            TensorShape shape = [1024, 1024];
            WeightStatistics cut = WeightStatistics.Of(Init.HeTruncatedNormal().Initialize(shape, new PhiloxRandom(seed)), shape),
                whole = WeightStatistics.Of(Init.HeNormal().Initialize(shape, new PhiloxRandom(seed + 1)), shape);
            // The standard error of a variance is s^2 sqrt((kurtosis - 1) / n).
            double error = Math.Sqrt((cut.Kurtosis - 1 + whole.Kurtosis - 1) / cut.Count),
                ratio = Math.Pow(cut.StandardDeviation / whole.StandardDeviation, 2);
            return new(Math.Abs(ratio - 1) < Chance * error, Invariant($"ratio of the variances of 2^20 weights each {ratio:0.0000}, ")
                + Invariant($"standard error {error:0.0000}; without the correction it would be 0.7737"));
        });
    }
}
