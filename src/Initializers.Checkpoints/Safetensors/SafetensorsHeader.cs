using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Initializers.Checkpoints;

/// <summary>
/// The header of a safetensors file: 8 bytes with its length, little endian, and as many of JSON; the tensors' bytes follow without gaps.
/// </summary>
/// <remarks>Nothing of the file is trusted: every number is checked before it is used.</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>The largest header that readers take: that of the reference implementation.</summary>
    public const long Largest = 100_000_000;

    /// <summary>The largest header that huggingface_hub reads.</summary>
    public const long LargestOfHub = 25_000_000;

    /// <summary>The bytes of the header's length.</summary>
    public const int LengthBytes = 8;

    /// <summary>The name under which the metadata stands among the tensors.</summary>
    public const string MetadataKey = "__metadata__";

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata) =>
        (Entries, Metadata) = (entries, metadata);

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The texts under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The length that the first bytes of a file say its header has.</summary>
    /// <exception cref="InvalidDataException">The file is too short, or the length is.</exception>
    public static int LengthOf(ReadOnlySpan<byte> first, long fileBytes)
    {
        if (fileBytes < LengthBytes)
            throw Invalid($"it has {fileBytes} bytes, and the header's length alone takes {LengthBytes}");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(first);
        if (length > Largest) throw Invalid($"its header would have {length} bytes, and {Largest} are the most");
        if (length > (ulong)(fileBytes - LengthBytes))
            throw Invalid($"its header would have {length} bytes, and the file has {fileBytes - LengthBytes} more: it was cut off");
        return (int)length;
    }

    /// <summary>Reads a header.</summary>
    /// <param name="json">The bytes of the header, without its length.</param>
    /// <param name="fileBytes">The length of the file.</param>
    /// <exception cref="InvalidDataException">The header is not one, or does not fit the file.</exception>
    public static SafetensorsHeader Read(ReadOnlySpan<byte> json, long fileBytes)
    {
        if (!Utf8.IsValid(json)) throw Invalid($"its header is not UTF-8");
        try
        {
            (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) = Parse(json);
            entries.Sort((one, other) => (one.Start, one.Bytes).CompareTo((other.Start, other.Bytes)));
            CheckPlaces(entries, LengthBytes + json.Length, fileBytes);
            return new(entries, metadata);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid($"its header is not JSON: {JsonFault.Of(exception)}", exception);
        }
    }

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> json)
    {
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>();
        var metadata = new Dictionary<string, string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        while (ReadName(ref reader) is { } name)
        {
            if (!names.Add(name)) throw Invalid($"{Excerpt.Of(name)} is there twice");
            if (name == MetadataKey) ReadMetadata(ref reader, metadata);
            else entries.Add(ReadEntry(ref reader, name, json.Length));
        }
        if (reader.Read()) throw Invalid($"there is something behind the end of its header, at byte {reader.TokenStartIndex} of it");
        return (entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataKey);
        while (ReadName(ref reader) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, $"{MetadataKey}, {Excerpt.Of(key)}");
            if (!metadata.TryAdd(key, reader.GetString()!)) throw Invalid($"{MetadataKey} has {Excerpt.Of(key)} twice");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name, int headerBytes)
    {
        (TensorDataType? type, List<long>? dimensions, List<long>? offsets) = (null, null, null);
        string shown = Excerpt.Of(name);
        Expect(ref reader, JsonTokenType.StartObject, shown);
        while (ReadName(ref reader) is { } property)
        {
            string what = $"{property} of {shown}";
            switch (property)
            {
                case "dtype" when type is null:
                    type = ReadType(ref reader, what);
                    break;
                case "shape" when dimensions is null:
                    dimensions = ReadNumbers(ref reader, what);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, what);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Invalid($"{what} is there twice");
                default:
                    throw Invalid($"{shown} has {Excerpt.Of(property)}, and should have dtype, shape and data_offsets alone");
            }
        }
        if (type is null || dimensions is null || offsets is null) throw Invalid($"{shown} must have dtype, shape and data_offsets");
        if (offsets.Count != 2 || offsets[0] > offsets[1])
            throw Invalid($"data_offsets of {shown} must be where it begins and ends, but are {SafetensorsEntry.TextOf(offsets)}");
        string described = $"{shown} {SafetensorsEntry.TextOf(type.Value, dimensions)}";
        long bytes = BytesOf(described, type.Value, dimensions);
        if (offsets[1] - offsets[0] != bytes)
        {
            throw Invalid(
                $"{described} takes {bytes} bytes, but its data_offsets, {offsets[0]} to {offsets[1]}, have {offsets[1] - offsets[0]}");
        }
        if (offsets[1] > long.MaxValue - LengthBytes - headerBytes) throw Invalid($"{described} would end at offset {offsets[1]}");
        return new(name, type.Value, dimensions, LengthBytes + headerBytes + offsets[0], bytes);
    }

    /// <summary>The bytes of a tensor, checked in more than 64 bits.</summary>
    private static long BytesOf(string described, TensorDataType type, List<long> dimensions)
    {
        UInt128 elements = dimensions.Contains(0) ? 0u : 1u;
        foreach (long dimension in dimensions)
        {
            elements *= (UInt128)dimension;
            if (elements > long.MaxValue) throw Invalid($"{described} would have 2^63 elements or more");
        }
        UInt128 bits = elements * (UInt128)TensorDataTypes.BitsOf(type);
        if (bits % 8 != 0) throw Invalid($"{described} would have {bits} bits, which are no whole bytes");
        return bits / 8 <= long.MaxValue ? (long)(bits / 8) : throw Invalid($"{described} would have 2^63 bytes or more");
    }

    /// <summary>Refuses tensors that overlap, gaps between them, and bytes that are missing or left over at the end.</summary>
    private static void CheckPlaces(List<SafetensorsEntry> entries, long start, long fileBytes)
    {
        string before = "the header";
        long end = start;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Start < end) throw Invalid($"{Excerpt.Of(entry.Name)}, from offset {entry.Start - start}, overlaps {before}");
            if (entry.Start > end)
            {
                throw Invalid(
                    $"there are {entry.Start - end} bytes between {before} and {Excerpt.Of(entry.Name)}, at offset {end - start}");
            }
            (before, end) = (Excerpt.Of(entry.Name), entry.Start + entry.Bytes);
            if (end > fileBytes || end < start)
                throw Invalid($"{before} would end at byte {end}, and the file has {fileBytes}: it was cut off");
        }
        if (end < fileBytes) throw Invalid($"{fileBytes - end} bytes stand behind {before}, which ends at byte {end}");
    }

    private static TensorDataType ReadType(ref Utf8JsonReader reader, string what)
    {
        Expect(ref reader, JsonTokenType.String, what);
        string name = reader.GetString()!;
        return TensorDataTypes.Find(name)
            ?? throw Invalid($"{what} must be one of {string.Join(", ", TensorDataTypes.All)}, but is {Excerpt.Of(name)}");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string what)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, what);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan[0] == '-' || !reader.TryGetInt64(out long number))
                throw Invalid($"{what} must be whole numbers from 0 to 2^63 - 1, but there is {Token(reader)}");
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>The next name in an object; null at its end.</summary>
    private static string? ReadName(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.Read() && reader.TokenType == type) return;
        string expected = type switch { JsonTokenType.StartObject => "object", JsonTokenType.StartArray => "array", _ => "string" };
        throw Invalid($"{what} must be a JSON {expected}, but is {Token(reader)}");
    }

    private static string Token(in Utf8JsonReader reader) => Excerpt.Of(Encoding.UTF8.GetString(reader.ValueSpan));

    private static InvalidDataException Invalid(FormattableString what, Exception? inner = null) =>
        new($"The file must be safetensors, but {what.ToString(CultureInfo.InvariantCulture)}.", inner);
}
