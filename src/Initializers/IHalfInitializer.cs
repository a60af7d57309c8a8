namespace Initializers;

/// <summary>An initializer whose values of <see cref="Half"/> are not those of float rounded: it draws them in a way of their own.</summary>
internal interface IHalfInitializer : IWeightInitializer
{
    /// <inheritdoc cref="IWeightInitializer.Initialize(Span{float}, TensorShape, IRandomSource)"/>
    void Initialize(Span<Half> weights, TensorShape shape, IRandomSource random);
}
