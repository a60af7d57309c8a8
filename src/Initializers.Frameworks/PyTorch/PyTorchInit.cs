using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The functions of <c>torch.nn.init</c> and the modules of <c>torch.nn</c>, as PyTorch initializes them on a CPU: from a
/// <see cref="PyTorchRandom"/>, which says the version, the same values.
/// </summary>
/// <example>
/// <code>
/// // torch.manual_seed(0); nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
/// PyTorchModule model = PyTorchInit.Sequential(
///     PyTorchInit.Linear(64, 32), PyTorchInit.WithoutParameters("ReLU"), PyTorchInit.Linear(32, 10));
/// foreach (NamedTensor&lt;float&gt; tensor in model.Initialize(new PyTorchRandom(0))) Console.WriteLine($"{tensor.Name} {tensor.Shape}");
/// </code>
/// </example>
/// <remarks>
/// <c>PyTorchInit.KaimingUniform(a: Math.Sqrt(5)).Initialize(weights, [256, 784], new PyTorchRandom(0))</c> is
/// <c>torch.manual_seed(0); nn.init.kaiming_uniform_(torch.empty(256, 784), a=math.sqrt(5))</c>. Scalars are computed in double and
/// rounded once. Thread-safe.
/// </remarks>
public static partial class PyTorchInit
{
    /// <summary>
    /// <c>uniform_(a, b)</c>: a + (b - a) u, fused, with u of 24 bits (53 in double); a value that rounds to b becomes a. Before 2.12 it
    /// remained b, and 16-bit types had a u of 11 or 8 bits: see <see cref="PyTorchVersion"/>.
    /// </summary>
    /// <param name="a">The lower bound.</param>
    /// <param name="b">The upper bound, at least <paramref name="a"/>.</param>
    /// <exception cref="ArgumentException">
    /// A bound is not finite, or the bounds are in the wrong order. A fill refuses, as PyTorch does, bounds or a distance beyond the
    /// largest number of its type.
    /// </exception>
    public static PyTorchInitializer Uniform(double a = 0, double b = 1)
    {
        if (Guard.FiniteDouble(a) > Guard.FiniteDouble(b))
            throw new ArgumentException(Invariant($"a must not be above b, but was {a}, and b was {b}."), nameof(a));
        return new UniformInPlace(a, b);
    }

    /// <summary>
    /// <c>normal_(mean, std)</c>, by the Box-Muller transform: 16 or more values in blocks of 16, fewer in pairs, of which one may be kept
    /// for the next fill.
    /// </summary>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation, at least 0.</param>
    /// <exception cref="ArgumentException">
    /// A number is not finite, or the deviation is negative. A fill refuses numbers beyond the largest of its type, which PyTorch turns
    /// into infinities.
    /// </exception>
    public static PyTorchInitializer Normal(double mean = 0, double std = 1) =>
        new NormalInPlace(Guard.FiniteDouble(mean), Guard.NotNegative(std));

    /// <summary><c>trunc_normal_(mean, std, a, b)</c>: the bounds are absolute, and the deviation is the one before truncation.</summary>
    /// <param name="mean">The mean before truncation.</param>
    /// <param name="std">The standard deviation before truncation, above 0.</param>
    /// <param name="a">The lower bound, in units of the values.</param>
    /// <param name="b">The upper bound, in units of the values.</param>
    /// <param name="truncation">
    /// The method of PyTorch 2.12 and later, or of 2.11 and earlier, each with its own uniforms and normals; defaults to that of the
    /// generator's <see cref="PyTorchRandom.Version"/>. The values of the earlier method are those of a PyTorch without Intel's MKL, whose
    /// inverse error function of float32 and float64 differs by a few ulps.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A number is not finite, the deviation is not above 0, a is not below b, or the method is not defined. A fill refuses numbers beyond
    /// the largest of its type, and bounds that would take more than 100,000 rounds, such as those of a far and wide tail or those without
    /// a number of the type between them: PyTorch would draw for minutes, or forever.
    /// </exception>
    public static PyTorchInitializer TruncNormal(double mean = 0, double std = 1, double a = -2, double b = 2,
        PyTorchTruncation? truncation = null)
    {
        Guard.Ordered(Guard.FiniteDouble(a), Guard.FiniteDouble(b), nameof(a), nameof(b));
        if (truncation is { } method) Guard.Defined(method, nameof(truncation));
        return new TruncNormalInPlace(Guard.FiniteDouble(mean), Guard.Positive(std), a, b, truncation);
    }

    /// <summary><c>constant_(val)</c>.</summary>
    /// <param name="value">
    /// The value, which may be infinite or NaN. A fill refuses a finite one beyond the largest of its type, as PyTorch does.
    /// </param>
    public static PyTorchInitializer Constant(double value) => new FullInPlace(value, Invariant($"constant_({value})"));

    /// <summary><c>ones_()</c>.</summary>
    public static PyTorchInitializer Ones() => new FullInPlace(1, "ones_()");

    /// <summary><c>zeros_()</c>.</summary>
    public static PyTorchInitializer Zeros() => new FullInPlace(0, "zeros_()");

    /// <summary><c>eye_()</c>, of matrices.</summary>
    public static PyTorchInitializer Eye() => new EyeInPlace();

    /// <summary><c>dirac_(groups)</c>, of three to five dimensions.</summary>
    /// <param name="groups">The number of groups, which divides the first dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is below 1.</exception>
    public static PyTorchInitializer Dirac(long groups = 1) => new DiracInPlace(Guard.Positive(groups));

    /// <summary><c>xavier_uniform_(gain)</c>: U(-s, s), s = sqrt(3) gain sqrt(2 / (fan-in + fan-out)).</summary>
    /// <param name="gain">The gain, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> is negative or not finite. A fill refuses one whose values exceed the largest number of its type.
    /// </exception>
    public static PyTorchInitializer XavierUniform(double gain = 1) =>
        new ScaledInPlace(Invariant($"xavier_uniform_(gain={Guard.NotNegative(gain)})"), true, Xavier(gain));

    /// <summary><c>xavier_normal_(gain)</c>: N(0, s^2), s = gain sqrt(2 / (fan-in + fan-out)).</summary>
    /// <param name="gain">The gain, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> is negative or not finite. A fill refuses one whose deviation is beyond the largest number of its type.
    /// </exception>
    public static PyTorchInitializer XavierNormal(double gain = 1) =>
        new ScaledInPlace(Invariant($"xavier_normal_(gain={Guard.NotNegative(gain)})"), false, Xavier(gain));

    /// <summary><c>kaiming_uniform_(a, mode, nonlinearity)</c>: U(-s, s), s = sqrt(3) gain / sqrt(fan).</summary>
    /// <param name="a">The negative slope of leaky ReLU; other names ignore it.</param>
    /// <param name="mode">Fan-in or fan-out.</param>
    /// <param name="nonlinearity">A name that <see cref="CalculateGain"/> knows.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="a"/> is not finite, <paramref name="mode"/> is another one, or the name is not known.
    /// </exception>
    public static PyTorchInitializer KaimingUniform(double a = 0, FanMode mode = FanMode.In, string nonlinearity = "leaky_relu") =>
        Kaiming("kaiming_uniform_", true, a, mode, nonlinearity);

    /// <summary><c>kaiming_normal_(a, mode, nonlinearity)</c>: N(0, s^2), s = gain / sqrt(fan).</summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static PyTorchInitializer KaimingNormal(double a = 0, FanMode mode = FanMode.In, string nonlinearity = "leaky_relu") =>
        Kaiming("kaiming_normal_", false, a, mode, nonlinearity);

    /// <summary>
    /// <c>orthogonal_(gain)</c>. The normals are PyTorch's; the factorization is not LAPACK's, so values agree to 1e-5.
    /// </summary>
    /// <param name="gain">Multiplies every element.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite.</exception>
    public static PyTorchInitializer Orthogonal(double gain = 1) => new OrthogonalInPlace(Guard.FiniteDouble(gain));

    /// <summary><c>sparse_(sparsity, std)</c>: normals, with ceil(sparsity * rows) zeros in each column.</summary>
    /// <param name="sparsity">The share of zeros, from 0 to 1.</param>
    /// <param name="std">The standard deviation of the normals.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public static PyTorchInitializer Sparse(double sparsity, double std = 0.01) =>
        new SparseInPlace(Guard.Fraction(sparsity), Guard.NotNegative(std));

    /// <summary>
    /// <c>calculate_gain(nonlinearity, param)</c>: 1 for linear, conv*, sigmoid; 5/3 for tanh; sqrt(2) for relu; sqrt(2 / (1 + param^2))
    /// for leaky_relu; 3/4 for selu.
    /// </summary>
    /// <param name="nonlinearity">One of these names.</param>
    /// <param name="param">The slope of leaky ReLU, finite; defaults to 0.01.</param>
    /// <exception cref="ArgumentNullException"><paramref name="nonlinearity"/> is null.</exception>
    /// <exception cref="ArgumentException">The name is not known, or <paramref name="param"/> is not finite.</exception>
    public static double CalculateGain(string nonlinearity, double? param = null) => nonlinearity switch
    {
        "linear" or "sigmoid" or "conv1d" or "conv2d" or "conv3d" or "conv_transpose1d" or "conv_transpose2d" or "conv_transpose3d" => 1,
        "tanh" => 5.0 / 3,
        "relu" => Math.Sqrt(2),
        "leaky_relu" => Guard.FiniteDouble(param ?? 0.01, nameof(param)) is var slope ? Math.Sqrt(2 / (1 + slope * slope)) : 0,
        "selu" => 3.0 / 4,
        null => throw new ArgumentNullException(nameof(nonlinearity)),
        _ => throw new ArgumentException(
            "nonlinearity must be linear, conv1d to conv3d, conv_transpose1d to conv_transpose3d, sigmoid, tanh, relu, leaky_relu or selu, "
            + $"but was {Excerpt.Of(nonlinearity)}.",
            nameof(nonlinearity)),
    };

    private static Func<long, long, double> Xavier(double gain) => (fanIn, fanOut) => gain * Math.Sqrt(2.0 / (fanIn + fanOut));

    private static ScaledInPlace Kaiming(string name, bool isUniform, double a, FanMode mode, string nonlinearity)
    {
        if (mode is not (FanMode.In or FanMode.Out))
            throw new ArgumentException(Invariant($"mode must be In or Out, but was {mode}."), nameof(mode));
        double gain = CalculateGain(nonlinearity, Guard.FiniteDouble(a));
        return new(Invariant($"{name}(a={a}, mode={mode}, nonlinearity={nonlinearity})"), isUniform,
            (fanIn, fanOut) => gain / Math.Sqrt(mode == FanMode.In ? fanIn : fanOut));
    }
}

/// <summary>The method of <c>trunc_normal_</c>, which PyTorch changed in 2.12.</summary>
public enum PyTorchTruncation
{
    /// <summary>Redrawn normals, or rejection sampling of uniforms: PyTorch 2.12 and later.</summary>
    Rejection,

    /// <summary>The inverse error function of uniforms: PyTorch 2.11 and earlier.</summary>
    InverseErf,
}
