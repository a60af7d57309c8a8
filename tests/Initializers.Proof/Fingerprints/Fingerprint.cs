using System.Runtime.InteropServices;

namespace Initializers.Fingerprints;

/// <summary>Lines of names and hashes. The hash is the library's own, which needs no OpenSSL.</summary>
internal static class Fingerprint
{
    /// <summary>The hash of numbers, as their bytes lie in memory.</summary>
    public static void Print<T>(string name, ReadOnlySpan<T> numbers) where T : unmanaged
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestBytes];
        SecureHash.Hash<Sha256>(MemoryMarshal.AsBytes(numbers), digest);
        Console.WriteLine($"{name}: {Convert.ToHexStringLower(digest)}");
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
            Console.WriteLine($"{name}: refused");
            return;
        }
        Print<T>(name, numbers);
    }
}
