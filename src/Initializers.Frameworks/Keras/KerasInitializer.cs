using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// An initializer of Keras 3.15 with its configuration: fills float, double, Half and bfloat16 arrays from a <see cref="KerasRandom"/>, as
/// Keras does on one of its backends.
/// </summary>
/// <remarks>
/// <para>
/// Shapes are Keras's <c>[*kernel, in, out]</c>: only their dimensions count, not the axes named by a layout. JAX has no float64 without
/// x64: there doubles are drawn as floats, as in Keras. Thread-safe: an immutable value; its source is not.
/// </para>
/// <para>
/// <c>WithSeed(42)</c> draws from one <c>SeedGenerator(42)</c> on TensorFlow, call after call; <see cref="WithSeed(long, KerasBackend)"/>
/// chooses another backend.
/// </para>
/// </remarks>
public abstract record KerasInitializer : FrameworkInitializer<KerasRandom>
{
    /// <summary>The source of initializers that draw nothing, when they are given none of Keras.</summary>
    private static readonly KerasRandom Undrawn = new(0, KerasBackend.TensorFlow);

    private protected KerasInitializer()
    {
    }

    /// <summary>
    /// The initializer's own seed, <c>HeNormal(seed=42)</c>: <c>KerasInit.HeNormal() with { Seed = 42 }</c>. Defaults to null, no seed.
    /// </summary>
    /// <remarks>
    /// It replaces the seed of the source, which then only names the backend and does not advance. Every call gives the same values, and so
    /// do two layers that share the initializer, as in Keras. Initializers that draw nothing ignore it. Whether the backend takes the
    /// number is checked when values are drawn, as by <see cref="KerasRandom(long, KerasBackend)"/>.
    /// </remarks>
    public long? Seed { get; init; }

    private protected override string Accepted =>
        "a KerasRandom: name one, Initialize(shape, new KerasRandom(42, KerasBackend.TensorFlow))";

    /// <summary>The call in Python, without its seed.</summary>
    internal abstract string Name { get; }

    /// <summary>Binds <c>SeedGenerator(seed)</c> on a backend: calls without a source draw from it, one after the other.</summary>
    /// <param name="seed">The number; on JAX and NumPy from 0 to 2^32 - 1, on PyTorch from -2^31 to 2^31 - 1, as in Keras.</param>
    /// <param name="backend">The backend that draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The backend does not take the seed, or <paramref name="backend"/> is not a named one.
    /// </exception>
    public RandomBoundInitializer WithSeed(long seed, KerasBackend backend) => this.WithRandom(KerasRandom.Generator(seed, backend));

    /// <summary>The call in Python, and the initializer's own seed if it has one.</summary>
    public sealed override string ToString() => Seed is { } seed ? Invariant($"{Name} with the seed {seed}") : Name;

    /// <summary>The initializer with its own seed, or else the next one of a session; unchanged if it draws nothing.</summary>
    internal KerasInitializer Seeded(KerasSession session) => Draws && Seed is null ? this with { Seed = session.NextSeed() } : this;

    /// <summary>
    /// Refuses a shape that the initializer does not take, in the name of the caller's parameter; by default every shape is taken.
    /// </summary>
    /// <exception cref="ArgumentException">The initializer does not take the shape.</exception>
    internal virtual void CheckShape(in TensorShape shape, string name)
    {
    }

    /// <summary>
    /// Refuses a backend that does not take the initializer's seed or its numbers, in the name of the caller's parameter.
    /// </summary>
    /// <exception cref="ArgumentException">The backend does not take them.</exception>
    internal void CheckBackend(KerasEngine engine, string name)
    {
        if (!Draws) return;
        if (Seed is { } seed) engine.CheckSeed(seed, isGenerator: false, name);
        CheckNumbers(engine, name);
    }

    /// <summary>Refuses a backend that does not take the initializer's numbers; by default every backend takes them.</summary>
    /// <exception cref="ArgumentException">The backend does not take them.</exception>
    internal virtual void CheckNumbers(KerasEngine engine, string name)
    {
    }

    internal sealed override void Check<T, TType>(in TensorShape shape, KerasRandom? source)
    {
        CheckShape(shape, nameof(shape));
        if (source is not null) CheckBackend(source.Engine, "random");
    }

    internal sealed override void Fill<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom? source)
    {
        KerasRandom own = source is null ? Undrawn : Draws && Seed is { } seed ? new(seed, source.Backend) : source;
        if (!TType.IsDouble || own.Engine.HasDouble)
        {
            FillFrom<T, TType>(weights, shape, own);
            return;
        }
        using var floats = new Rented<float>(weights.Length);
        FillFrom<float, Float32>(floats.Span, shape, own);
        Numbers.Convert(floats.Span, MemoryMarshal.Cast<T, double>(weights));
    }

    /// <summary>Fills a checked array that is not empty, in a type that the backend has.</summary>
    internal abstract void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    private protected override KerasRandom SourceOf(ulong seed) => KerasRandom.Generator((long)seed, KerasBackend.TensorFlow);
}
