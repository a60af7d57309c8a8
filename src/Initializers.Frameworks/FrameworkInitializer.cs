using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>
/// The base of the initializers that draw as a framework does, from a source of that framework: float, double, Half and bfloat16, each in
/// its
/// own way.
/// </summary>
/// <typeparam name="TSource">The framework's source.</typeparam>
/// <remarks>
/// <para>
/// Shapes are the framework's: their dimensions count, and not what a layout says of their axes. Parameters are filled whole, since what a
/// value is may depend on how many there are. An empty one draws nothing.
/// </para>
/// <para>
/// <c>WithSeed(42)</c> draws from the framework's source of this seed, call after call; a call that names no source and has no seed draws
/// from a new one, seeded by the system. Thread-safe: an immutable value; its source is not.
/// </para>
/// </remarks>
public abstract record FrameworkInitializer<TSource> : ITypedInitializer, ICheckedInitializer, IFrameworkInitializer
    where TSource : class, IRandomSource
{
    private protected FrameworkInitializer()
    {
    }

    /// <summary>Whether values are drawn. What draws nothing takes any source.</summary>
    internal virtual bool Draws => true;

    /// <summary>The sources that are accepted, as a refusal says it.</summary>
    private protected abstract string Accepted { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The length is wrong, the source is none of the framework and values are drawn, the shape is not what the function takes, or the type
    /// or the source does not hold its numbers. Nothing has been drawn or written then.
    /// </exception>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Run<float, Float32>(weights, shape, random);

    /// <summary>An array of float64.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Run<double, Float64>(weights, shape, random);

    /// <summary>An array of float16.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<Half> weights, TensorShape shape, IRandomSource random) => Run<Half, Float16>(weights, shape, random);

    /// <summary>An array of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void InitializeBFloat16(Span<ushort> weights, TensorShape shape, IRandomSource random) =>
        Run<ushort, BFloat16>(weights, shape, random);

    bool ITypedInitializer.Draws<T>() => true;

    void ITypedInitializer.Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random)
    {
        if (typeof(T) == typeof(double)) Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
        else if (typeof(T) == typeof(Half)) Initialize(MemoryMarshal.Cast<T, Half>(weights), shape, random);
        else InitializeBFloat16(MemoryMarshal.Cast<T, ushort>(weights), shape, random);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random)
    {
        TSource source = random is null ? null! : Source(random);
        if (typeof(T) == typeof(double)) Check<double, Float64>(shape, source);
        else if (typeof(T) == typeof(Half)) Check<Half, Float16>(shape, source);
        else if (typeof(T) == typeof(ushort)) Check<ushort, BFloat16>(shape, source);
        else Check<float, Float32>(shape, source); // of which other types are converted
    }

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) => Draws ? SourceOf(seed) : null;

    /// <summary>Fills all of a parameter.</summary>
    internal void Run<T, TType>(Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        bool isFilled = Guard.Fill(weights.Length, shape, random);
        TSource source = Source(random);
        Check<T, TType>(shape, source);
        if (isFilled) Fill<T, TType>(weights, shape, source);
    }

    /// <summary>The framework's source of a seed.</summary>
    private protected abstract TSource SourceOf(ulong seed);

    /// <summary>Refuses all that a fill refuses, but for its length and the kind of its source: the one place that does.</summary>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    internal abstract void Check<T, TType>(in TensorShape shape, TSource source)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>Fills a parameter that has elements and has been checked.</summary>
    internal abstract void Fill<T, TType>(Span<T> weights, in TensorShape shape, TSource source)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>The framework's source; null where what draws nothing is given another one, and does not look at it.</summary>
    private TSource Source(IRandomSource random) => random as TSource
        ?? (Draws ? throw new ArgumentException($"random must be {Accepted}, but was a {random.GetType().Name}.", nameof(random)) : null!);
}
