using MathNet.Numerics.RootFinding;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The theory of wide networks at their start: what a layer makes of the mean square q of its sums, and of the correlation of two of them. With weights of variance sigma_w^2 / fan-in and biases of variance sigma_b^2, and of a residual network the share of the
/// skip connection, q becomes V(q) = skip^2 q + sigma_w^2 E f(z)^2 + sigma_b^2, z ~ N(0, q).
/// </summary>
/// <remarks>
/// <para>
/// Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli (2016), "Exponential expressivity in deep neural networks through transient chaos", eqs. 3 to 6, <see href="https://arxiv.org/abs/1606.05340"/>; Schoenholz, Gilmer, Ganguli and Sohl-Dickstein (2017), "Deep
/// Information Propagation", eqs. 4 to 9, <see href="https://arxiv.org/abs/1611.01232"/>. For residual networks: Yang and Schoenholz (2017), "Mean Field Residual Networks: On the Edge of Chaos", <see href="https://arxiv.org/abs/1712.08969"/>, where the branch is one layer.
/// </para>
/// <para>
/// It holds for infinite width. At finite width log q spreads from seed to seed, by more with each layer. Integrals as of <see cref="Gain"/>, to 1e-10. Thread-safe: an immutable value.
/// </para>
/// </remarks>
public sealed record MeanField
{
    /// <summary>The layers of a network.</summary>
    /// <param name="activation">The activation function, of one input.</param>
    /// <param name="weightVariance">sigma_w^2: the variance of the weights times fan-in; 2 for He's. Above 0.</param>
    /// <param name="biasVariance">sigma_b^2: the variance of the biases; at least 0.</param>
    /// <param name="skip">By what a skip connection multiplies what it adds to the layer's sums; 0 for a plain network, 1 for a residual one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation is a gate, or a number is out of its range.</exception>
    public MeanField(Activation activation, double weightVariance, double biasVariance = 0, double skip = 0)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (activation.IsGate) throw new ArgumentException($"activation is {activation}, a gate of two inputs; accepted are functions of one.", nameof(activation));
        (Activation, WeightVariance, BiasVariance, Skip) = (activation, Guard.Positive(weightVariance), Guard.NotNegative(biasVariance), Guard.Finite(skip));
    }

    /// <summary>The activation function.</summary>
    public Activation Activation { get; }

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance { get; }

    /// <summary>sigma_b^2.</summary>
    public double BiasVariance { get; }

    /// <summary>The factor of the skip connection.</summary>
    public double Skip { get; }

    /// <summary>V(q): the mean square of the next layer's sums.</summary>
    /// <param name="variance">q, the mean square of this layer's sums; above 0.</param>
    /// <exception cref="ArgumentException"><paramref name="variance"/> is not a finite number above 0, or the expectation is infinite.</exception>
    public double Map(double variance) => Skip * Skip * Guard.Positive(variance) + WeightVariance * Gain.MeanSquare(Activation, variance) + BiasVariance;

    /// <summary>
    /// chi = skip^2 + sigma_w^2 E f'(z)^2: by what the mean square of gradients is multiplied from a layer to the one before, and at a fixed point the slope of the correlation of two inputs at 1. Above 1 is chaos, below 1 order.
    /// </summary>
    /// <inheritdoc cref="Map"/>
    public double Slope(double variance) => Skip * Skip + WeightVariance * Gain.SlopeMeanSquare(Activation, variance);

    /// <summary>d ln V / d ln q: a deviation of q by a small share is this much larger or smaller in the next layer. Above 1 a fixed point is unstable, and depth takes q away from it.</summary>
    /// <inheritdoc cref="Map"/>
    public double LogSlope(double variance) => variance * MapSlope(variance) / Map(variance);

    /// <summary>All q with V(q) = q, from 1e-12 to 1e12, and 0 where nothing becomes nothing.</summary>
    public FixedPoints FixedPoints()
    {
        const int PerDecade = 8, Decades = 12;
        double[] logarithms = [.. Enumerable.Range(-Decades * PerDecade, 2 * Decades * PerDecade + 1).Select(i => Math.Log(10) * i / PerDecade)];
        double[] growth = [.. logarithms.Select(Growth)];
        if (growth.All(logarithm => Math.Abs(logarithm) < 1e-9)) return new([], EveryVariance: true);
        IEnumerable<FixedPoint> atZero = BiasVariance == 0 && Activation.Function(0) == 0 ? [new(0, double.NaN, double.NaN)] : [];
        return new([.. atZero, .. Roots(Growth, logarithms, growth).Select(Math.Exp).Select(q => new FixedPoint(q, Slope(q), LogSlope(q)))], EveryVariance: false);

        double Growth(double logarithm) => OrNaN(() => Math.Log(Map(Math.Exp(logarithm))) - logarithm);
    }

    /// <summary>The correlation that two inputs of correlation c have after a layer, at a mean square q of the sums of both; to 1e-9 for activations that are smooth between kinks and grow no faster than a power.</summary>
    /// <param name="correlation">c, from -1 to 1.</param>
    /// <param name="variance">q, above 0.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or an expectation is infinite.</exception>
    public double Correlation(double correlation, double variance)
    {
        if (!(Math.Abs(correlation) <= 1)) throw new ArgumentOutOfRangeException(nameof(correlation), correlation, Invariant($"correlation is {correlation}; accepted is a number from -1 to 1."));
        double deviation = Math.Sqrt(Guard.Positive(variance)), rest = deviation * Math.Sqrt((1 - correlation) * (1 + correlation));
        double product = correlation == 1 ? Gain.MeanSquare(Activation, variance)
            : GaussianExpectation.OfSmooth(first => Activation.Function(first) * Second(correlation * first), 0, deviation, Activation.Kinks);
        return (Skip * Skip * correlation * variance + WeightVariance * product + BiasVariance) / Map(variance);

        // Given the first, the second is normal around c times it.
        double Second(double mean) => rest == 0 ? Activation.Function(mean) : GaussianExpectation.OfSmooth(Activation.Function, mean, rest, Activation.Kinks);
    }

    /// <summary>The weight variances for a bias variance at which a plain network is on the edge of chaos, chi = 1 at a fixed point: signals and gradients reach farthest. Rising; there may be none.</summary>
    /// <param name="activation">The activation function.</param>
    /// <param name="biasVariance">sigma_b^2, at least 0.</param>
    /// <returns>Pairs of sigma_w^2 and q.</returns>
    /// <exception cref="ArgumentException">The activation is a gate, a number is out of its range, or an expectation is infinite.</exception>
    public static IReadOnlyList<(double WeightVariance, double Variance)> EdgeOfChaos(Activation activation, double biasVariance)
    {
        _ = new MeanField(activation, 1, biasVariance);
        // V(q) = q gives sigma_w^2 = (q - sigma_b^2) / E f^2, and chi = 1 is one equation for q.
        double WeightVarianceAt(double q) => (q - biasVariance) / Gain.MeanSquare(activation, q);
        double Excess(double q) => OrNaN(() => Math.Log(WeightVarianceAt(q) * Gain.SlopeMeanSquare(activation, q)));
        double[] grid = [.. Enumerable.Range(-96, 193).Select(i => biasVariance + Math.Pow(10, i / 16.0))];
        return [.. Roots(Excess, grid, [.. grid.Select(Excess)]).Select(q => (WeightVarianceAt(q), q))];
    }

    /// <summary>Where a function changes its sign between neighbours of a grid; not where it is 0 up to rounding, at all of them.</summary>
    private static IEnumerable<double> Roots(Func<double, double> function, double[] grid, double[] values)
    {
        for (int i = 0; i + 1 < grid.Length; i++)
        {
            if (!double.IsFinite(values[i]) || !double.IsFinite(values[i + 1]) || values[i] > 0 == values[i + 1] > 0) continue;
            if (Math.Abs(values[i]) < 1e-12 && Math.Abs(values[i + 1]) < 1e-12) continue;
            yield return Brent.FindRoot(function, grid[i], grid[i + 1], 1e-14, 200);
        }
    }

    /// <summary>dV/dq = skip^2 + sigma_w^2 E f(z) f'(z) z / q.</summary>
    private double MapSlope(double variance) => Skip * Skip + WeightVariance / variance *
        GaussianExpectation.Of(z => Activation.Function(z) * Activation.Derivative(z) * z, Guard.Positive(variance), Activation, $"E {Activation}(z) {Activation}'(z) z");

    /// <summary>A number, or NaN where an expectation is infinite.</summary>
    private static double OrNaN(Func<double> number)
    {
        try
        {
            return number();
        }
        catch (ArgumentException)
        {
            return double.NaN;
        }
    }
}
