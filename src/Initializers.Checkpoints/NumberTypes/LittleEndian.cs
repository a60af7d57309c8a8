using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers.Checkpoints;

/// <summary>Numbers as files have them, the least byte first.</summary>
internal static class LittleEndian
{
    /// <summary>Turns this machine's numbers into those of files.</summary>
    public static void FromNative<T>(Span<T> numbers) where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian) Reverse(MemoryMarshal.AsBytes(numbers), Unsafe.SizeOf<T>());
    }

    /// <summary>Reverses the bytes of each number.</summary>
    internal static void Reverse(Span<byte> bytes, int size)
    {
        for (int i = 0; i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
    }
}
