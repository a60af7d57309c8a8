using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>An initializer with a bound source, from which calls without a source draw one after the other.</summary>
/// <example>
/// <code>
/// IWeightInitializer weights = Init.HeNormal().WithRandom(new PhiloxRandom(42));
/// float[] first = weights.Initialize([64, 64]);
/// float[] second = weights.Initialize([64, 64]); // goes on where the first ended
/// </code>
/// </example>
/// <remarks>Thread-safe if the source is.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<RandomBoundInitializer>))]
public sealed class RandomBoundInitializer : BoundInitializer
{
    /// <summary>Binds a source.</summary>
    /// <param name="initializer">The initializer; if it is already bound, its binding is replaced.</param>
    /// <param name="random">The source that the calls share.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RandomBoundInitializer(IWeightInitializer initializer, IRandomSource random) : base(initializer)
    {
        ArgumentNullException.ThrowIfNull(random);
        Random = random;
    }

    /// <summary>The source that the calls share.</summary>
    public IRandomSource Random { get; }

    /// <inheritdoc/>
    public override IRandomSource NextSource() => Random;

    /// <summary>The initializer as one would write it: <c>HeNormal(mode: In).WithRandom(PhiloxRandom(seed: 42))</c>.</summary>
    public override string ToString() => $"{Initializer}.WithRandom({Random})";
}
