using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>States in JSON, as NumPy's dictionary.</summary>
internal sealed class NumPyStateConverter : JsonConverter<NumPyState>
{
    private const int CounterSize = 4, KeySize = 2, BufferSize = 4;

    private static readonly string[] Names = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]; // in the order of the enumeration

    public override NumPyState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception
            is InvalidOperationException or FormatException or KeyNotFoundException or OverflowException or ArgumentException)
        {
            throw new JsonException(
                $"The JSON must be NumPy's bit_generator.state, but could not be read as one. {exception.Message}", exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, NumPyState value, JsonSerializerOptions options)
    {
        ReadOnlySpan<ulong> words = [.. value.Words];
        writer.WriteStartObject();
        writer.WriteString("bit_generator", Names[(int)value.BitGenerator]);
        writer.WriteStartObject("state");
        switch (value.BitGenerator)
        {
            case NumPyBitGenerator.Pcg64 or NumPyBitGenerator.Pcg64Dxsm:
                WriteNumber(writer, "state", new(words[0], words[1]));
                WriteNumber(writer, "inc", new(words[2], words[3]));
                break;
            case NumPyBitGenerator.Philox:
                WriteNumbers(writer, "counter", words[..CounterSize]);
                WriteNumbers(writer, "key", words[CounterSize..(CounterSize + KeySize)]);
                break;
            case NumPyBitGenerator.Sfc64:
                WriteNumbers(writer, "state", words);
                break;
            default:
                WriteNumbers(writer, "key", words);
                writer.WriteNumber("pos", value.Position);
                break;
        }
        writer.WriteEndObject();
        WriteRest(writer, value, words);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members beside the state: the current block, and the kept half or normal.</summary>
    private static void WriteRest(Utf8JsonWriter writer, NumPyState value, ReadOnlySpan<ulong> words)
    {
        if (value.BitGenerator == NumPyBitGenerator.Philox)
        {
            WriteNumbers(writer, "buffer", words[^BufferSize..]);
            writer.WriteNumber("buffer_pos", value.Position);
        }
        if (value.BitGenerator != NumPyBitGenerator.MT19937)
        {
            writer.WriteNumber("has_uint32", value.KeptHalf is null ? 0 : 1);
            writer.WriteNumber("uinteger", value.KeptHalf ?? 0);
        }
        else if (value.KeptNormal is { } normal)
        {
            writer.WriteNumber("has_gauss", 1);
            writer.WriteNumber("gauss", normal);
        }
    }

    private static NumPyState Read(JsonElement root)
    {
        string name = root.GetProperty("bit_generator").GetString() ?? "";
        int number = Array.IndexOf(Names, name);
        if (number < 0)
            throw new FormatException($"bit_generator must be one of {string.Join(", ", Names)}, but was \"{Excerpt.Of(name)}\".");
        var generator = (NumPyBitGenerator)number;
        JsonElement state = root.GetProperty("state");
        uint? half = generator != NumPyBitGenerator.MT19937 && IsSet(root.GetProperty("has_uint32"), "has_uint32")
            ? root.GetProperty("uinteger").GetUInt32() : null;
        return generator switch
        {
            NumPyBitGenerator.Philox => new(
                generator, [.. Numbers(state, "counter", CounterSize), .. Numbers(state, "key", KeySize),
                    .. Numbers(root, "buffer", BufferSize)],
                root.GetProperty("buffer_pos").GetInt32(), half),
            NumPyBitGenerator.Sfc64 => new(generator, Numbers(state, "state", CounterSize), 0, half),
            NumPyBitGenerator.MT19937 => new(
                generator, Numbers(state, "key", MersenneTwister.Size), state.GetProperty("pos").GetInt32(), null,
                root.TryGetProperty("has_gauss", out JsonElement has) && IsSet(has, "has_gauss")
                    ? root.GetProperty("gauss").GetDouble() : null),
            _ => new(generator, [.. Halves(state, "state"), .. Halves(state, "inc")], 0, half),
        };
    }

    private static bool IsSet(JsonElement flag, string name) => flag.GetInt32() switch
    {
        0 => false,
        1 => true,
        var other => throw new FormatException(Invariant($"{name} must be 0 or 1, but was {other}.")),
    };

    private static ulong[] Numbers(JsonElement of, string name, int count)
    {
        JsonElement list = of.GetProperty(name);
        int length = list.GetArrayLength();
        return length == count ? [.. list.EnumerateArray().Select(number => number.GetUInt64())]
            : throw new FormatException(Invariant($"{name} must have {count} numbers, but had {length}."));
    }

    /// <summary>The halves of a 128-bit number, the high one first.</summary>
    private static ulong[] Halves(JsonElement of, string name)
    {
        JsonElement number = of.GetProperty(name);
        UInt128 value = number.ValueKind == JsonValueKind.Number
            ? UInt128.Parse(number.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw new FormatException($"{name} must be a whole number, but was {Excerpt.Of(number.GetRawText())}.");
        return [(ulong)(value >> 64), (ulong)value];
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, UInt128 value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<ulong> values)
    {
        writer.WriteStartArray(name);
        foreach (ulong value in values) writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
