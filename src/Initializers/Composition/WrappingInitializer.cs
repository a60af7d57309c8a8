namespace Initializers;

/// <summary>The base of initializers that change what another one fills. It hands on the binding of the other: calls that name no source draw from its seed.</summary>
/// <remarks>Thread-safe: an immutable value, as the other is. Equal when the parameters and the other initializers are.</remarks>
public abstract record WrappingInitializer : IBoundInitializer
{
    /// <summary>Wraps an initializer.</summary>
    /// <param name="inner">What fills the weights before they are changed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    private protected WrappingInitializer(IWeightInitializer inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>What fills the weights before they are changed.</summary>
    public IWeightInitializer Inner { get; }

    /// <inheritdoc/>
    public bool IsBound => Inner is IBoundInitializer { IsBound: true };

    /// <inheritdoc/>
    public IRandomSource NextSource() => WeightInitializerExtensions.SourceFor(Inner);

    /// <summary>What fills slices before they are changed.</summary>
    private protected ISliceInitializer Slices => WeightInitializerExtensions.Unbound(Inner) as ISliceInitializer
        ?? throw new NotSupportedException($"{Inner} fills whole parameters, not slices.");

    /// <inheritdoc/>
    public abstract void Initialize(Span<float> weights, TensorShape shape, IRandomSource random);
}
