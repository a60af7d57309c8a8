using static System.FormattableString;

namespace Initializers;

/// <summary>An activation function f with its derivative f', of one input, or of two where it is a gate: f(a) b.</summary>
/// <remarks>
/// <para>
/// The named ones know their moments to 17 digits, so that gains computed from them are the same on every machine; those of a function of
/// your own are integrated when they are asked for (<see cref="Gain"/>).
/// </para>
/// <para>Thread-safe: immutable, as long as the functions that it is given are. Two are equal when they have the same name and parameters,
/// and for functions of your own the same function.</para>
/// </remarks>
public sealed partial class Activation : IEquatable<Activation>
{
    private readonly Func<double, double>? _own;

    /// <summary>An activation function of your own.</summary>
    /// <param name="name">What it is called in tables and messages.</param>
    /// <param name="function">f.</param>
    /// <param name="derivative">f'; defaults to differences of f beside each point.</param>
    /// <param name="kinks">Where f or f' jumps, in any order: integrals are taken from one to the next.</param>
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

    /// <summary>What it is called, with its parameters: <c>LeakyReLU(0.01)</c>.</summary>
    public string Name { get; }

    /// <summary>f; of a gate, the function of its first input.</summary>
    public Func<double, double> Function { get; }

    /// <summary>f'.</summary>
    public Func<double, double> Derivative { get; }

    /// <summary>Where f or f' jumps, rising.</summary>
    public IReadOnlyList<double> Kinks { get; }

    /// <summary>Whether it is a gate of two inputs, f(a) b.</summary>
    public bool IsGate { get; private init; }

    /// <summary>The slope below 0 of a function that is z above it and a multiple of z below.</summary>
    internal double? NegativeSlope { get; private init; }

    /// <summary>Whether it is about linear near 0 and bounded on both sides.</summary>
    internal bool Saturates { get; private init; }

    /// <summary>The moments for z ~ N(0, 1), where they ship with the library.</summary>
    internal ActivationMoments? KnownMoments { get; }

    /// <summary>
    /// A gate: the function of one half of the channels times the other half.
    /// <c>Activation.GELU.AsGate("GEGLU")</c> is that of many transformers.
    /// </summary>
    /// <param name="name">What the gate is called.</param>
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

    /// <summary>The derivative by five points; next to a kink, close enough together that all of them are on one side.</summary>
    private sealed class Differences(Func<double, double> f, double[] kinks)
    {
        public double At(double x)
        {
            double h = Math.ScaleB(Math.Max(1, Math.Abs(x)), -10);
            foreach (double kink in kinks)
            {
                if (kink != x) h = Math.Min(h, Math.Abs(kink - x) / 2.5);
            }
            h = x + h - x; // what is added is exact
            return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
        }
    }
}
