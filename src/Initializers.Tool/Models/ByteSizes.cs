using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>The bytes of a number of elements in each number type that weights are written in.</summary>
internal static class ByteSizes
{
    /// <summary><c>bytes: F64 995,518,464; F32 497,759,232; F16, BF16 248,879,616; F8_E4M3, F8_E5M2 124,439,808</c>.</summary>
    public static string Text(long elements)
    {
        IEnumerable<string> sizes = TensorDataTypes.Written.GroupBy(TensorDataTypes.BytesOf).Select(size => FormattableString.Invariant(
            $"{string.Join(", ", size.Select(TensorDataTypes.NameOf))} {(Int128)elements * size.Key:N0}"));
        return $"bytes: {string.Join("; ", sizes)}";
    }

    /// <summary>The same as members of a JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, long elements)
    {
        writer.WriteStartObject("bytes");
        foreach (TensorDataType type in TensorDataTypes.Written)
            writer.WriteNumber(TensorDataTypes.NameOf(type), (decimal)elements * TensorDataTypes.BytesOf(type));
        writer.WriteEndObject();
    }
}
