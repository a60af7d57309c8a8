using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>What is in a safetensors file: its header, which is checked, and no tensor.</summary>
internal sealed class ShapesCommand : ToolCommand
{
    private readonly Argument<string> _file = new("file") { Description = "A safetensors file; its header alone is read." };
    private readonly Option<bool> _json = JsonOption();

    public ShapesCommand(Screen screen) : base(
        screen, "shapes", "Lists the tensors of a safetensors file, whose header is checked, with types, shapes and bytes.",
        "shapes model.safetensors", "shapes model.safetensors --json")
    {
        Add(_file);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        using SafetensorsFile file = InputFile.Open("the file", () => SafetensorsFile.Open(arguments.GetRequiredValue(_file)));
        Total[] types = [.. file.Tensors.GroupBy(tensor => tensor.Type).OrderByDescending(type => type.Key)
            .Select(type => new Total(TensorDataTypes.NameOf(type.Key), [.. type]))];
        Total all = new("", file.Tensors);
        if (arguments.GetValue(_json))
            Screen.WriteJson(writer => Write(writer, file, types, all));
        else
            Write(file, types, all);
        return ExitCode.Done;
    }

    private void Write(SafetensorsFile file, Total[] types, Total all)
    {
        Screen.Write(new Table(["tensor", "type", "shape", "elements", "bytes"], [.. file.Tensors.Select(tensor => (string[])
        [
            tensor.Name, TensorDataTypes.NameOf(tensor.Type), SafetensorsEntry.TextOf(tensor.Dimensions), Grouped(tensor.Elements),
            Grouped(tensor.Bytes),
        ])], 3, 4));
        if (types.Length > 1) foreach (Total type in types) Screen.WriteLine($"{type.Name}: {type}");
        Screen.WriteLine($"{all}{(types is [var only] ? $", all {only.Name}" : "")}");
        foreach ((string key, string value) in file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Screen.WriteLine($"metadata {key}: {value}");
    }

    private static void Write(Utf8JsonWriter writer, SafetensorsFile file, Total[] types, Total all)
    {
        writer.WriteStartObject();
        writer.WriteString("path", file.Path);
        all.Write(writer, "totals");
        writer.WriteStartObject("types");
        foreach (Total type in types) type.Write(writer, type.Name);
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        foreach ((string key, string value) in file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteString(key, value);
        writer.WriteEndObject();
        writer.WriteStartArray("tensors");
        foreach (SafetensorsEntry tensor in file.Tensors)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tensor.Name);
            writer.WriteString("type", TensorDataTypes.NameOf(tensor.Type));
            writer.WritePropertyName("shape");
            writer.WriteRawValue($"[{string.Join(", ", tensor.Dimensions)}]"); // on one line
            writer.WriteNumber("elements", tensor.Elements);
            writer.WriteNumber("start", tensor.Start);
            writer.WriteNumber("bytes", tensor.Bytes);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What tensors have together.</summary>
    private sealed record Total(string Name, IReadOnlyCollection<SafetensorsEntry> Tensors)
    {
        private readonly long _bytes = Tensors.Sum(tensor => tensor.Bytes), _elements = Tensors.Sum(tensor => tensor.Elements);

        public void Write(Utf8JsonWriter writer, string name)
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("tensors", Tensors.Count);
            writer.WriteNumber("elements", _elements);
            writer.WriteNumber("bytes", _bytes);
            writer.WriteEndObject();
        }

        public override string ToString() =>
            $"{Plural.Of(Tensors.Count, "tensor")}, {Plural.Of(_elements, "element")}, {Plural.Of(_bytes, "byte")}";
    }
}
