namespace Initializers;

/// <summary>Recipes for implicit neural fields: networks that map coordinates to colours, densities or distances.</summary>
/// <example>
/// <code>
/// // SIREN: coordinates in, sines between.
/// float[] first = FieldInit.SirenFirst().Initialize([256, 2], new PhiloxRandom(42));
/// float[] hidden = FieldInit.SirenHidden(omega0: 30).Initialize([256, 256], new PhiloxRandom(43));
/// </code>
/// </example>
/// <remarks>
/// SIREN: Sitzmann, Martel, Bergman, Lindell and Wetzstein (2020), "Implicit Neural Representations with Periodic Activation Functions",
/// section 3.2, <see href="https://arxiv.org/abs/2006.09661"/>, and the authors' <c>modules.py</c>. Every layer is sin(omega0 (W x + b)),
/// including the first, and the biases are PyTorch's default, U(-1/sqrt(in), 1/sqrt(in)): <c>Init.HeUniform(Math.Sqrt(5))</c> with the fans
/// of the layer. Thread-safe: all members return immutable values.
/// </remarks>
public static class FieldInit
{
    /// <summary>The first layer of a SIREN, whose inputs are coordinates in [-1, 1]: U[-1/in, 1/in).</summary>
    public static SirenFirstInitializer SirenFirst() => new();

    /// <summary>All other layers of a SIREN, including the last, linear one: U[-b, b) with b = sqrt(6 / in) / omega0.</summary>
    /// <param name="omega0">The frequency factor of the layers, between 1e-100 and 1e100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="omega0"/> is not between these numbers.</exception>
    public static VarianceScalingInitializer SirenHidden(double omega0 = 30) =>
        Init.VarianceScaling(2 / (Guard.Between(omega0, 1e-100, 1e100) * omega0), FanMode.In, Distribution.Uniform);

    /// <summary>
    /// The fixed matrix B of random Fourier features, N(0, sigma^2), of shape <c>[features, coordinates]</c>: the inputs of the network are
    /// sin(2 pi B x) and cos(2 pi B x).
    /// </summary>
    /// <param name="standardDeviation">
    /// sigma: the larger, the finer the details that the network can learn. The authors' demonstration on images tries 1, 10 and 100 for
    /// coordinates in [0, 1), and 10 is best.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    /// <remarks>
    /// Tancik, Srinivasan, Mildenhall, Fridovich-Keil, Raghavan, Singhal, Ramamoorthi, Barron and Ng (2020), "Fourier Features Let Networks
    /// Learn High Frequency Functions in Low Dimensional Domains", <see href="https://arxiv.org/abs/2006.10739"/>.
    /// </remarks>
    public static NormalInitializer FourierFeatures(double standardDeviation = 10) => Init.Normal(0, standardDeviation);
}
