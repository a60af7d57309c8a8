using System.Numerics;

namespace Initializers;

/// <summary>
/// Calls with a shape or a source that the caller made from parameters of other names. Rethrows a refusal under the caller's name.
/// </summary>
internal static class CallerNames
{
    /// <summary>The parameters of a fill.</summary>
    private const string ShapeName = "shape", SourceName = "random";

    /// <summary>Fills weights from a shape and a source that the caller knows by other names.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="weights">The weights to fill.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="random">The source.</param>
    /// <param name="shapeName">The parameter that the shape was made from.</param>
    /// <param name="sourceName">The parameter that the source was made from.</param>
    public static void Fill<T>(
        IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random, string shapeName = ShapeName,
        string sourceName = SourceName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            initializer.Initialize(weights, shape, random);
        }
        catch (ArgumentException refusal) when (OtherName(refusal, shapeName, sourceName) is { } name)
        {
            throw Rename(refusal, name);
        }
    }

    /// <summary>
    /// Fills weights of any type, <see cref="ushort"/> for the bits of bfloat16, from a source that the caller knows by another name.
    /// </summary>
    public static void FillAs<T>(
        IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random, string sourceName,
        string shapeName = ShapeName)
        where T : unmanaged
    {
        try
        {
            TypedFill.Run(initializer, weights, shape, random);
        }
        catch (ArgumentException refusal) when (OtherName(refusal, shapeName, sourceName) is { } name)
        {
            throw Rename(refusal, name);
        }
    }

    /// <summary>Fills an array whose extents are the shape, so that a refusal of the shape names the array.</summary>
    public static void FillArray<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fill(initializer, weights, shape, SourceFor<T>(initializer, shape, nameof(weights)), nameof(weights), nameof(initializer));

    /// <inheritdoc cref="FillArray{T}(IWeightInitializer, Span{T}, in TensorShape)"/>
    public static void FillArray<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fill(initializer, weights, shape, random, nameof(weights));

    /// <inheritdoc cref="FillArray{T}(IWeightInitializer, Span{T}, in TensorShape)"/>
    public static void FillArray<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fill(initializer, weights, shape, seed.SourceFor(initializer), nameof(weights), nameof(seed));

    /// <summary>Returns the source for a fill that names none.</summary>
    /// <param name="initializer">The initializer, bound or not.</param>
    /// <param name="shape">The shape, which is checked before the source is taken.</param>
    /// <param name="shapeName">The parameter that the shape was made from.</param>
    public static IRandomSource SourceFor<T>(IWeightInitializer initializer, in TensorShape shape, string shapeName = ShapeName)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(initializer);
        try
        {
            Binding.Check<T>(initializer, shape);
        }
        catch (ArgumentException refusal) when (OtherName(refusal, shapeName, SourceName) is { } name)
        {
            throw Rename(refusal, name);
        }
        return Binding.SourceFor(initializer);
    }

    /// <summary>Makes a call with a shape that was made from the named parameter.</summary>
    public static T ForShape<T>(string name, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException refusal) when (refusal.ParamName == ShapeName)
        {
            throw Rename(refusal, name);
        }
    }

    /// <summary>Makes a call with an element of a parameter: any refusal becomes one of that parameter.</summary>
    /// <param name="name">The parameter that has the element.</param>
    /// <param name="what">
    /// The unmet requirement, the beginning of the message: <c>layers must be ones that ... can fill</c>.
    /// </param>
    /// <param name="call">The call.</param>
    /// <param name="shared">A parameter that both methods have, whose refusals are left as they are.</param>
    public static T ForElement<T>(string name, string what, Func<T> call, string? shared = null)
    {
        try
        {
            return call();
        }
        catch (ArgumentException refusal) when (shared is null || refusal.ParamName != shared)
        {
            throw new ArgumentException($"{what}: {Sentence(refusal)}", name, refusal);
        }
    }

    /// <summary>Returns the same exception for another parameter.</summary>
    public static ArgumentException Rename(ArgumentException refusal, string name)
    {
        string message = Sentence(refusal);
        return refusal is ArgumentOutOfRangeException { ActualValue: var value } ? new ArgumentOutOfRangeException(name, value, message)
            : new ArgumentException(message, name, refusal);
    }

    /// <summary>Returns the message without the parameter's name and value, which the exception appends.</summary>
    public static string Sentence(ArgumentException refusal)
    {
        int suffix = refusal.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? refusal.Message : refusal.Message[..suffix];
    }

    /// <summary>Returns the caller's name of the parameter that is refused; null if it is the same.</summary>
    private static string? OtherName(ArgumentException refusal, string shapeName, string sourceName)
    {
        string? name = refusal.ParamName switch { ShapeName => shapeName, SourceName => sourceName, _ => null };
        return name == refusal.ParamName ? null : name;
    }
}
