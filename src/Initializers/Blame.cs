namespace Initializers;

/// <summary>
/// Refusals in the caller's words: a method that takes no shape or no source says so of the parameter that it made them from.
/// </summary>
internal static class Blame
{
    /// <summary>A fill from a source that the caller did not name.</summary>
    /// <param name="initializer">What fills.</param>
    /// <param name="weights">Where the weights go.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="random">The source.</param>
    /// <param name="name">The parameter that the source was made from.</param>
    public static void Source<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random, string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        try
        {
            initializer.Initialize(weights, shape, random);
        }
        catch (ArgumentException refusal) when (refusal.ParamName == nameof(random))
        {
            throw Renamed(refusal, name);
        }
    }

    /// <summary>A fill of weights whose own extents are the shape.</summary>
    public static void Weights<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        try
        {
            initializer.Initialize(weights, shape);
        }
        catch (ArgumentException refusal) when (refusal.ParamName == nameof(shape))
        {
            throw Renamed(refusal, nameof(weights));
        }
    }

    /// <inheritdoc cref="Weights{T}(IWeightInitializer, Span{T}, in TensorShape)"/>
    public static void Weights<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        try
        {
            initializer.Initialize(weights, shape, random);
        }
        catch (ArgumentException refusal) when (refusal.ParamName == nameof(shape))
        {
            throw Renamed(refusal, nameof(weights));
        }
    }

    /// <inheritdoc cref="Weights{T}(IWeightInitializer, Span{T}, in TensorShape)"/>
    public static void Weights<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, Seed seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        try
        {
            initializer.Initialize(weights, shape, seed);
        }
        catch (ArgumentException refusal) when (refusal.ParamName == nameof(shape))
        {
            throw Renamed(refusal, nameof(weights));
        }
    }

    /// <summary>What a call returns whose shape was made from a parameter.</summary>
    public static T Shape<T>(string name, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException refusal) when (refusal.ParamName == "shape")
        {
            throw Renamed(refusal, name);
        }
    }

    /// <summary>The same refusal of another parameter.</summary>
    public static ArgumentException Renamed(ArgumentException refusal, string name)
    {
        int suffix = refusal.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        string message = suffix < 0 ? refusal.Message : refusal.Message[..suffix];
        return refusal is ArgumentOutOfRangeException { ActualValue: var value } ? new ArgumentOutOfRangeException(name, value, message)
            : new ArgumentException(message, name, refusal);
    }
}
