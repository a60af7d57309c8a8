using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>The base of initializers that change each weight of another initializer in place.</summary>
/// <remarks>Thread-safe: an immutable value, if the other initializer is.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<ChangedInitializer>))]
public abstract record ChangedInitializer : WrappingInitializer
{
    private protected ChangedInitializer(IWeightInitializer inner) : base(inner)
    {
    }

    /// <summary>Changes weights in place.</summary>
    /// <param name="weights">A slice of the weights of a parameter.</param>
    /// <param name="start">The index of its first element.</param>
    private protected abstract void Change<T>(Span<T> weights, long start) where T : unmanaged;

    private protected sealed override void FillWhole<T>(
        Span<T> weights, in TensorShape shape, in TensorShape innerShape, IRandomSource random)
    {
        TypedFill.Run(Inner, weights, shape, random);
        Change(weights, 0);
    }

    private protected sealed override void FillSlice(
        ISliceInitializer inner, Span<float> slice, long start, in TensorShape shape, IRandomBitSource random)
    {
        InnerShape(shape);
        inner.InitializeSlice(slice, start, shape, random);
        Change(slice, start);
    }
}
