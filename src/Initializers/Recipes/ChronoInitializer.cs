using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// The chrono bias of an LSTM's packed gates (input, forget, cell, output): for each unit, with u drawn from U[1, T - 1), ln u for the
/// forget gate, -ln u for the input gate, and 0 for the others. The memory of a unit then lasts about u steps.
/// </summary>
/// <example>
/// <code>
/// // Biases of an LSTM that shall remember over up to 784 steps.
/// float[] biases = RecurrentInit.Chrono(maxSteps: 784).Initialize(TensorShape.Vector(4 * 128), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// For vectors of four equal blocks. If a framework adds two biases, give this to one and 0 to the other. The source advances by one word
/// per element; the words of the first block make u.
/// </para>
/// <para>Tallec and Ollivier (2018), "Can recurrent neural networks warp time?", section 2,
/// <see href="https://arxiv.org/abs/1804.11188"/>.</para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ChronoInitializer>))]
public sealed record ChronoInitializer : IWeightInitializer, ICheckedInitializer
{
    private const int Gates = 4;

    /// <summary>Biases for memories of up to a number of steps.</summary>
    /// <param name="maxSteps">The longest dependency T, in steps; above 2 and finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not above 2, or not finite as a float.</exception>
    public ChronoInitializer(double maxSteps) => MaxSteps = Guard.Above(maxSteps, 2);

    /// <summary>The longest dependency, in steps.</summary>
    public double MaxSteps { get; }

    /// <summary><c>Chrono(maxSteps: 784)</c>.</summary>
    public override string ToString() => Invariant($"Chrono(maxSteps: {MaxSteps})");

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        Check(shape);
        int units = weights.Length / Gates;
        Span<float> input = weights[..units], forget = weights.Slice(units, units);
        random.NextUniform(input, 1, MaxSteps - 1);
        random.SkipUnused(weights.Length - units);
        for (int unit = 0; unit < units; unit++)
        {
            forget[unit] = (float)PortableMath.Log(input[unit]);
            input[unit] = -forget[unit];
        }
        weights[(2 * units)..].Clear();
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => Check(shape);

    private static void Check(in TensorShape shape)
    {
        if (shape.Rank != 1 || shape.Count % Gates != 0 || (shape.Blocks != 1 && shape.Blocks != Gates) || !shape.HasEqualBlocks)
            throw new ArgumentException(
                $"shape must be a vector of {Gates} equal blocks, the biases of the gates, but was {shape}.", nameof(shape));
    }
}
