using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// An initializer of Keras 3.15 with its configuration: fills arrays of float, double, Half and bfloat16 as Keras does on one of its
/// backends, from a <see cref="KerasRandom"/>.
/// </summary>
/// <remarks>
/// <para>
/// Shapes are Keras' <c>[*kernel, in, out]</c>: their dimensions count, and not what a layout says of their axes. JAX has no float64
/// without x64: there a double is a float, as in Keras. Thread-safe: an immutable value; its source is not.
/// </para>
/// <para>
/// <c>WithSeed(42)</c> draws from <c>SeedGenerator(42)</c> on TensorFlow, call after call; <see cref="WithSeed(long, KerasBackend)"/> on
/// another backend.
/// </para>
/// </remarks>
public abstract record KerasInitializer : FrameworkInitializer<KerasRandom>
{
    /// <summary>What those that draw nothing are handed.</summary>
    private static readonly KerasRandom Undrawn = new(0, KerasBackend.TensorFlow);

    private protected KerasInitializer()
    {
    }

    /// <summary>
    /// A seed of its own, <c>HeNormal(seed=42)</c>: <c>KerasInit.HeNormal() with { Seed = 42 }</c>. Null, the default, is none.
    /// </summary>
    /// <remarks>
    /// It takes the place of the source's, which then only says the backend and stays where it is; each call gives the same values, and so
    /// do two layers that have the initializer, as there.
    /// What draws nothing has no use for it. Which numbers the backend takes, <see cref="KerasRandom(long, KerasBackend)"/> says when
    /// values are drawn.
    /// </remarks>
    public long? Seed { get; init; }

    private protected override string Accepted =>
        "a KerasRandom: name one, Initialize(shape, new KerasRandom(42, KerasBackend.TensorFlow))";

    /// <summary>The call in Python, without its seed.</summary>
    internal abstract string Name { get; }

    /// <summary>Binds <c>SeedGenerator(seed)</c> on a backend: calls that name no source draw from it, one after the other.</summary>
    /// <param name="seed">The number; on JAX and NumPy from 0 to 2^32 - 1, on PyTorch from -2^31 to 2^31 - 1, as there.</param>
    /// <param name="backend">What draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is not one of the backend, or the backend not a named one.</exception>
    public RandomBoundInitializer WithSeed(long seed, KerasBackend backend) => this.WithRandom(KerasRandom.Generator(seed, backend));

    /// <summary>The call in Python, and the seed if it has one of its own.</summary>
    public sealed override string ToString() => Seed is { } seed ? Invariant($"{Name} with the seed {seed}") : Name;

    /// <summary>With a seed: its own, or the next one of a session. What draws nothing takes none.</summary>
    internal KerasInitializer Seeded(KerasSession session) => Draws && Seed is null ? this with { Seed = session.NextSeed() } : this;

    /// <summary>
    /// Refuses a shape that the initializer does not take, in the name of the caller's parameter; defaults to taking every shape.
    /// </summary>
    /// <exception cref="ArgumentException">The initializer does not take the shape.</exception>
    internal virtual void CheckShape(in TensorShape shape, string name)
    {
    }

    /// <summary>
    /// Refuses a backend that does not take the initializer's seed or its numbers, in the name of the caller's parameter.
    /// </summary>
    /// <exception cref="ArgumentException">The backend does not take them.</exception>
    internal void CheckBackend(KerasBackend backend, string name)
    {
        if (!Draws) return;
        if (Seed is { } seed) KerasRandom.CheckSeed(seed, backend, advances: false, name);
        CheckNumbers(backend, name);
    }

    /// <summary>Refuses a backend that does not take the numbers; defaults to those that every backend takes.</summary>
    /// <exception cref="ArgumentException">The backend does not take them.</exception>
    internal virtual void CheckNumbers(KerasBackend backend, string name)
    {
    }

    internal sealed override void Check<T, TType>(in TensorShape shape, KerasRandom? source)
    {
        CheckShape(shape, nameof(shape));
        if (source is not null) CheckBackend(source.Backend, "random");
    }

    internal sealed override void Fill<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom? source)
    {
        KerasRandom own = source is null ? Undrawn : Draws && Seed is { } seed ? new(seed, source.Backend) : source;
        if (!TType.IsDouble || own.Backend != KerasBackend.Jax)
        {
            Put<T, TType>(weights, shape, own);
            return;
        }
        using var floats = new Rented<float>(weights.Length);
        Put<float, Float32>(floats.Span, shape, own);
        Numbers.Convert(floats.Span, MemoryMarshal.Cast<T, double>(weights));
    }

    /// <summary>Fills an array that has elements and has been checked, in a type that the backend has.</summary>
    internal abstract void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    private protected override KerasRandom SourceOf(ulong seed) => KerasRandom.Generator((long)seed, KerasBackend.TensorFlow);
}
