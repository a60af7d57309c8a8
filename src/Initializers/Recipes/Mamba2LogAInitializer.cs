using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>The A of Mamba 2 as it is stored, the logarithm of a uniform number: ln U[smallest, largest).</summary>
/// <example>
/// <code>
/// float[] logA = StateSpaceInit.Mamba2LogA().Initialize([24], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// Element i takes word i of the source. Dao and Gu (2024), "Transformers are SSMs", <see href="https://arxiv.org/abs/2405.21060"/>;
/// <c>mamba2.py</c> of the authors. Thread-safe: an immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<Mamba2LogAInitializer>))]
public sealed record Mamba2LogAInitializer : ElementwiseInitializer, IPredictableInitializer
{
    /// <summary>Logarithms of uniform numbers.</summary>
    /// <param name="smallest">The smallest number, above 0.</param>
    /// <param name="largest">The largest number, above the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is not above 0 and finite as a float, or the smallest is not below the largest.
    /// </exception>
    public Mamba2LogAInitializer(double smallest = 1, double largest = 16)
    {
        Guard.Ordered(Guard.Positive(smallest), Guard.Positive(Guard.Finite(largest), nameof(largest)), nameof(smallest), nameof(largest));
        (Smallest, Largest) = (smallest, largest);
    }

    /// <summary>The smallest number.</summary>
    public double Smallest { get; }

    /// <summary>The largest number.</summary>
    public double Largest { get; }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        double least = PortableMath.Log(Smallest), most = PortableMath.Log(Largest);
        (double mean, double variance) = Moments(most - least, Smallest / Largest);
        return new(least + mean, Math.Sqrt(variance), least, most);
    }

    /// <summary>
    /// Mean and variance of y from 0 to the width w, with the density e^y / (e^w - 1): w / (1 - q) - 1 and 1 - w^2 q / (1 - q)^2, where
    /// q = e^-w is the ratio of the numbers. Where these cancel, the first terms of their series.
    /// </summary>
    private static (double Mean, double Variance) Moments(double w, double q) => w < 0.1
        ? (w / 2 + w * w / 12 - w * w * w * w / 720, w * w / 12 * (1 - w * w / 20 + w * w * w * w / 504))
        : (w / (1 - q) - 1, 1 - w * w * q / ((1 - q) * (1 - q)));

    /// <summary><c>Mamba2LogA(smallest: 1, largest: 16)</c>.</summary>
    public override string ToString() => Invariant($"Mamba2LogA(smallest: {Smallest}, largest: {Largest})");

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        random.NextUniform(slice, 0, 1);
        foreach (ref float value in slice) value = (float)PortableMath.Log(Smallest + value * (Largest - Smallest));
    }
}
