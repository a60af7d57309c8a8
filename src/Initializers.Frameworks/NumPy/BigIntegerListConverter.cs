using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Initializers.Frameworks;

/// <summary>Whole numbers of any size in JSON: a list, or a single number.</summary>
internal sealed class BigIntegerListConverter : JsonConverter<IReadOnlyList<BigInteger>>
{
    public override IReadOnlyList<BigInteger> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(Number)] : [Number(root)];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<BigInteger> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (BigInteger number in value) writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }

    private static BigInteger Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number
            && BigInteger.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number)
            ? number
            : throw new JsonException($"The JSON must be a whole number or a list of them, but had {Excerpt.Of(element.GetRawText())}.");
}
