using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// An initializer that can fill any slice of a parameter by itself, on any machine, with the values that the slice has in the whole.
/// </summary>
/// <example>
/// <code>
/// // The third of four equal parts of a matrix that is too large for one machine, as it is in the whole.
/// TensorShape shape = [4096, 1024];
/// float[] part = new float[shape.Count / 4];
/// Init.HeNormal().InitializeSlice(part, start: 2 * part.Length, shape, new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>Thread-safe: the library's initializers can fill on many threads at once, each with its own source.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<ISliceInitializer>))]
public interface ISliceInitializer : IWeightInitializer
{
    /// <summary>Fills a slice of a parameter with the values that it has in the whole.</summary>
    /// <param name="slice">The slice to fill.</param>
    /// <param name="start">The row-major index of its first element in the whole parameter.</param>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="random">
    /// The source of words: at element 0 on entry, at element <paramref name="start"/> + length on return.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The slice is not within the parameter, the shape does not suit the initializer, or the slice starts too far on for a source that
    /// cannot jump. Nothing is written.
    /// </exception>
    /// <exception cref="NotSupportedException">The initializer wraps one that fills only whole parameters.</exception>
    void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random);
}
