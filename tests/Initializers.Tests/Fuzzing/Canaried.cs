using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers.Tests.Fuzzing;

/// <summary>Elements between guards, which represent the memory on both sides of a span.</summary>
internal abstract class Canaried
{
    /// <summary>Whether the guards are unchanged.</summary>
    public abstract bool IsIntact { get; }

    /// <summary>The number of elements between the guards.</summary>
    public abstract int Length { get; }

    /// <summary>Adds all bits of the elements to a hash.</summary>
    public abstract void AddTo(ref HashCode fingerprint);
}

/// <inheritdoc/>
internal sealed class Canaried<T> : Canaried
{
    private const int Guard = 64;

    private const byte Canary = 0xA5;

    private readonly T[] _all;

    public Canaried(int length)
    {
        _all = new T[length + 2 * Guard];
        Bytes(0, _all.Length).Fill(Canary);
    }

    public Canaried(T[] elements) : this(elements.Length) => elements.CopyTo(Span);

    public Span<T> Span => _all.AsSpan(Guard, Length);

    public ReadOnlySpan<T> ReadOnlySpan => Span;

    public Memory<T> Memory => _all.AsMemory(Guard, Length);

    public override int Length => _all.Length - 2 * Guard;

    public override bool IsIntact =>
        Bytes(0, Guard).IndexOfAnyExcept(Canary) < 0 && Bytes(Guard + Length, Guard).IndexOfAnyExcept(Canary) < 0;

    public override void AddTo(ref HashCode fingerprint) => fingerprint.AddBytes(Bytes(Guard, Length));

    public override string ToString() => $"{typeof(T).Name}[{Length}]{{{string.Join(", ", Span[..Math.Min(Length, 10)].ToArray())}}}";

    /// <summary>The bits of the elements; empty for references, which are only read.</summary>
    private Span<byte> Bytes(int start, int length) => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? []
        : MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref _all[start]), length * Unsafe.SizeOf<T>());
}
