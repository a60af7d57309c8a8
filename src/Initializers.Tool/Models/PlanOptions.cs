using System.CommandLine;
using System.CommandLine.Completions;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Which plan: a text, a file, or that of a published model.</summary>
internal sealed class PlanOptions
{
    private const string FileOption = "--plan", PresetOption = "--preset", LayersOption = "--layers";

    private readonly Option<int?> _layers =
        OptionKinds.WholeNumber(LayersOption, "The number of layers of a published model. Defaults to its own.", 1, 10_000);

    private readonly Option<string?> _file =
        OptionKinds.File(FileOption, "A JSON file with the plan, as docs/plan.schema.json says, instead of the model's own.");

    private readonly Option<string?> _preset = new(PresetOption)
    {
        Description = "The plan as a text, such as \"Llama(tied: true)\", or that of a published model, such as gpt2.",
        HelpName = "text",
    };

    public PlanOptions() => _preset.CompletionSources.Add(_ =>
        [.. ModelPlan.Names.Concat(Presets.All.Select(preset => preset.Name)).Select(name => new CompletionItem(name))]);

    /// <summary>The options that name a plan, in a sentence.</summary>
    public static string Names => $"{FileOption} or {PresetOption}";

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_layers, _file, _preset]) command.Options.Add(option);
    }

    /// <summary>Whether one of them names a plan.</summary>
    public bool IsGiven(ParseResult arguments) => arguments.GetValue(_file) is not null || arguments.GetValue(_preset) is not null;

    /// <summary>The number of layers; null for that of the model.</summary>
    public int? LayersOf(ParseResult arguments) => arguments.GetValue(_layers);

    /// <summary>The plan that a call describes; null if it names none.</summary>
    /// <param name="arguments">The call.</param>
    /// <param name="model">The published model of this name; null for a file.</param>
    /// <exception cref="CallException">The options are wrong.</exception>
    public InitializationPlan? Of(ParseResult arguments, Preset? model)
    {
        (string? file, string? text) = (arguments.GetValue(_file), arguments.GetValue(_preset));
        if (file is not null && text is not null) throw new CallException($"{FileOption} and {PresetOption} cannot be used together.");
        Preset? family = text is null ? null : Presets.Find(text);
        int? layers = LayersOf(arguments);
        if (layers is not null && model?.Layers is null && family?.Layers is null)
        {
            throw new CallException(model is null && family is null
                ? $"{LayersOption} is for plans of published models, such as {PresetOption} gpt2, and this call names none."
                : Invariant($"{LayersOption} must be left out for {(family ?? model)!.Name}, whose depth is fixed, but was {layers}."));
        }
        if (file is not null) return PlanFile.Read(FileOption, file);
        if (text is not null && family is null) return Parse(text);
        return (family ?? model) is { } preset ? preset.Plan(layers ?? preset.Layers ?? 0) : null;
    }

    private static InitializationPlan Parse(string text)
    {
        if (text.IndexOfAny(['(', '.', ' ']) < 0 && !ModelPlan.Names.Contains(text, NameComparer.Instance))
        {
            throw new CallException($"{PresetOption} must be the name of a plan or of a published model, such as "
                + $"{Presets.Examples(text, ModelPlan.Names)}, but was {Excerpt.Of(text)}.");
        }
        try
        {
            return ModelPlan.Parse(text, PresetOption);
        }
        catch (ArgumentException refusal)
        {
            throw new CallException(CallerNames.Sentence(refusal));
        }
    }
}
