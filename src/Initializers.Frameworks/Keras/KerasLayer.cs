using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A layer of Keras 3.15, reduced to its initial weights: the seeds that it takes when it is made and when it is built, and the weights
/// they fill.
/// </summary>
/// <example>
/// <code>
/// var model = new KerasModel(
///     KerasLayer.Conv(3, 32, [3, 3]), KerasLayer.WithoutWeights("flatten"), KerasLayer.Dense(28_800, 10, KerasInit.HeNormal()));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Arguments default to Keras's own: <c>glorot_uniform</c> kernels, orthogonal recurrent kernels, zero biases. Thread-safe: an immutable
/// value.
/// </para>
/// <para>
/// Initializers behave as if given by name, <c>bias_initializer="random_normal"</c>: the layer makes them in the order of its weights.
/// Every drawing initializer without a <see cref="KerasInitializer.Seed"/> takes one at that moment, even for an unused bias. In Python an
/// initializer object is made before the layer that it is passed to: give it its seed,
/// <c>KerasInit.RandomNormal() with { Seed = session.NextSeed() }</c>, also if two layers share it.
/// </para>
/// </remarks>
public sealed partial class KerasLayer
{
    private KerasLayer(string name, params Entry[] made) => (Name, Made) = (name, made);

    /// <summary>Keras's name for the layer, without a number: <c>dense</c>.</summary>
    public string Name { get; }

    /// <summary>The weights whose initializers take their seeds when the layer is made, in this order.</summary>
    internal IReadOnlyList<Entry> Made { get; }

    /// <summary>The weights whose initializers take their seeds when the layer is built, which all layers are after all are made.</summary>
    internal IReadOnlyList<Entry> Built { get; private init; } = [];

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A number of units or channels, at most the length of an array so that no product of two overflows.</summary>
    private static long Count(long value, long lowest = 1, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= lowest && value <= Array.MaxLength ? value
            : throw new ArgumentOutOfRangeException(name, value,
                Invariant($"{name} must be a whole number from {lowest} to {Array.MaxLength}, but was {value}."));

    /// <summary>The extents of a kernel with one dimension up to <paramref name="most"/>.</summary>
    private static IEnumerable<(long Extent, string Name)> Extents(in TensorShape extents, int most) =>
        extents.Rank >= 1 && extents.Rank <= most && extents.Count > 0
        ? WeightShape.Named(extents, nameof(extents))
        : throw new ArgumentException(
            Invariant($"extents must have 1 to {most} elements, each at least 1, but were {TensorShape.List(extents.Dimensions)}."),
            nameof(extents));

    /// <summary>Groups that divide both numbers.</summary>
    private static long Dividing(long groups, long first, long second) =>
        Count(groups) is var count && first % count == 0 && second % count == 0 ? count
            : throw new ArgumentException("groups must be a divisor of "
                + Invariant($"{(first == second ? first : Invariant($"{first} and {second}"))}, but was {groups}."), nameof(groups));

    /// <summary>A weight; one that is not used has an initializer that takes a seed all the same.</summary>
    internal sealed record Entry(string Name, TensorShape Shape, KerasInitializer Initializer, bool IsUsed = true)
    {
        /// <summary>A seed without a weight, such as that of dropout.</summary>
        public static Entry Seed { get; } = new("seed", [], KerasInit.RandomUniform(), IsUsed: false);

        /// <summary>A weight whose shape is checked.</summary>
        /// <exception cref="ArgumentException">The initializer, which the caller's parameter named, does not take the shape.</exception>
        public Entry(string name, TensorShape shape, KerasInitializer initializer, string parameter) : this(name, shape, initializer) =>
            initializer.CheckShape(shape, parameter);

        /// <summary>The entry with the seed that its initializer takes.</summary>
        public Entry Seeded(KerasSession session) => this with { Initializer = Initializer.Seeded(session) };

        public NamedTensor<float> Draw(string layer, KerasBackend backend) =>
            new($"{layer}/{Name}", Shape, Initializer.Initialize(Shape, new KerasRandom(0, backend)));
    }
}
