using static System.FormattableString;

namespace Initializers;

/// <summary>An activation function f with its derivative f': a function of one input, or a gate of two, f(a) b.</summary>
/// <example>
/// <code>
/// Activation snake = new("Snake", x =&gt; x + Math.Sin(x) * Math.Sin(x));
/// float[] weights = Init.HeNormal(snake).Initialize([256, 784], new PhiloxRandom(42));
/// Console.WriteLine(Gain.Forward(Activation.SiLU)); // 1.676532470331091
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The moments of the named functions are stored to 17 digits, so that gains are the same on every machine; those of custom functions are
/// integrated on demand (<see cref="Gain"/>).
/// </para>
/// <para>Thread-safe: immutable, if the functions given to it are. Two are equal if they have the same name and parameters, and for custom
/// functions the same function.</para>
/// </remarks>
public sealed partial class Activation : IEquatable<Activation>
{
    private readonly Func<double, double>? _own;

    /// <summary>A custom activation function.</summary>
    /// <param name="name">The name in tables and messages.</param>
    /// <param name="function">f.</param>
    /// <param name="derivative">f'; defaults to finite differences of f.</param>
    /// <param name="kinks">The points at which f or f' jumps, in any order; integrals are split there.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kink is not finite.</exception>
    public Activation(
        string name, Func<double, double> function, Func<double, double>? derivative = null, params ReadOnlySpan<double> kinks)
        : this(name, function ?? throw new ArgumentNullException(nameof(function)), derivative, Sorted(kinks), null, function)
    {
    }

    private Activation(
        string name, Func<double, double> function, Func<double, double>? derivative, double[] kinks, ActivationMoments? known,
        Func<double, double>? own = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Name, Function, KnownMoments, Kinks, _own) = (name, function, known, Array.AsReadOnly(kinks), own);
        Derivative = derivative ?? new Differences(function, kinks).At;
    }

    /// <summary>The name, with parameters: <c>LeakyReLU(0.01)</c>.</summary>
    public string Name { get; }

    /// <summary>f; for a gate, the function of its first input.</summary>
    public Func<double, double> Function { get; }

    /// <summary>f'.</summary>
    public Func<double, double> Derivative { get; }

    /// <summary>The points at which f or f' jumps, in ascending order.</summary>
    public IReadOnlyList<double> Kinks { get; }

    /// <summary>Whether it is a gate of two inputs, f(a) b.</summary>
    public bool IsGate { get; private init; }

    /// <summary>The slope below 0 of ReLU and its leaky variants; null for other functions.</summary>
    internal double? NegativeSlope { get; private init; }

    /// <summary>Whether it is approximately linear near 0 and bounded on both sides.</summary>
    internal bool Saturates { get; private init; }

    /// <summary>The stored moments for z ~ N(0, 1); null for custom functions.</summary>
    internal ActivationMoments? KnownMoments { get; }

    /// <summary>
    /// The gate that multiplies the function of one half of the channels by the other half: <c>Activation.GELU.AsGate("GEGLU")</c> is used
    /// in many transformers.
    /// </summary>
    /// <param name="name">The name of the gate.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Activation AsGate(string name) =>
        new(name, Function, Derivative, [.. Kinks], KnownMoments, _own) { IsGate = true, Closed = Closed };

    /// <inheritdoc/>
    public bool Equals(Activation? other) => other is not null && Name == other.Name && IsGate == other.IsGate && _own == other._own;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Activation);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static double[] Sorted(ReadOnlySpan<double> kinks)
    {
        double[] sorted = kinks.ToArray();
        for (int i = 0; i < sorted.Length; i++)
        {
            if (!double.IsFinite(sorted[i]))
                throw new ArgumentOutOfRangeException(
                    nameof(kinks), sorted[i], Invariant($"kinks[{i}] must be a finite number, but was {sorted[i]}."));
        }
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The derivative by a five-point stencil, narrowed near a kink so that all points are on one side.</summary>
    private sealed class Differences(Func<double, double> f, double[] kinks)
    {
        public double At(double x)
        {
            double h = Math.ScaleB(Math.Max(1, Math.Abs(x)), -10);
            foreach (double kink in kinks)
            {
                if (kink != x) h = Math.Min(h, Math.Abs(kink - x) / 2.5);
            }
            h = x + h - x; // makes x + h exact
            return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
        }
    }
}
