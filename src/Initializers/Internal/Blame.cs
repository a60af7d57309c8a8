using System.Numerics;

namespace Initializers;

/// <summary>
/// Refusals in the caller's words: a method that takes no shape or no source says so of the parameter that it made them from.
/// </summary>
internal static class Blame
{
    /// <summary>What a fill calls its shape and its source.</summary>
    private const string OfShape = "shape", OfSource = "random";

    /// <summary>A fill whose shape and source the caller knows by other names.</summary>
    /// <param name="initializer">What fills.</param>
    /// <param name="weights">Where the weights go.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="random">The source.</param>
    /// <param name="shapeName">The parameter that the shape was made from.</param>
    /// <param name="sourceName">The parameter that the source was made from.</param>
    public static void Fill<T>(
        IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random, string shapeName = OfShape,
        string sourceName = OfSource)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            initializer.Initialize(weights, shape, random);
        }
        catch (ArgumentException refusal) when (OtherName(refusal, shapeName, sourceName) is { } name)
        {
            throw Renamed(refusal, name);
        }
    }

    /// <summary>The same of bits of bfloat16.</summary>
    public static void Fill(
        IWeightInitializer initializer, Span<ushort> weights, in TensorShape shape, IRandomSource random, string sourceName)
    {
        try
        {
            TypedFill.Run(initializer, weights, shape, random);
        }
        catch (ArgumentException refusal) when (OtherName(refusal, OfShape, sourceName) is { } name)
        {
            throw Renamed(refusal, name);
        }
    }

    /// <summary>A fill of weights whose own extents are the shape.</summary>
    public static void Weights<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fill(initializer, weights, shape, Bound<T>(initializer, shape, nameof(weights)), nameof(weights), nameof(initializer));

    /// <inheritdoc cref="Weights{T}(IWeightInitializer, Span{T}, in TensorShape)"/>
    public static void Weights<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Fill(initializer, weights, shape, random, nameof(weights));

    /// <inheritdoc cref="Weights{T}(IWeightInitializer, Span{T}, in TensorShape)"/>
    public static void Weights<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fill(initializer, weights, shape, seed.SourceFor(initializer), nameof(weights), nameof(seed));

    /// <summary>The source of a fill that names none.</summary>
    /// <param name="initializer">What fills, bound or not.</param>
    /// <param name="shape">The shape, which is refused before the source is taken.</param>
    /// <param name="shapeName">The parameter that the shape was made from.</param>
    public static IRandomSource Bound<T>(IWeightInitializer initializer, in TensorShape shape, string shapeName = OfShape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(initializer);
        try
        {
            Binding.Check<T>(initializer, shape);
        }
        catch (ArgumentException refusal) when (OtherName(refusal, shapeName, OfSource) is { } name)
        {
            throw Renamed(refusal, name);
        }
        return Binding.SourceFor(initializer);
    }

    /// <summary>What a call returns whose shape was made from a parameter.</summary>
    public static T Shape<T>(string name, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException refusal) when (refusal.ParamName == OfShape)
        {
            throw Renamed(refusal, name);
        }
    }

    /// <summary>Calls something with what a parameter holds; what it refuses is refused in the name of that parameter.</summary>
    /// <param name="name">The parameter of the public method that was called.</param>
    /// <param name="what">
    /// What the parameter must hold but does not, as a sentence of the message: <c>layers must be ones that ... can fill</c>.
    /// </param>
    /// <param name="call">The call.</param>
    /// <param name="shared">A parameter that both methods have, whose refusal passes as it is.</param>
    public static T Holder<T>(string name, string what, Func<T> call, string? shared = null)
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

    /// <summary>The same refusal of another parameter.</summary>
    public static ArgumentException Renamed(ArgumentException refusal, string name)
    {
        string message = Sentence(refusal);
        return refusal is ArgumentOutOfRangeException { ActualValue: var value } ? new ArgumentOutOfRangeException(name, value, message)
            : new ArgumentException(message, name, refusal);
    }

    /// <summary>The message without the name of the parameter and its value, which the exception appends.</summary>
    private static string Sentence(ArgumentException refusal)
    {
        int suffix = refusal.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? refusal.Message : refusal.Message[..suffix];
    }

    /// <summary>What the caller calls the parameter that is refused; null where it has the same name for it.</summary>
    private static string? OtherName(ArgumentException refusal, string shapeName, string sourceName)
    {
        string? name = refusal.ParamName switch { OfShape => shapeName, OfSource => sourceName, _ => null };
        return name == refusal.ParamName ? null : name;
    }
}
