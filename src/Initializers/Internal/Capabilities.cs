using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// What an initializer can do beside filling floats, whether it is the library's or a user's, bound or not: what wraps it asks here.
/// </summary>
internal static class Capabilities
{
    /// <summary>Whether values of a number type are drawn in a way of their own, rather than as floats that are converted.</summary>
    public static bool Draws<T>(IWeightInitializer initializer) where T : unmanaged =>
        Binding.Unbound(initializer) switch
        {
            ITypedInitializer typed => typed.Draws<T>(),
            ICheckedInitializer => false,
            _ => typeof(T) == typeof(double), // a user's, who may have written the doubles
        };

    /// <summary>Refuses what a fill would refuse. A user's initializer is tried, where there are words to be lost by a refusal.</summary>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    public static void Check<T>(IWeightInitializer initializer, in TensorShape shape, IRandomSource? random) where T : unmanaged
    {
        if (Binding.Unbound(initializer) is ICheckedInitializer one) one.Check<T>(shape, random);
        else if (random is IRandomBitSource) Try<T>(initializer, shape);
    }

    /// <summary>Whether an initializer fills slices, and what it wraps does.</summary>
    public static bool FillsSlices(IWeightInitializer initializer) => Binding.Unbound(initializer) switch
    {
        WrappingInitializer wrapping => FillsSlices(wrapping.Inner),
        IWeightInitializer one => one is ISliceInitializer,
    };

    /// <summary>What fills slices.</summary>
    /// <exception cref="NotSupportedException">The initializer fills whole parameters only.</exception>
    public static ISliceInitializer SlicesOf(IWeightInitializer initializer) => Binding.Unbound(initializer) as ISliceInitializer
        ?? throw new NotSupportedException($"{initializer} fills whole parameters, not slices.");

    /// <summary>
    /// Fills an array that nobody sees, from a source that is not the caller's: what fails because of the source or of its values does not
    /// count.
    /// </summary>
    private static void Try<T>(IWeightInitializer initializer, in TensorShape shape) where T : unmanaged
    {
        using var weights = new Rented<T>((int)shape.Count);
        try
        {
            TypedFill.Run(initializer, weights.Span, shape, new PhiloxRandom(0));
        }
        catch (Exception failure) when (failure is not ArgumentException { ParamName: not "random" })
        {
        }
    }
}

/// <summary>An initializer that fills number types in a way of their own: its doubles, say, are not its floats, widened.</summary>
/// <remarks>Defaults to one whose doubles are its own, and the rest its floats, converted.</remarks>
internal interface ITypedInitializer : IWeightInitializer
{
    /// <summary>Whether values of a type are drawn in a way of their own, rather than as floats that are converted.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="Half"/>, or <see cref="ushort"/> for the bits of bfloat16.</typeparam>
    bool Draws<T>() where T : unmanaged => typeof(T) == typeof(double);

    /// <summary>Fills all of a parameter with values of a type that it draws.</summary>
    /// <typeparam name="T">The type, as of <see cref="Draws"/>.</typeparam>
    /// <inheritdoc cref="IWeightInitializer.Initialize(Span{float}, TensorShape, IRandomSource)"/>
    void Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random) where T : unmanaged =>
        Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
}

/// <summary>
/// An initializer that says beforehand whether it can fill a parameter, so that what fills several of them draws nothing if one refuses.
/// </summary>
internal interface ICheckedInitializer : IWeightInitializer
{
    /// <summary>Refuses what a fill would refuse, but for the length of the weights. Nothing is drawn.</summary>
    /// <typeparam name="T">
    /// The number type to be filled: <see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, <see cref="ushort"/> for the bits of
    /// bfloat16, or one that floats are converted to.
    /// </typeparam>
    /// <param name="shape">The parameter's shape, which has elements.</param>
    /// <param name="random">The source to be drawn from; null where it is not known yet, and is not what is asked about.</param>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    void Check<T>(in TensorShape shape, IRandomSource? random) where T : unmanaged;
}

/// <summary>An initializer that draws from sources of one kind, those of a framework: it says which of them a seed means.</summary>
internal interface IFrameworkInitializer : IWeightInitializer
{
    /// <summary>
    /// The source that a seed means there, such as <c>torch.manual_seed(seed)</c>; null where any source will do, since nothing is drawn.
    /// </summary>
    /// <param name="seed">Any number.</param>
    IRandomSource? SourceOf(ulong seed);
}
