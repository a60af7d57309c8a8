using System.Buffers;

namespace Initializers;

/// <summary>
/// An array from the shared pool, of at least the given length and with any content, which is returned to the pool by one call of
/// <see cref="Dispose"/>.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal readonly struct Rented<T>(int length) : IDisposable
{
    /// <summary>The array, which may be longer than requested.</summary>
    public T[] Array { get; } = ArrayPool<T>.Shared.Rent(length);

    /// <summary>The elements, as many as were requested.</summary>
    public Span<T> Span => Array.AsSpan(0, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(Array);
}
