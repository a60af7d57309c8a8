using Initializers;
using Initializers.Diagnostics;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Claims about distributions of the same variance.</summary>
public static class FormClaims
{
    private const double Chance = 3;

    public static IEnumerable<Claim> Of(long seed)
    {
        yield return new("He's truncated normal has the variance of He's normal.", Sources.Keras, [], _ =>
        {
            TensorShape shape = [1024, 1024];
            WeightStatistics truncated = WeightStatistics.Of(Init.HeTruncatedNormal().Initialize(shape, new PhiloxRandom(seed)), shape),
                normal = WeightStatistics.Of(Init.HeNormal().Initialize(shape, new PhiloxRandom(seed + 1)), shape);
            // The standard error of a variance is s^2 sqrt((kurtosis - 1) / n).
            double error = Math.Sqrt((truncated.Kurtosis - 1 + normal.Kurtosis - 1) / truncated.Count),
                ratio = Math.Pow(truncated.StandardDeviation / normal.StandardDeviation, 2);
            return new(Math.Abs(ratio - 1) < Chance * error, Invariant($"variance ratio {ratio:0.0000} for 2^20 weights each, ")
                + Invariant($"standard error {error:0.0000}; without the correction the ratio would be 0.7737"));
        });
    }
}
