using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A file of a ZIP archive.</summary>
/// <param name="Name">Its name in UTF-8.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Write">Writes its bytes into the archive from a position on, and returns their checksum.</param>
internal sealed record StoredEntry(byte[] Name, Int128 Length, Func<SafeFileHandle, long, uint> Write);

/// <summary>
/// A ZIP archive of files that are stored as they are. Its bytes are the same on every system and at any time: each file is of 1980, the
/// first date of the format, and anybody may read it. Of at most 4 GB and 65,535 files, without the extensions for more.
/// </summary>
/// <param name="entries">The files in their order.</param>
internal sealed class StoredZip(IReadOnlyList<StoredEntry> entries)
{
    private const int LocalLength = 30, CentralLength = 46, EndLength = 22;

    private const uint Local = 0x04034B50, Central = 0x02014B50, End = 0x06054B50;

    /// <summary>Version 2.0 of the format, made on Unix, so that there are permissions.</summary>
    private const ushort Version = 20, MadeBy = (3 << 8) + Version;

    /// <summary>That names are in UTF-8.</summary>
    private const ushort Utf8 = 1 << 11;

    /// <summary>1 January 1980.</summary>
    private const ushort Date = (1 << 5) + 1;

    /// <summary>A file that its owner may write and all may read: <c>-rw-r--r--</c>.</summary>
    private const uint Permissions = 0x81A4u << 16;

    /// <summary>The name of a file as bytes.</summary>
    /// <exception cref="ArgumentException">It has an unpaired surrogate, a NUL, or more bytes than the format has room for.</exception>
    public static byte[] NameOf(string name)
    {
        byte[] bytes = WrittenParameter.Utf8Of(name);
        if (bytes.Contains((byte)0)) throw new ArgumentException("its name has a NUL.", nameof(name));
        return bytes.Length <= ushort.MaxValue ? bytes
            : throw new ArgumentException(
                Invariant($"its name has {bytes.Length} bytes in the archive, of which {ushort.MaxValue} are the most."), nameof(name));
    }

    /// <summary>The length of the archive in bytes.</summary>
    /// <exception cref="NotSupportedException">It would be larger, or have more files, than the format has room for.</exception>
    public long Length()
    {
        if (entries.Count > ushort.MaxValue)
            throw new NotSupportedException(
                Invariant($"A .npz file has at most {ushort.MaxValue} arrays, but {entries.Count} were to be written."));
        Int128 length = EndLength;
        foreach (StoredEntry entry in entries) length += LocalLength + CentralLength + 2 * entry.Name.Length + entry.Length;
        return length <= uint.MaxValue ? (long)length
            : throw new NotSupportedException(
                Invariant($"A .npz file has at most {uint.MaxValue} bytes, but {length} were to be written."));
    }

    /// <summary>Writes the archive.</summary>
    public void Write(SafeFileHandle file)
    {
        var directory = new List<byte>();
        long position = 0;
        foreach (StoredEntry entry in entries)
        {
            long data = position + LocalLength + entry.Name.Length;
            byte[] common = Common(entry, entry.Write(file, data));
            RandomAccess.Write(file, [.. UInt32(Local), .. common, .. entry.Name], position);
            directory.AddRange([.. UInt32(Central), .. UInt16(MadeBy), .. common]);
            directory.AddRange(new byte[6]); // no comment, disk 0, bytes rather than text
            directory.AddRange([.. UInt32(Permissions), .. UInt32((uint)position), .. entry.Name]);
            position = data + (long)entry.Length;
        }
        byte[] count = UInt16((ushort)entries.Count);
        RandomAccess.Write(
            file,
            [
                .. directory, .. UInt32(End), .. new byte[4], .. count, .. count, .. UInt32((uint)directory.Count),
                .. UInt32((uint)position), .. new byte[2],
            ],
            position);
    }

    /// <summary>What both headers of a file have: version, flags, method 0, time, date, checksum, lengths; no extra field.</summary>
    private static byte[] Common(StoredEntry entry, uint checksum)
    {
        byte[] length = UInt32((uint)entry.Length);
        return
        [
            .. UInt16(Version), .. UInt16(Ascii.IsValid(entry.Name) ? (ushort)0 : Utf8), .. new byte[4], .. UInt16(Date),
            .. UInt32(checksum), .. length, .. length, .. UInt16((ushort)entry.Name.Length), .. new byte[2],
        ];
    }

    private static byte[] UInt16(ushort value)
    {
        byte[] bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] UInt32(uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
