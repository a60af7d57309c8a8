using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Initializers.Tool;

/// <summary>The published models that commands know by name.</summary>
internal sealed class PresetsCommand : ToolCommand
{
    private readonly Option<bool> _json = JsonOption();

    public PresetsCommand(Screen screen) : base(
        screen, "presets", "Lists the published models that \"plan\" and others know by name.", "presets", "presets --json") => Add(_json);

    protected override int Run(ParseResult arguments)
    {
        (Preset Preset, ResolvedPlan Plan)[] models = [.. Presets.All.Select(preset =>
            (preset, preset.Plan(preset.Layers ?? 0).Resolve(preset.Shapes(preset.Layers ?? 0))))];
        if (arguments.GetValue(_json))
        {
            Screen.WriteJson(writer =>
            {
                writer.WriteStartArray();
                foreach ((Preset preset, ResolvedPlan plan) in models) Write(writer, preset, plan);
                writer.WriteEndArray();
            });
            return ExitCode.Done;
        }
        Screen.Write(new Table(["model", "layers", "what it has"], [.. models.Select(model => (string[])
            [model.Preset.Name, model.Preset.Layers?.ToString(CultureInfo.InvariantCulture) ?? "", model.Plan.Summary()])], 1));
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter writer, Preset preset, ResolvedPlan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("name", preset.Name);
        if (preset.Layers is { } layers) writer.WriteNumber("layers", layers);
        writer.WriteNumber("parameters", plan.Parameters.Count);
        writer.WriteNumber("tied", plan.Parameters.Count(parameter => parameter.Action == RuleAction.Tie));
        writer.WriteNumber("skipped", plan.Parameters.Count(parameter => parameter.Action == RuleAction.Skip));
        writer.WriteNumber("elements", plan.Elements);
        ByteSizes.Write(writer, plan.Elements);
        writer.WriteEndObject();
    }
}
