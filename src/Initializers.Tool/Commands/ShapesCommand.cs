using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>What is in a checkpoint: its headers, which are checked, and no tensor.</summary>
internal sealed class ShapesCommand : ToolCommand
{
    private readonly Argument<string> _checkpoint = new("checkpoint") { Description = CheckpointFile.Description };
    private readonly Option<bool> _json = JsonOption();

    public ShapesCommand(Screen screen) : base(
        screen, "shapes", "Lists the tensors of a checkpoint, with types, shapes and bytes; headers and index are checked.",
        "shapes model.safetensors", "shapes model.safetensors --json")
    {
        Add(_checkpoint);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        string path = arguments.GetRequiredValue(_checkpoint);
        using Checkpoint checkpoint = CheckpointFile.Open("the checkpoint", path);
        Total[] types = [.. checkpoint.Tensors.GroupBy(tensor => tensor.Type).OrderByDescending(type => type.Key)
            .Select(type => new Total(TensorDataTypes.NameOf(type.Key), [.. type]))];
        Total all = new("", checkpoint.Tensors);
        if (arguments.GetValue(_json))
            Screen.WriteJson(writer => Write(writer, checkpoint, types, all));
        else
            Write(checkpoint, types, all);
        return ExitCode.Done;
    }

    private void Write(Checkpoint checkpoint, Total[] types, Total all)
    {
        Screen.Write(new Table(["tensor", "type", "shape", "elements", "bytes"], [.. checkpoint.Tensors.Select(tensor => (string[])
        [
            tensor.Name, TensorDataTypes.NameOf(tensor.Type), SafetensorsEntry.TextOf(tensor.Dimensions), Grouped(tensor.Elements),
            Grouped(tensor.Bytes),
        ])], 3, 4));
        if (types.Length > 1) foreach (Total type in types) Screen.WriteLine($"{type.Name}: {type}");
        Screen.WriteLine($"{all}{(types is [var only] ? $", all {only.Name}" : "")}");
        foreach ((string key, string value) in MetadataOf(checkpoint)) Screen.WriteLine($"metadata {key}: {value}");
    }

    /// <summary>The metadata of a file; of several, what they have in common, which their hashes are not.</summary>
    private static IOrderedEnumerable<KeyValuePair<string, string>> MetadataOf(Checkpoint checkpoint) => checkpoint.Files[0].Metadata
        .Where(pair => checkpoint.Files.All(file => file.Metadata.GetValueOrDefault(pair.Key) == pair.Value))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter writer, Checkpoint checkpoint, Total[] types, Total all)
    {
        writer.WriteStartObject();
        writer.WriteString("path", checkpoint.Path);
        all.Write(writer, "totals");
        writer.WriteStartObject("types");
        foreach (Total type in types) type.Write(writer, type.Name);
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        foreach ((string key, string value) in MetadataOf(checkpoint)) writer.WriteString(key, value);
        writer.WriteEndObject();
        writer.WriteStartArray("tensors");
        foreach (SafetensorsEntry tensor in checkpoint.Tensors)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tensor.Name);
            writer.WriteTypeAndShape(tensor);
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
