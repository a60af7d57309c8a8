namespace Initializers.Frameworks;

/// <summary>A layer of Keras 3.15 as far as its first weights are concerned: which seeds it takes when it is made and when it is built, and what they fill.</summary>
/// <remarks>What is not given is Keras' default: <c>glorot_uniform</c> kernels, orthogonal recurrent kernels, zero biases. Thread-safe: an immutable value.</remarks>
public sealed partial class KerasLayer
{
    private readonly Func<KerasSession, Func<IReadOnlyList<Seeded>>> _make;

    private KerasLayer(string name, Func<KerasSession, Func<IReadOnlyList<Seeded>>> make) => (Name, _make) = (name, make);

    /// <summary>What Keras calls it, without a number: <c>dense</c>.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Makes the layer, which takes seeds; what is returned builds it, which may take more.</summary>
    internal Func<IReadOnlyList<Seeded>> Make(KerasSession session) => _make(session);

    /// <summary>A layer that takes all of its seeds when it is made.</summary>
    private static KerasLayer Of(string name, params Entry[] entries) => new(name, session =>
    {
        Seeded[] seeded = [.. entries.Select(entry => entry.Seed(session))];
        return () => seeded;
    });

    /// <summary>A weight with the seed that it was given; none where it draws nothing.</summary>
    internal sealed record Seeded(string Name, TensorShape Shape, KerasInitializer Initializer, long? Seed)
    {
        public KerasWeight Draw(string layer, KerasBackend backend) => new($"{layer}/{Name}", Shape, Initializer.Initialize(Shape, new KerasRandom(Seed ?? 0, backend)));
    }

    /// <summary>A weight that is to be given a seed.</summary>
    private sealed record Entry(string Name, TensorShape Shape, KerasInitializer Initializer)
    {
        public Seeded Seed(KerasSession session) => new(Name, Shape, Initializer, Initializer.Draws ? session.NextSeed() : null);
    }
}
