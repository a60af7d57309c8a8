using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>
/// The base class of initializers that draw from a framework's source as the framework does, in float, double, Half and bfloat16.
/// </summary>
/// <typeparam name="TSource">The framework's source.</typeparam>
/// <remarks>
/// <para>
/// Shapes are the framework's: only their dimensions count, not the axes named by a layout. Parameters are filled whole, since a value may
/// depend on how many there are. An empty parameter draws nothing.
/// </para>
/// <para>
/// <c>WithSeed(42)</c> draws from one source of the framework with that seed, call after call; a call without a source or a seed draws from
/// a new source, seeded by the system. Thread-safe: an immutable value; its source is not.
/// </para>
/// </remarks>
public abstract record FrameworkInitializer<TSource> : ITypedInitializer, ICheckedInitializer, IFrameworkInitializer
    where TSource : class, IRandomSource
{
    private protected FrameworkInitializer()
    {
    }

    /// <summary>Whether values are drawn; an initializer that draws nothing takes any source.</summary>
    internal virtual bool Draws => true;

    /// <summary>The accepted sources, in the words of an error message.</summary>
    private protected abstract string Accepted { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The length is wrong, values are drawn and the source does not belong to the framework, the function does not take the shape, or the
    /// type or the source does not have its numbers. Nothing has been drawn or written then.
    /// </exception>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Run<float, Float32>(weights, shape, random);

    /// <summary>The same for float64.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Run<double, Float64>(weights, shape, random);

    /// <summary>The same for float16.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<Half> weights, TensorShape shape, IRandomSource random) => Run<Half, Float16>(weights, shape, random);

    /// <summary>The same for bfloat16, as bits.</summary>
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
        else Check<float, Float32>(shape, source); // from which other types are converted
    }

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) => Draws ? SourceOf(seed) : null;

    /// <summary>Checks all arguments and fills a parameter.</summary>
    internal void Run<T, TType>(Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        bool isFilled = Guard.FillArguments(weights.Length, shape, random);
        TSource source = Source(random);
        Check<T, TType>(shape, source);
        if (isFilled) Fill<T, TType>(weights, shape, source);
    }

    /// <summary>A source of the framework from a seed.</summary>
    private protected abstract TSource SourceOf(ulong seed);

    /// <summary>The one place that refuses what a fill refuses, except for the length and the type of the source.</summary>
    /// <exception cref="ArgumentException">The fill is refused.</exception>
    internal abstract void Check<T, TType>(in TensorShape shape, TSource source)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>Fills a checked parameter that is not empty.</summary>
    internal abstract void Fill<T, TType>(Span<T> weights, in TensorShape shape, TSource source)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    /// <summary>The framework's source; null if the initializer draws nothing and was given a foreign source.</summary>
    private TSource Source(IRandomSource random) => random as TSource
        ?? (Draws ? throw new ArgumentException($"random must be {Accepted}, but was a {random.GetType().Name}.", nameof(random)) : null!);
}
