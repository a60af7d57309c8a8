using System.Buffers;

namespace Initializers;

/// <summary>
/// An array from the shared pool, of at least so many elements of any content, which goes back when it is disposed of, once.
/// </summary>
/// <remarks>Not thread-safe, unless its elements are shared with care.</remarks>
internal readonly struct Rented<T>(int length) : IDisposable
{
    /// <summary>The array, which may be longer.</summary>
    public T[] Array { get; } = ArrayPool<T>.Shared.Rent(length);

    /// <summary>As many elements as were asked for.</summary>
    public Span<T> Span => Array.AsSpan(0, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(Array);
}
