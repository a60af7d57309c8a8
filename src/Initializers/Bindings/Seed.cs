namespace Initializers;

/// <summary>
/// A seed as an argument instead of a source: <c>Init.HeNormal().Initialize(shape, 42)</c> draws from <c>new PhiloxRandom(42)</c>, and
/// <c>Initialize(shape, new Random(42))</c> from a <see cref="DotNetRandom"/>.
/// </summary>
/// <example>
/// <code>
/// float[] weights = Init.HeNormal().Initialize([256, 784], seed: 42); // a new PhiloxRandom(42)
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The same number gives the same weights each time: two layers of one shape would start equal. Give each its own seed, or fork:
/// <c>new PhiloxRandom(42).Fork("encoder.weight")</c>. A framework's initializer draws from that framework's source with the seed.
/// </para>
/// <para>Thread-safe: an immutable value; with a <see cref="System.Random"/>, as thread-safe as that is.</para>
/// </remarks>
public readonly struct Seed
{
    private readonly ulong _number;
    private readonly Random? _random;

    private Seed(ulong number, Random? random) => (_number, _random) = (number, random);

    /// <summary>A number, of which all 64 bits count; a negative number stands for the unsigned number of the same bits.</summary>
    /// <param name="seed">Any number.</param>
    public static implicit operator Seed(long seed) => new((ulong)seed, null);

    /// <summary>A generator of .NET or MathNet.Numerics.</summary>
    /// <param name="random">The generator to draw from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public static implicit operator Seed(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new(0, random);
    }

    /// <summary>The number, or the name of the generator.</summary>
    public override string ToString() => _random?.ToString() ?? _number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The source for an initializer.</summary>
    internal IRandomSource SourceFor(IWeightInitializer initializer) =>
        _random is not null ? new DotNetRandom(_random) : Binding.SourceOf(initializer, _number);
}
