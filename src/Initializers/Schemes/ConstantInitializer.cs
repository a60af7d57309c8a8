using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>Every weight is the same number.</summary>
/// <example>
/// <code>
/// float[] biases = Init.Constant(0.01).Initialize([256]);
/// </code>
/// </example>
/// <remarks>
/// For biases and the scales of normalization layers. In a hidden layer it would keep all units equal forever, since they receive equal
/// gradients. Thread-safe: an immutable value.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ConstantInitializer>))]
public sealed record ConstantInitializer : FixedInitializer
{
    /// <summary>Every weight is <paramref name="value"/>.</summary>
    /// <param name="value">The number, which is rounded to a float, also for doubles; finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public ConstantInitializer(double value) => Value = Guard.Finite(value);

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary><c>Zeros()</c>, <c>Ones()</c> or <c>Constant(0.1)</c>.</summary>
    public override string ToString() => Value switch
    {
        0 when !double.IsNegative(Value) => "Zeros()",
        1 => "Ones()",
        _ => Invariant($"Constant({Value})"),
    };

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape) => new WeightPrediction(Value, 0, Value, Value);

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape) => slice.Fill((float)Value);

    /// <inheritdoc/>
    private protected override void FillAs<T>(Span<T> slice, long start, in TensorShape shape, IRandomSource random)
    {
        slice.Fill(Numbers.Round<T>((float)Value));
        random.SkipUnused(slice.Length);
    }
}
