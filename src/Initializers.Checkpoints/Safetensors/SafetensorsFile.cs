using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>A safetensors file, mapped into memory: names and shapes from its header, and views of its tensors.</summary>
/// <example>
/// <code>
/// ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve([("wte.weight", [100, 16])]);
/// plan.Save("model", new PhiloxRandom(42));
/// using SafetensorsFile file = SafetensorsFile.Open("model/model.safetensors");
/// foreach (SafetensorsEntry tensor in file.Tensors) Console.WriteLine(tensor); // wte.weight F32 [100, 16]
/// ReadOnlySpan&lt;float> weights = file.View&lt;float>("wte.weight");
/// </code>
/// </example>
/// <remarks>
/// <para>
/// The header is checked before anything is believed: its length, UTF-8, JSON, duplicate names, number types, overflow, gaps, overlaps, and
/// the length of the file. The bytes of tensors are read when they are looked at.
/// </para>
/// <para>
/// Thread-safe, but for <see cref="Dispose"/>, after which views must not be used. The file must not be made shorter as long as it is open:
/// the system ends a process that reads what is no longer there.
/// </para>
/// </remarks>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, SafetensorsEntry> _byName;
    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _start;

    private SafetensorsFile(string path, SafetensorsHeader header, SafeFileHandle handle, MemoryMappedFile file)
    {
        (Path, Tensors, Metadata) = (path, header.Entries, header.Metadata);
        _byName = header.Entries.ToDictionary(entry => entry.Name);
        (_handle, _file) = (handle, file);
        _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <summary>The path that was opened.</summary>
    public string Path { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Tensors { get; }

    /// <summary>The texts under <c>__metadata__</c>, such as <c>format</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A tensor by its name.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, or no tensor has it.</exception>
    public SafetensorsEntry this[string name] => _byName.TryGetValue(Guard.NotNull(name), out SafetensorsEntry? entry) ? entry
        : throw NameComparer.Refused(name, $"a tensor of {Path}", _byName.Keys);

    /// <summary>Whether the file has a tensor.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool Contains(string name) => _byName.ContainsKey(Guard.NotNull(name));

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InvalidDataException">The file is not safetensors: the message says where and why.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is that of a folder, or may not be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return OpenUnnamed(path);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary><see cref="Open"/> with refusals that do not name the file.</summary>
    internal static SafetensorsFile OpenUnnamed(string path)
    {
        if (EmptyFile.IsAt(path)) SafetensorsHeader.LengthOf([], 0);
        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            SafetensorsHeader header = ReadHeader(stream);
            return new(path, header, stream.SafeFileHandle, MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a tensor as they are in the file, little endian and row-major.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, or no tensor has it.</exception>
    /// <exception cref="NotSupportedException">The tensor has more bytes than a span may have: see <see cref="Slice"/>.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        SafetensorsEntry entry = this[name];
        return entry.Bytes <= int.MaxValue ? Slice(name, 0, (int)entry.Bytes) : throw new NotSupportedException(
            Invariant($"{Excerpt.Of(name)} has {entry.Bytes} bytes, more than a span: read it in slices."));
    }

    /// <summary>Some of the bytes of a tensor.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="start">The first byte, from the beginning of the tensor.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null, or no tensor has it; or the bytes are not all in the tensor.
    /// </exception>
    public ReadOnlySpan<byte> Slice(string name, long start, int count)
    {
        SafetensorsEntry entry = this[name];
        ObjectDisposedException.ThrowIf(_start is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, entry.Bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, entry.Bytes - count);
        return new(_start + entry.Start + start, count);
    }

    /// <summary>The elements of a tensor as numbers of the file's own type.</summary>
    /// <typeparam name="T">
    /// The type: <see cref="float"/> for <see cref="TensorDataType.F32"/>, <see cref="ushort"/> for
    /// <see cref="TensorDataType.BF16"/>, and so on; any type of as many bytes.
    /// </typeparam>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null, or no tensor has it; or the type has another size than the tensor's.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The tensor has more bytes than a span may have, or the machine stores numbers big endian.
    /// </exception>
    public ReadOnlySpan<T> View<T>(string name) where T : unmanaged
    {
        SafetensorsEntry entry = this[name];
        if (8 * Unsafe.SizeOf<T>() != TensorDataTypes.BitsOf(entry.Type))
            throw new ArgumentException(
                Invariant($"{nameof(name)} must be a tensor of {8 * Unsafe.SizeOf<T>()} bits an element, but was {entry}."), nameof(name));
        if (!BitConverter.IsLittleEndian)
            throw new NotSupportedException("Numbers in the file are little endian, and those of this machine are not.");
        return MemoryMarshal.Cast<byte, T>(Bytes(name));
    }

    /// <summary>
    /// Reads bytes of a tensor from the file and not from mapped memory, where a disk that fails would end the process.
    /// </summary>
    /// <exception cref="IOException">The disk cannot read them, or the file has become shorter.</exception>
    internal void Read(SafetensorsEntry tensor, long start, Span<byte> bytes)
    {
        for (int done = 0, count; done < bytes.Length; done += count)
        {
            count = RandomAccess.Read(_handle, bytes[done..], tensor.Start + start + done);
            if (count == 0) throw new EndOfStreamException(Invariant($"{Path} has become shorter: {tensor} is cut off."));
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (_start is null) return;
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static SafetensorsHeader ReadHeader(FileStream stream)
    {
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthBytes];
        int read = stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        byte[] json = new byte[SafetensorsHeader.LengthOf(length[..read], read < length.Length ? read : stream.Length)];
        stream.ReadExactly(json);
        return SafetensorsHeader.Read(json, stream.Length);
    }
}
