using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>An initializer of Keras 3.15 with its configuration: fills arrays of float, double, Half and bfloat16 as Keras does on one of its backends, from a <see cref="KerasRandom"/>.</summary>
/// <remarks>Shapes are Keras' <c>[*kernel, in, out]</c>: their dimensions count, and not what a layout says of their axes. JAX has no float64 without x64: there a double is a float, as in Keras. Thread-safe: an immutable value; its source is not.</remarks>
public abstract record KerasInitializer : ITypedInitializer, IFrameworkInitializer
{
    /// <summary>What those that draw nothing are handed.</summary>
    private static readonly KerasRandom Undrawn = new(0, KerasBackend.TensorFlow);

    private protected KerasInitializer()
    {
    }

    /// <summary>A seed of its own, <c>HeNormal(seed=42)</c>: <c>KerasInit.HeNormal() with { Seed = 42 }</c>. Null, the default, is none.</summary>
    /// <remarks>
    /// It takes the place of the source's, which then only says the backend and stays where it is; each call gives the same values, and so do two layers that have the initializer, as there.
    /// What draws nothing has no use for it. Which numbers the backend takes, <see cref="KerasRandom(long, KerasBackend)"/> says when values are drawn.
    /// </remarks>
    public long? Seed { get; init; }

    /// <summary>The call in Python, without its seed.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether it draws, and so takes a seed when it is made without one.</summary>
    internal virtual bool Draws => true;

    /// <summary>The call in Python, and the seed if it has one of its own.</summary>
    public sealed override string ToString() => Seed is { } seed ? Invariant($"{Name} with the seed {seed}") : Name;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The length is wrong, the source is not a <see cref="KerasRandom"/> (what draws nothing takes any source), or the shape is not what the initializer takes.</exception>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Run<float, Float32>(weights, shape, random);

    /// <summary>An array of float64.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random)
    {
        if (random is not KerasRandom { Backend: KerasBackend.Jax })
        {
            Run<double, Float64>(weights, shape, random);
            return;
        }
        Guard.Length(weights.Length, shape);
        float[] floats = this.Initialize(shape, random);
        for (int i = 0; i < floats.Length; i++) weights[i] = floats[i];
    }

    /// <summary>An array of float16.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<Half> weights, TensorShape shape, IRandomSource random) => Run<Half, Float16>(weights, shape, random);

    /// <summary>An array of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void InitializeBFloat16(Span<ushort> weights, TensorShape shape, IRandomSource random) => Run<ushort, BFloat16>(weights, shape, random);

    /// <summary>With a seed: its own, or the next one of a session. What draws nothing takes none.</summary>
    internal KerasInitializer Seeded(KerasSession session) => Draws && Seed is null ? this with { Seed = session.NextSeed() } : this;

    /// <summary>Fills an array whose length has been checked.</summary>
    internal abstract void Fill<T, TType>(Span<T> weights, TensorShape shape, KerasRandom random)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    private void Run<T, TType>(Span<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        KerasRandom source = Guard.FillFrom<KerasRandom>(weights.Length, shape, Draws || random is null ? random! : Undrawn, "a KerasRandom: name one, Initialize(shape, new KerasRandom(42, KerasBackend.TensorFlow))");
        Fill<T, TType>(weights, shape, Draws && Seed is { } seed ? new(seed, source.Backend) : source);
    }

    bool ITypedInitializer.Draws<T>() => true;

    void ITypedInitializer.Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random)
    {
        if (typeof(T) == typeof(double)) Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
        else if (typeof(T) == typeof(Half)) Initialize(MemoryMarshal.Cast<T, Half>(weights), shape, random);
        else InitializeBFloat16(MemoryMarshal.Cast<T, ushort>(weights), shape, random);
    }

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) => Draws ? KerasRandom.Generator((long)seed, KerasBackend.TensorFlow) : null;
}
