using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>The catalogue: every initializer by its name in the literature.</summary>
/// <example>
/// <code>
/// var random = new PhiloxRandom(42);
/// float[] hidden = Init.HeNormal().Initialize([256, 784], random.Fork("hidden")); // before ReLU
/// float[] output = Init.GlorotUniform().Initialize([10, 256], random.Fork("output"));
/// float[] biases = Init.Zeros().Initialize([256]);
/// IWeightInitializer configured = Init.Parse("TruncatedNormal(standardDeviation: 0.02)");
/// </code>
/// </example>
/// <remarks>
/// <para>The defaults, <c>Init.Name()</c> without arguments:</para>
/// <list type="table">
/// <listheader><term>member</term><description>what it fills with</description></listheader>
/// <item><term><see cref="Uniform(double)"/></term><description>U[-0.05, 0.05)</description></item>
/// <item><term><see cref="Normal(double)"/></term><description>N(0, 0.05^2)</description></item>
/// <item><term><see cref="TruncatedNormal(double, double, double)"/></term>
/// <description>N(0, 0.05^2) within two deviations</description></item>
/// <item><term><see cref="VarianceScaling(double, FanMode, Distribution?)"/></term>
/// <description>scale 1, fan-in, <see cref="Distribution.TruncatedNormal"/></description></item>
/// <item><term>LeCun</term><description>deviation sqrt(1 / fan-in)</description></item>
/// <item><term>Glorot, Xavier</term><description>gain 1: deviation sqrt(2 / (fan-in + fan-out))</description></item>
/// <item><term>He, Kaiming</term><description>negative slope 0, fan-in: deviation sqrt(2 / fan-in)</description></item>
/// <item><term><see cref="Identity"/>, <see cref="Orthogonal"/>, <see cref="DeltaOrthogonal"/>,
/// <see cref="Hadamard"/>, <see cref="ZerOHadamard"/></term>
/// <description>gain 1; each packed block by itself; the later of the two middle taps of an even kernel</description></item>
/// <item><term><see cref="Sparse"/></term>
/// <description>90% of the connections into each output are 0, the others N(0, 0.01^2)</description></item>
/// <item><term><see cref="SparseConnections"/></term><description>15 connections into each output, N(0, 1)</description></item>
/// <item><term><see cref="LooksLinear"/></term><description>orthogonal, mirrored along inputs and outputs</description></item>
/// <item><term>LeCun, Glorot and He, truncated</term>
/// <description>cut at two standard deviations of the normal; the deviation above is the one after truncation</description></item>
/// </list>
/// <para>Deviations are in units of the weights. Thread-safe: all members return immutable values.</para>
/// </remarks>
public static partial class Init
{
    /// <summary>Every weight is 0: for biases. In a hidden layer it would keep all units equal.</summary>
    public static ConstantInitializer Zeros() => Constant(0);

    /// <inheritdoc cref="Zeros"/>
    public static ConstantInitializer Zero() => Zeros();

    /// <summary>Every weight is 1: for the scales of normalization layers.</summary>
    public static ConstantInitializer Ones() => Constant(1);

    /// <summary>Every weight is the same number.</summary>
    /// <inheritdoc cref="ConstantInitializer(double)"/>
    public static ConstantInitializer Constant(double value) => new(value);

    /// <summary>U[-bound, bound), whatever the shape.</summary>
    /// <param name="bound">The bound, above 0; the standard deviation is bound / sqrt(3).</param>
    /// <exception cref="ArgumentException"><paramref name="bound"/> is not above 0, or 2 * bound is not finite as a float.</exception>
    public static UniformInitializer Uniform(double bound = 0.05) => new(-Guard.SymmetricBound(bound), bound);

    /// <summary>U[low, high), whatever the shape.</summary>
    /// <inheritdoc cref="UniformInitializer(double, double)"/>
    public static UniformInitializer Uniform(double low, double high) => new(low, high);

    /// <inheritdoc cref="Uniform(double)"/>
    public static UniformInitializer RandomUniform(double bound = 0.05) => Uniform(bound);

    /// <inheritdoc cref="Uniform(double, double)"/>
    public static UniformInitializer RandomUniform(double low, double high) => Uniform(low, high);

    /// <summary>N(0, standardDeviation^2), whatever the shape.</summary>
    /// <param name="standardDeviation">The standard deviation, at least 0, in units of the weights.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="standardDeviation"/> is negative or not finite as a float, or the largest values would overflow.
    /// </exception>
    public static NormalInitializer Normal(double standardDeviation = 0.05) => new(0, standardDeviation);

    /// <summary>N(mean, standardDeviation^2), whatever the shape.</summary>
    /// <inheritdoc cref="NormalInitializer(double, double)"/>
    public static NormalInitializer Normal(double mean, double standardDeviation) => new(mean, standardDeviation);

    /// <inheritdoc cref="Normal(double)"/>
    public static NormalInitializer RandomNormal(double standardDeviation = 0.05) => Normal(standardDeviation);

    /// <inheritdoc cref="Normal(double, double)"/>
    public static NormalInitializer RandomNormal(double mean, double standardDeviation) => Normal(mean, standardDeviation);

    /// <summary>
    /// N(0, standardDeviation^2) truncated to bounds, whatever the shape. The deviation is that before truncation, and the bounds are
    /// multiples of it.
    /// </summary>
    /// <param name="standardDeviation">The standard deviation before truncation, above 0, in units of the weights.</param>
    /// <param name="lower">The lower bound in standard deviations; minus infinity for none.</param>
    /// <param name="upper">The upper bound in standard deviations; infinity for none.</param>
    /// <exception cref="ArgumentException">
    /// The deviation is not a finite number above 0, a bound is NaN, lower is not below upper, or no float lies between the bounds.
    /// </exception>
    public static TruncatedNormalInitializer TruncatedNormal(double standardDeviation = 0.05, double lower = -2, double upper = 2) =>
        new(0, standardDeviation, lower, upper);

    /// <summary>
    /// N(mean, standardDeviation^2) truncated to bounds, whatever the shape. The deviation is that before truncation, and the bounds are
    /// multiples of it, from the mean.
    /// </summary>
    /// <inheritdoc cref="TruncatedNormalInitializer(double, double, double, double)"/>
    [OverloadResolutionPriority(1)] // two unnamed numbers are a mean and a deviation
    public static TruncatedNormalInitializer TruncatedNormal(double mean, double standardDeviation, double lower = -2, double upper = 2) =>
        new(mean, standardDeviation, lower, upper);
}
