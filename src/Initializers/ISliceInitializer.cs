namespace Initializers;

/// <summary>
/// An initializer that can fill any slice of a parameter alone, on any machine: the same values as that slice of the whole.
/// </summary>
/// <remarks>Thread-safe: every initializer of the library can fill on many threads at once, each with a source of its own.</remarks>
public interface ISliceInitializer : IWeightInitializer
{
    /// <summary>
    /// Fills the elements from <paramref name="start"/> on of a parameter of shape <paramref name="shape"/>:
    /// the same values as that slice of the whole.
    /// </summary>
    /// <param name="slice">Where the elements go, as many as the slice is long.</param>
    /// <param name="start">Row-major index of the slice's first element in the whole parameter.</param>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="random">
    /// The source of words, which stands at element 0 on entry, and at <paramref name="start"/> + length on exit.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The slice is not within the parameter, the shape lacks what the initializer needs, or the slice begins farther on than a source
    /// that cannot jump goes; nothing is written.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The initializer wraps one that fills whole parameters only.
    /// </exception>
    void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random);
}
