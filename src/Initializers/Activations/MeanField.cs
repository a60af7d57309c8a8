using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The mean-field theory of wide networks at initialization: how a layer changes the mean square q of pre-activations, and the correlation
/// of those of two inputs. With weights of variance sigma_w^2 / fan-in, biases of variance sigma_b^2, and a skip connection in residual
/// networks, q becomes V(q) = skip^2 q + sigma_w^2 E f(z)^2 + sigma_b^2, z ~ N(0, q).
/// </summary>
/// <example>
/// <code>
/// var network = new MeanField(Activation.Tanh, weightVariance: 1.5, biasVariance: 0.05);
/// foreach (MeanFieldFixedPoint point in network.FixedPoints().Points) Console.WriteLine($"{point.Variance:F3}: {point.Slope:F3}");
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli (2016), "Exponential expressivity in deep neural networks through transient chaos",
/// eqs. 3 to 6, <see href="https://arxiv.org/abs/1606.05340"/>; Schoenholz, Gilmer, Ganguli and Sohl-Dickstein (2017), "Deep Information
/// Propagation", eqs. 4 to 9, <see href="https://arxiv.org/abs/1611.01232"/>. For residual networks: Yang and Schoenholz (2017), "Mean
/// Field Residual Networks: On the Edge of Chaos", <see href="https://arxiv.org/abs/1712.08969"/>, where the branch is one layer.
/// </para>
/// <para>
/// The theory holds for infinite width. At finite width log q varies between seeds, more with each layer. Integrals are accurate to 1e-10,
/// as in <see cref="Gain"/>. Thread-safe: an immutable value.
/// </para>
/// </remarks>
public sealed record MeanField
{
    /// <summary>A network of equal layers.</summary>
    /// <param name="activation">The activation function, of one input.</param>
    /// <param name="weightVariance">sigma_w^2: the variance of the weights times fan-in, above 0; 2 for He's initializer.</param>
    /// <param name="biasVariance">sigma_b^2: the variance of the biases, at least 0.</param>
    /// <param name="skip">The factor of the skip connection: 0 for a plain network, 1 for a residual one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">The activation is a gate, or a number is out of its range.</exception>
    public MeanField(Activation activation, double weightVariance, double biasVariance = 0, double skip = 0)
    {
        (Activation, Skip) = (OfOneInput(activation), Guard.Finite(skip));
        (WeightVariance, BiasVariance) = (Guard.Positive(weightVariance), Guard.NotNegative(biasVariance));
    }

    /// <summary>The activation function.</summary>
    public Activation Activation { get; }

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance { get; }

    /// <summary>sigma_b^2.</summary>
    public double BiasVariance { get; }

    /// <summary>The factor of the skip connection.</summary>
    public double Skip { get; }

    /// <summary>V(q): the mean square of the pre-activations of the next layer.</summary>
    /// <param name="variance">q, the mean square of the pre-activations of this layer; above 0.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="variance"/> is not a finite number above 0, or the expectation is infinite or cannot be integrated there.
    /// </exception>
    public double Map(double variance) => Finite(Next(Guard.Positive(variance)), variance);

    /// <summary>
    /// chi = skip^2 + sigma_w^2 E f'(z)^2: the factor of the mean square of gradients from a layer to the one before, and at a fixed point
    /// the slope of the correlation map at 1. Above 1 is chaos, below 1 order.
    /// </summary>
    /// <inheritdoc cref="Map"/>
    public double Slope(double variance) => Finite(Chi(Guard.Positive(variance)), variance);

    /// <summary>
    /// d ln V / d ln q: the factor of a small relative deviation of q from layer to layer. Above 1 a fixed point is unstable: q moves away
    /// from it with depth.
    /// </summary>
    /// <inheritdoc cref="Map"/>
    public double LogSlope(double variance) => Finite(LogGrowth(Guard.Positive(variance)), variance);

    /// <summary>
    /// The correlation of two inputs after a layer, if it was c before, with pre-activations of mean square q; to 1e-9 for activations that
    /// are smooth between kinks and grow no faster than a power.
    /// </summary>
    /// <param name="correlation">c, from -1 to 1.</param>
    /// <param name="variance">q, above 0.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of its range, or an expectation is infinite or cannot be integrated there.
    /// </exception>
    public double Correlation(double correlation, double variance)
    {
        if (!(Math.Abs(correlation) <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(correlation), correlation, Invariant($"correlation must be a number from -1 to 1, but was {correlation}."));
        Expectation square = Activation.MeanSquare(Guard.Positive(variance));
        Expectation product = correlation == 1 ? square : Activation.Product(correlation, variance);
        double covariance = Skip * Skip * correlation * variance + WeightVariance * product.OrRefused(nameof(variance)) + BiasVariance;
        return Finite(new(covariance / Next(variance, square).OrRefused(nameof(variance)), null), variance);
    }

    /// <summary>
    /// All q with V(q) = q from 1e-12 to 1e12, and 0 if V(0) = 0. Skips q at which the expectation is infinite or cannot be integrated.
    /// </summary>
    /// <param name="progress">Receives the share of the search that is done.</param>
    /// <param name="cancellation">Cancels the search, which takes up to a few tenths of a second, between two expectations.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public MeanFieldFixedPoints FixedPoints(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        const int PerDecade = 8, Decades = 12;
        IEnumerable<int> steps = Enumerable.Range(-Decades * PerDecade, 2 * Decades * PerDecade + 1);
        double[] logarithms = [.. steps.Select(i => Math.Log(10) * i / PerDecade)];
        var search = new RootSearch(logarithm => Math.Log(Next(Math.Exp(logarithm)).OrNaN) - logarithm, logarithms, progress, cancellation);
        if (search.Values.All(logarithm => Math.Abs(logarithm) < 1e-9)) return new([], EveryVariance: true);
        IEnumerable<MeanFieldFixedPoint> atZero = BiasVariance == 0 && Activation.Function(0) == 0 ? [new(0, double.NaN, double.NaN)] : [];
        IEnumerable<MeanFieldFixedPoint> above =
            search.Roots().Select(Math.Exp).Select(q => new MeanFieldFixedPoint(q, Chi(q).OrNaN, LogGrowth(q).OrNaN));
        return new([.. atZero, .. above], EveryVariance: false);
    }

    /// <summary>
    /// The weight variances at which a plain network with a bias variance is on the edge of chaos, where signals and gradients travel
    /// farthest: chi = 1 at a fixed point q between sigma_b^2 + 1e-6 and sigma_b^2 + 1e6. In ascending order of q; there may be none.
    /// </summary>
    /// <param name="activation">The activation function.</param>
    /// <param name="biasVariance">sigma_b^2, at least 0.</param>
    /// <param name="progress">Receives the share of the search that is done.</param>
    /// <param name="cancellation">Cancels the search, which takes up to a few tenths of a second, between two expectations.</param>
    /// <returns>Pairs of sigma_w^2 and q. Skips q at which an expectation is infinite or cannot be integrated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The activation is a gate, or <paramref name="biasVariance"/> is not a finite number of at least 0.
    /// </exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static IReadOnlyList<(double WeightVariance, double Variance)> EdgeOfChaos(
        Activation activation, double biasVariance, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        OfOneInput(activation);
        Guard.NotNegative(biasVariance);
        double[] grid = [.. Enumerable.Range(-96, 193).Select(i => biasVariance + Math.Pow(10, i / 16.0))];
        var search = new RootSearch(q => Math.Log(WeightVarianceAt(q) * activation.SlopeMeanSquare(q).OrNaN), grid, progress, cancellation);
        return [.. search.Roots().Select(q => (WeightVarianceAt(q), q))];

        // V(q) = q gives sigma_w^2 = (q - sigma_b^2) / E f^2, which makes chi = 1 an equation for q.
        double WeightVarianceAt(double q) => (q - biasVariance) / activation.MeanSquare(q).OrNaN;
    }

    /// <summary><c>MeanField(activation: Tanh, weightVariance: 1.5, biasVariance: 0.1, skip: 0)</c>.</summary>
    public override string ToString() =>
        Invariant($"MeanField(activation: {Activation}, weightVariance: {WeightVariance}, biasVariance: {BiasVariance}, skip: {Skip})");

    /// <summary>Checks that an activation function is not a gate.</summary>
    internal static Activation OfOneInput(Activation activation, [CallerArgumentExpression(nameof(activation))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(activation, name);
        return !activation.IsGate ? activation
            : throw new ArgumentException($"{name} must be a function of one input, but was {activation}, a gate of two inputs.", name);
    }

    /// <summary>V(q).</summary>
    private Expectation Next(double variance) => Next(variance, Activation.MeanSquare(variance));

    private Expectation Next(double variance, Expectation square) =>
        square with { Value = Skip * Skip * variance + WeightVariance * square.Value + BiasVariance };

    /// <summary>chi.</summary>
    private Expectation Chi(double variance)
    {
        Expectation square = Activation.SlopeMeanSquare(variance);
        return square with { Value = Skip * Skip + WeightVariance * square.Value };
    }

    /// <summary>d ln V / d ln q = (skip^2 q + sigma_w^2 E f(z) f'(z) z) / V(q).</summary>
    private Expectation LogGrowth(double variance)
    {
        Expectation growth = Activation.Growth(variance), next = Next(variance);
        return new((Skip * Skip * variance + WeightVariance * growth.Value) / next.Value, growth.Fault ?? next.Fault);
    }

    private static double Finite(Expectation number, double variance) => double.IsFinite(number.OrRefused(nameof(variance))) ? number.Value
        : throw new ArgumentException(
            Invariant($"variance must lead to a finite number, but was {variance}, which leads to {number.Value}."),
            nameof(variance));
}
