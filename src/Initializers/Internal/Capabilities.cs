using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// The optional capabilities of initializers, those of the library and of users, bound or not, for wrappers that need them.
/// </summary>
internal static class Capabilities
{
    /// <summary>Returns whether an initializer draws values of a number type itself, rather than converting floats.</summary>
    public static bool Draws<T>(IWeightInitializer initializer) where T : unmanaged =>
        Binding.Unbound(initializer) switch
        {
            ITypedInitializer typed => typed.Draws<T>(),
            ICheckedInitializer => false,
            _ => typeof(T) == typeof(double), // a user's initializer may fill doubles itself
        };

    /// <summary>
    /// Refuses what a fill would refuse, before it draws words. A user's initializer has no check, so it fills scratch memory first, if the
    /// source has words.
    /// </summary>
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

    /// <summary>Whether the values depend on the shape alone, and not on the source.</summary>
    public static bool IsFixed(IWeightInitializer initializer) => Binding.Unbound(initializer) switch
    {
        FixedInitializer => true,
        WrappingInitializer wrapping => IsFixed(wrapping.Inner),
        PerBlockInitializer blocks => blocks.Blocks.All(IsFixed),
        _ => false,
    };

    /// <summary>Returns the number of elements that are drawn, where others repeat them.</summary>
    public static double DrawnElements(IWeightInitializer initializer, in TensorShape shape) => Binding.Unbound(initializer) switch
    {
        WrappingInitializer wrapping => wrapping.DrawnElements(shape),
        PerBlockInitializer blocks => blocks.DrawnElements(shape),
        _ => shape.Count,
    };

    /// <summary>Returns an initializer as one that fills slices.</summary>
    /// <exception cref="NotSupportedException">The initializer fills whole parameters only.</exception>
    public static ISliceInitializer SlicesOf(IWeightInitializer initializer) => Binding.Unbound(initializer) as ISliceInitializer
        ?? throw new NotSupportedException($"{initializer} fills whole parameters, not slices.");

    /// <summary>
    /// Fills temporary memory from a source of its own. Throws only if an argument other than the source is refused.
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

/// <summary>An initializer that draws values of some number types itself, rather than converting floats.</summary>
/// <remarks>By default it draws doubles itself, and converts floats to all other types.</remarks>
internal interface ITypedInitializer : IWeightInitializer
{
    /// <summary>Returns whether values of a type are drawn by the initializer itself, rather than converted from floats.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="Half"/>, or <see cref="ushort"/> for the bits of bfloat16.</typeparam>
    bool Draws<T>() where T : unmanaged => typeof(T) == typeof(double);

    /// <summary>Fills a whole parameter with values of a type that the initializer draws itself.</summary>
    /// <typeparam name="T">The type, for which <see cref="Draws"/> returns true.</typeparam>
    /// <inheritdoc cref="IWeightInitializer.Initialize(Span{float}, TensorShape, IRandomSource)"/>
    void Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random) where T : unmanaged =>
        Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
}

/// <summary>
/// An initializer that can be asked beforehand whether it can fill a parameter, so that an initializer of several parts draws nothing if
/// one of them is refused.
/// </summary>
internal interface ICheckedInitializer : IWeightInitializer
{
    /// <summary>Refuses what a fill would refuse, except for the length of the weights. Nothing is drawn.</summary>
    /// <typeparam name="T">
    /// The number type to be filled: <see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, <see cref="ushort"/> for the bits of
    /// bfloat16, or a type that floats are converted to.
    /// </typeparam>
    /// <param name="shape">The parameter's shape, which has elements.</param>
    /// <param name="random">The source to be drawn from; null if it is not known yet, and not to be checked.</param>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    void Check<T>(in TensorShape shape, IRandomSource? random) where T : unmanaged;
}

/// <summary>An initializer that draws from the sources of one framework, and can make one of them from a seed.</summary>
internal interface IFrameworkInitializer : IWeightInitializer
{
    /// <summary>
    /// Returns the framework's source for a seed, as after <c>torch.manual_seed(seed)</c>; null if the initializer draws nothing.
    /// </summary>
    /// <param name="seed">Any number.</param>
    IRandomSource? SourceOf(ulong seed);
}
