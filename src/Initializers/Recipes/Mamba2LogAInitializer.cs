using static System.FormattableString;

namespace Initializers;

/// <summary>The A of Mamba 2 as it is stored, the logarithm of a uniform number: ln U[smallest, largest).</summary>
/// <remarks>
/// Element i takes word i of the source. Dao and Gu (2024), "Transformers are SSMs", <see href="https://arxiv.org/abs/2405.21060"/>;
/// <c>mamba2.py</c> of the authors. Thread-safe: an immutable value.
/// </remarks>
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
        // The integrals of ln(x)^2 and ln(x), over the ratio to the smallest number, which cancel less.
        double ratio = Largest / Smallest, log = PortableMath.Log(ratio), width = ratio - 1;
        double mean = ratio * log / width - 1, square = (ratio * log * log - 2 * ratio * log) / width + 2;
        double least = PortableMath.Log(Smallest);
        return new(least + mean, Math.Sqrt(Math.Max(0, square - mean * mean)), least, PortableMath.Log(Largest));
    }

    /// <summary><c>Mamba2LogA(smallest: 1, largest: 16)</c>.</summary>
    public override string ToString() => Invariant($"Mamba2LogA(smallest: {Smallest}, largest: {Largest})");

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        random.NextUniform(slice, 0, 1);
        foreach (ref float value in slice) value = (float)PortableMath.Log(Smallest + value * (Largest - Smallest));
    }
}
