using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// A layer of Keras 3.15 as far as its first weights are concerned: which seeds it takes when it is made and when it is built, and what
/// they fill.
/// </summary>
/// <remarks>
/// What is not given is Keras' default: <c>glorot_uniform</c> kernels, orthogonal recurrent kernels, zero biases. Initializers are as if
/// named by texts, <c>bias_initializer="random_normal"</c>: the layer makes them, in the order of its weights, and each that draws and has
/// no <see cref="KerasInitializer.Seed"/> takes one then, that of a bias that is not used too. Python makes an object that is an argument
/// before the layer: give it its seed, <c>KerasInit.RandomNormal() with { Seed = session.NextSeed() }</c>; so too one that two layers
/// share.
/// Thread-safe: an immutable value.
/// </remarks>
public sealed partial class KerasLayer
{
    private readonly Func<KerasSession, Func<IReadOnlyList<Entry>>> _make;

    private KerasLayer(string name, Func<KerasSession, Func<IReadOnlyList<Entry>>> make) => (Name, _make) = (name, make);

    /// <summary>A layer that takes all of its seeds when it is made.</summary>
    private KerasLayer(string name, params Entry[] entries) : this(name, session => Made(session, entries))
    {
    }

    /// <summary>What Keras calls it, without a number: <c>dense</c>.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Makes the layer, which takes seeds; what is returned builds it, which may take more.</summary>
    internal Func<IReadOnlyList<Entry>> Make(KerasSession session) => _make(session);

    private static Func<IReadOnlyList<Entry>> Made(KerasSession session, Entry[] entries)
    {
        Entry[] seeded = Seeded(session, entries);
        return () => seeded;
    }

    /// <summary>The weights, whose initializers have taken their seeds in order.</summary>
    private static Entry[] Seeded(KerasSession session, Entry[] entries) =>
        [.. entries.Select(entry => entry with { Initializer = entry.Initializer.Seeded(session) }).Where(entry => entry.IsUsed)];

    /// <summary>A number of units or channels. It is one that an array can hold, so that no product of two wraps.</summary>
    private static long Count(long value, long lowest = 1, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= lowest && value <= Array.MaxLength ? value
            : throw new ArgumentOutOfRangeException(name, value,
                Invariant($"{name} must be a whole number from {lowest} to {Array.MaxLength}, but was {value}."));

    /// <summary>The extents of a kernel, of one dimension to so many.</summary>
    private static IEnumerable<(long Extent, string Name)> Extents(in TensorShape extents, int most) =>
        extents.Rank >= 1 && extents.Rank <= most && extents.Count > 0
        ? WeightShape.Named(extents, nameof(extents))
        : throw new ArgumentException(
            Invariant($"extents must be 1 to {most} numbers above 0, but were {TensorShape.List(extents.Dimensions)}."), nameof(extents));

    /// <summary>Groups that divide both.</summary>
    private static long Dividing(long groups, long first, long second) =>
        Count(groups) is var count && first % count == 0 && second % count == 0 ? count
            : throw new ArgumentException("groups must divide "
                + Invariant($"{(first == second ? first : Invariant($"{first} and {second}"))}, but was {groups}."), nameof(groups));

    /// <summary>A weight, or the initializer of one that is not used: it takes its seed all the same.</summary>
    internal sealed record Entry(string Name, TensorShape Shape, KerasInitializer Initializer, bool IsUsed = true)
    {
        /// <summary>A weight whose initializer takes its shape.</summary>
        /// <exception cref="ArgumentException">It does not: the caller's parameter of this name is to blame.</exception>
        public Entry(string name, TensorShape shape, KerasInitializer initializer, string parameter) : this(name, shape, initializer) =>
            initializer.CheckShape(shape, parameter);

        public NamedTensor<float> Draw(string layer, KerasBackend backend) =>
            new($"{layer}/{Name}", Shape, Initializer.Initialize(Shape, new KerasRandom(0, backend)));
    }
}
