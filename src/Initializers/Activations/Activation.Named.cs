namespace Initializers;

/// <content>The named activation functions.</content>
/// <remarks>
/// The moments for z ~ N(0, 1) were computed by mpmath to 40 digits (tests/Initializers.Tests/KnownAnswers/activation-moments.py).
/// </remarks>
public sealed partial class Activation
{
    private const double SeluAlpha = 1.6732632423543772848170429916717, SeluScale = 1.0507009873554804934193349852946;

    /// <summary>E expm1(z)^2 and E exp(2z) over the negative half.</summary>
    private static readonly ActivationMoments NegativeElu = new(0.14494541749292386306, 0.16810200122317060643);

    /// <summary>f(z) = z: no activation.</summary>
    public static Activation Identity { get; } = new("Identity", z => z, _ => 1, [], new(1, 1));

    /// <summary>
    /// f(z) = max(0, z). Nair and Hinton (2010), "Rectified Linear Units Improve Restricted Boltzmann Machines",
    /// <see href="https://icml.cc/Conferences/2010/papers/432.pdf"/>.
    /// </summary>
    public static Activation ReLU { get; } = new("ReLU", z => Math.Max(0, z), z => z > 0 ? 1 : 0, [0], new(0.5, 0.5)) { NegativeSlope = 0 };

    /// <summary>f(z) = min(max(0, z), 6).</summary>
    public static Activation ReLU6 { get; } = new(
        "ReLU6", z => Math.Clamp(z, 0, 6), z => z is > 0 and < 6 ? 1 : 0, [0, 6], new(0.49999999807527047738, 0.49999999901341235496));

    /// <summary>
    /// f(z) = max(0, z)^2. So et al. (2021), "Primer: Searching for Efficient Transformers for Language Modeling",
    /// <see href="https://arxiv.org/abs/2109.08668"/>.
    /// </summary>
    public static Activation ReLUSquared { get; } = new("ReLUSquared", z => z > 0 ? z * z : 0, z => z > 0 ? 2 * z : 0, [0], new(1.5, 2));

    /// <summary>
    /// ELU with alpha = 1.6733, times 1.0507: mean 0 and mean square 1 for z ~ N(0, 1). Klambauer et al. (2017), "Self-Normalizing Neural
    /// Networks", <see href="https://arxiv.org/abs/1706.02515"/>.
    /// </summary>
    public static Activation SELU { get; } = new(
        "SELU", z => SeluScale * (z > 0 ? z : SeluAlpha * ExpM1(z)), z => SeluScale * (z > 0 ? 1 : SeluAlpha * Math.Exp(z)), [0],
        new(1, 1.0715749924557992576));

    /// <summary>
    /// f(z) = z Phi(z), with the normal distribution function Phi. Hendrycks and Gimpel (2016), "Gaussian Error Linear Units (GELUs)",
    /// <see href="https://arxiv.org/abs/1606.08415"/>.
    /// </summary>
    public static Activation GELU { get; } = new(
        "GELU", z => z * Phi(z), z => Phi(z) + z * Density(z), [], new(0.42522148257029867492, 0.45585086564928712211));

    /// <summary>f(z) = z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3))): the approximation of GELU in GPT-2 and BERT.</summary>
    public static Activation GELUTanh { get; } = new(
        "GELUTanh", z => z / 2 * (1 + Math.Tanh(Inner(z))),
        z => (1 + Math.Tanh(Inner(z))) / 2 + z / 2 * Squared(1 / Math.Cosh(Inner(z))) * InnerSlope(z),
        [], new(0.4251937110330994512, 0.45581784596295060428));

    /// <summary>
    /// f(z) = z / (1 + exp(-z)), also called Swish. Ramachandran, Zoph and Le (2017), "Searching for Activation Functions",
    /// <see href="https://arxiv.org/abs/1710.05941"/>.
    /// </summary>
    public static Activation SiLU { get; } = new(
        "SiLU", z => z * Logistic(z), z => Logistic(z) * (1 + z * Logistic(-z)), [], new(0.35577551981735215623, 0.379482351632829309));

    /// <inheritdoc cref="SiLU"/>
    public static Activation Swish => SiLU;

    /// <summary>
    /// f(z) = z tanh(ln(1 + exp(z))). Misra (2019), "Mish: A Self Regularized Non-Monotonic Activation Function",
    /// <see href="https://arxiv.org/abs/1908.08681"/>.
    /// </summary>
    public static Activation Mish { get; } = new(
        "Mish", z => z * Math.Tanh(LogOnePlusExp(z)),
        z => Math.Tanh(LogOnePlusExp(z)) + z * Squared(1 / Math.Cosh(LogOnePlusExp(z))) * Logistic(z),
        [], new(0.45234219237588277068, 0.47908375837396977461));

    /// <summary>
    /// f(z) = z min(max(0, z + 3), 6) / 6. Howard et al. (2019), "Searching for MobileNetV3",
    /// <see href="https://arxiv.org/abs/1905.02244"/>.
    /// </summary>
    public static Activation HardSwish { get; } = new(
        "HardSwish", z => z * Math.Clamp(z + 3, 0, 6) / 6, z => z < -3 ? 0 : z > 3 ? 1 : (2 * z + 3) / 6, [-3, 3],
        new(0.33156737513790769459, 0.3585315171786052437));

    /// <summary>f(z) = min(max(0, z + 3), 6) / 6.</summary>
    public static Activation HardSigmoid { get; } = new(
        "HardSigmoid", z => Math.Clamp(z + 3, 0, 6) / 6, z => z is > -3 and < 3 ? 1.0 / 6 : 0, [-3, 3],
        new(0.27763909105651259637, 0.027702783442687216971))
    {
        Saturates = true
    };

    /// <summary>f(z) = min(max(-1, z), 1).</summary>
    public static Activation HardTanh { get; } = new(
        "HardTanh", z => Math.Clamp(z, -1, 1), z => z is > -1 and < 1 ? 1 : 0, [-1, 1],
        new(0.5160585509617133004, 0.68268949213708589717))
    {
        Saturates = true
    };

    /// <summary>f(z) = ln(1 + exp(z)).</summary>
    public static Activation Softplus { get; } = new(
        "Softplus", LogOnePlusExp, Logistic, [], new(0.92124590885930027868, 0.29337903585809296274));

    /// <summary>f(z) = z / (1 + |z|).</summary>
    public static Activation Softsign { get; } = new(
        "Softsign", z => z / (1 + Math.Abs(z)), z => Squared(1 / (1 + Math.Abs(z))), [0],
        new(0.18301402126654749909, 0.2276713404221824997))
    {
        Saturates = true
    };

    /// <summary>f(z) = tanh(z).</summary>
    public static Activation Tanh { get; } = new(
        "Tanh", Math.Tanh, z => Squared(1 / Math.Cosh(z)), [], new(0.39429449039784117442, 0.46440290244826824197))
    {
        Saturates = true
    };

    /// <summary>f(z) = 1 / (1 + exp(-z)).</summary>
    public static Activation Sigmoid { get; } = new(
        "Sigmoid", Logistic, z => Logistic(z) * Logistic(-z), [],
        new(0.29337903585809296274, 0.044836241350194371793))
    {
        Saturates = true
    };

    /// <summary>f(z) = sin(z).</summary>
    public static Activation Sin { get; } = new("Sin", Math.Sin, Math.Cos, [], new(0.43233235838169365405, 0.56766764161830634595))
    {
        // By sin^2 z = (1 - cos 2z) / 2, 2 sin x sin y = cos(x - y) - cos(x + y) and E cos z = exp(-q / 2).
        Closed = new(
            q => -ExpM1(-2 * q) / 2,
            q => (1 + Math.Exp(-2 * q)) / 2,
            q => q * Math.Exp(-2 * q),
            (c, q) => -Math.Sign(c) * Math.Exp(-q * (1 - Math.Abs(c))) * ExpM1(-2 * q * Math.Abs(c)) / 2),
    };

    /// <summary>
    /// The gate sigmoid(a) b. Dauphin, Fan, Auli and Grangier (2017), "Language Modeling with Gated Convolutional Networks",
    /// <see href="https://arxiv.org/abs/1612.08083"/>.
    /// </summary>
    public static Activation GLU { get; } = Sigmoid.AsGate("GLU");

    /// <summary>
    /// The gate relu(a) b. Shazeer (2020), "GLU Variants Improve Transformer", <see href="https://arxiv.org/abs/2002.05202"/>.
    /// </summary>
    public static Activation ReGLU { get; } = ReLU.AsGate("ReGLU");

    /// <summary>The gate gelu(a) b. Shazeer (2020), <see href="https://arxiv.org/abs/2002.05202"/>.</summary>
    public static Activation GEGLU { get; } = GELU.AsGate("GEGLU");

    /// <summary>The gate silu(a) b. Shazeer (2020), <see href="https://arxiv.org/abs/2002.05202"/>.</summary>
    public static Activation SwiGLU { get; } = SiLU.AsGate("SwiGLU");

    /// <summary>
    /// f(z) = z for z > 0, otherwise slope z. Maas, Hannun and Ng (2013), "Rectifier Nonlinearities Improve Neural Network Acoustic
    /// Models".
    /// </summary>
    /// <param name="slope">The slope below 0, finite; PyTorch's default is 0.01.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not finite.</exception>
    public static Activation LeakyReLU(double slope = 0.01) => Leaky(nameof(LeakyReLU), Guard.Finite(slope));

    /// <summary>
    /// <see cref="LeakyReLU"/> with a learned slope, at the start of training. He, Zhang, Ren and Sun (2015), "Delving Deep into
    /// Rectifiers", <see href="https://arxiv.org/abs/1502.01852"/>.
    /// </summary>
    /// <param name="slope">The slope at the start, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not finite.</exception>
    public static Activation PReLU(double slope = 0.25) => Leaky(nameof(PReLU), Guard.Finite(slope));

    /// <summary>
    /// f(z) = z for z > 0, otherwise alpha (exp(z) - 1). Clevert, Unterthiner and Hochreiter (2016), "Fast and Accurate Deep Network
    /// Learning by Exponential Linear Units (ELUs)", <see href="https://arxiv.org/abs/1511.07289"/>.
    /// </summary>
    /// <param name="alpha">The negative of the limit for z to minus infinity, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not finite.</exception>
    public static Activation ELU(double alpha = 1)
    {
        Guard.Finite(alpha);
        return new(
            FormattableString.Invariant($"ELU({alpha})"), z => z > 0 ? z : alpha * ExpM1(z), z => z > 0 ? 1 : alpha * Math.Exp(z), [0],
            new(0.5 + alpha * alpha * NegativeElu.Square, 0.5 + alpha * alpha * NegativeElu.DerivativeSquare));
    }

    /// <summary>
    /// f(z) = z for z > 0, otherwise alpha (exp(z / alpha) - 1). Barron (2017), "Continuously Differentiable Exponential Linear Units",
    /// <see href="https://arxiv.org/abs/1704.07483"/>.
    /// </summary>
    /// <param name="alpha">The negative of the limit for z to minus infinity, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not a finite number above 0.</exception>
    public static Activation CELU(double alpha = 1)
    {
        Guard.Positive(alpha);
        return new(
            FormattableString.Invariant($"CELU({alpha})"), z => z > 0 ? z : alpha * ExpM1(z / alpha),
            z => z > 0 ? 1 : Math.Exp(z / alpha), [0],
            Celu(alpha));
    }

    private static Activation Leaky(string name, double slope) =>
        new(
            FormattableString.Invariant($"{name}({slope})"), z => z > 0 ? z : slope * z, z => z > 0 ? 1 : slope, [0],
            new((1 + slope * slope) / 2, (1 + slope * slope) / 2))
        {
            NegativeSlope = slope
        };

    /// <summary>
    /// The moments of CELU by portable operations: over the negative half E exp(2z/alpha) = R(2/alpha) / sqrt(2 pi), with Mills' ratio R.
    /// </summary>
    private static ActivationMoments Celu(double alpha)
    {
        if (alpha == 1) return new(0.5 + NegativeElu.Square, 0.5 + NegativeElu.DerivativeSquare);
        double once = Mills(1), twice = Mills(2);
        return new(0.5 + (alpha > 64 ? NearlyLinear(1 / alpha) : alpha * alpha * (twice - 2 * once + 0.5)), 0.5 + twice);

        double Mills(double times) => MillsRatio.Of(Math.Min(times / alpha, double.MaxValue)) / Math.Sqrt(2 * Math.PI);

        // For large alpha, where the ratios cancel: (R(2t) - 2 R(t) + R(0)) / t^2 by the Taylor series of R,
        // whose coefficients follow from R'(t) = t R(t) - 1.
        static double NearlyLinear(double t)
        {
            double sum = 0, power = 1, before = -1, coefficient = Math.Sqrt(Math.PI / 2) / 2;
            for (int k = 2; k < 16; k++)
            {
                sum += coefficient * (Math.ScaleB(1, k) - 2) * power;
                (power, before, coefficient) = (power * t, coefficient, before / (k + 1));
            }
            return sum / Math.Sqrt(2 * Math.PI);
        }
    }

    private static double Squared(double x) => x * x;

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));

    private static double LogOnePlusExp(double z) => Math.Max(z, 0) + LogOnePlus(Math.Exp(-Math.Abs(z)));

    /// <summary>ln(1 + x) for x in [0, 1]; the factor corrects the rounding of 1 + x.</summary>
    private static double LogOnePlus(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * (x / (1 + x - 1));

    /// <summary>exp(z) - 1 without cancellation, 2 exp(z/2) sinh(z/2), for z &lt;= 0.</summary>
    private static double ExpM1(double z) => z < -40 ? -1 : 2 * Math.Exp(z / 2) * Math.Sinh(z / 2);

    private static double Phi(double z) => MathNet.Numerics.SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private static double Inner(double z) => Math.Sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);

    private static double InnerSlope(double z) => Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
}
