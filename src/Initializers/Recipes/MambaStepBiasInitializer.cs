using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The bias of Mamba's projection to time steps, whose softplus is a step of exp U[ln smallest, ln largest), at least the floor: the bias
/// is ln(exp(step) - 1) = step + ln(1 - exp(-step)).
/// </summary>
/// <example>
/// <code>
/// float[] stepBias = StateSpaceInit.MambaStepBias().Initialize([1536], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// Element i uses word i of the source. Gu and Dao (2023), "Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
/// <see href="https://arxiv.org/abs/2312.00752"/>; the authors' <c>mamba_simple.py</c>. Thread-safe: an immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<MambaStepBiasInitializer>))]
public sealed record MambaStepBiasInitializer : ElementwiseInitializer
{
    /// <summary>Biases of log-uniform steps.</summary>
    /// <param name="smallest">The smallest step, above 0.</param>
    /// <param name="largest">The largest step, above the smallest.</param>
    /// <param name="floor">The lower bound of the steps; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A step is not a number above 0 that is finite as a float, the smallest is not below the largest, or the floor is negative or not
    /// finite.
    /// </exception>
    public MambaStepBiasInitializer(double smallest = 0.001, double largest = 0.1, double floor = 1e-4)
    {
        Guard.Ordered(Guard.Positive(smallest), Guard.Positive(Guard.Finite(largest), nameof(largest)), nameof(smallest), nameof(largest));
        (Smallest, Largest, Floor) = (smallest, largest, Guard.NotNegative(Guard.Finite(floor), nameof(floor)));
    }

    /// <summary>The smallest step.</summary>
    public double Smallest { get; }

    /// <summary>The largest step.</summary>
    public double Largest { get; }

    /// <summary>The lower bound of the steps.</summary>
    public double Floor { get; }

    /// <summary><c>MambaStepBias(smallest: 0.001, largest: 0.1, floor: 0.0001)</c>.</summary>
    public override string ToString() => Invariant($"MambaStepBias(smallest: {Smallest}, largest: {Largest}, floor: {Floor})");

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        random.NextUniform(slice, 0, 1);
        double from = PortableMath.Log(Smallest), range = PortableMath.Log(Largest) - from;
        double floor = Math.Max(Floor, double.Epsilon); // a step that underflows becomes the smallest positive number
        foreach (ref float value in slice) value = (float)InverseSoftplus(Math.Max(floor, PortableMath.Exp(from + value * range)));
    }

    private static double InverseSoftplus(double step) => step + PortableMath.Log(OneMinusExpOfNegative(step));

    /// <summary>1 - exp(-x): for small x, where the difference cancels, ten terms of x (1 - x/2 (1 - x/3 (1 - ...))).</summary>
    private static double OneMinusExpOfNegative(double x)
    {
        if (x > 1.0 / 32) return 1 - PortableMath.Exp(-x);
        double sum = 1;
        for (int k = 10; k >= 2; k--) sum = 1 - x / k * sum;
        return x * sum;
    }
}
