using System.Runtime.InteropServices;

namespace Initializers.Fingerprints;

/// <summary>Lines of names and hashes. The hash is the library's own, which needs no OpenSSL.</summary>
internal static class Fingerprint
{
    [ThreadStatic]
    private static TextWriter? _lines;

    /// <summary>Where this thread's lines go.</summary>
    public static TextWriter Lines
    {
        get => _lines!;
        set => _lines = value;
    }

    /// <summary>The hash of numbers, as their bytes lie in memory.</summary>
    public static void Print<T>(string name, ReadOnlySpan<T> numbers) where T : unmanaged
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(MemoryMarshal.AsBytes(numbers), digest);
        Lines.WriteLine($"{name}: {Convert.ToHexStringLower(digest)}");
    }

    /// <summary>The same for work that may be refused, which is a line too.</summary>
    public static void Print<T>(string name, Func<T[]> draw) where T : unmanaged
    {
        T[] numbers;
        try
        {
            numbers = draw();
        }
        catch (Exception refusal) when (refusal is ArgumentException or NotSupportedException)
        {
            Lines.WriteLine($"{name}: refused");
            return;
        }
        Print<T>(name, numbers);
    }
}
