using System.CommandLine;
using System.CommandLine.Completions;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>
/// Which model, and which plan for it: what commands over whole models share. Names and shapes come from a published model, the header of a
/// safetensors file, or a list as JSON; the plan is the published model's own, that of a text, or that of a file.
/// </summary>
internal sealed class ModelOptions
{
    private const string PlanOption = "--plan", PresetOption = "--preset", LayersOption = "--layers";

    private readonly Argument<string> _model = new("model")
    {
        HelpName = "model",
        Description = "The model: a name that \"presets\" lists, such as gpt2, or a file with names and shapes: "
            + "model.safetensors, or a list, {\"wte.weight\": [50257, 768]}, that ends in .json.",
    };

    private readonly Option<int?> _layers =
        OptionKinds.WholeNumber(LayersOption, "The number of layers of a published model. Defaults to its own.", 1, 10_000);

    private readonly Option<string?> _plan =
        OptionKinds.File(PlanOption, "A JSON file with the plan, as docs/plan.schema.json says, instead of the model's own.");

    private readonly Option<string?> _preset = new(PresetOption)
    {
        Description = "The plan as a text, such as \"Llama(tied: true)\", or that of a published model, such as gpt2.",
        HelpName = "text",
    };

    public ModelOptions()
    {
        _model.CompletionSources.Add(_ => Presets.All.Select(preset => new CompletionItem(preset.Name)));
        _preset.CompletionSources.Add(_ =>
            [.. ModelPlan.Names.Concat(Presets.All.Select(preset => preset.Name)).Select(name => new CompletionItem(name))]);
    }

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_model);
        foreach (Option option in (Option[])[_layers, _plan, _preset]) command.Options.Add(option);
    }

    /// <summary>The model that a call describes.</summary>
    /// <exception cref="CallException">The call describes none.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public Model Of(ParseResult arguments)
    {
        string name = arguments.GetRequiredValue(_model);
        (string? file, string? text) = (arguments.GetValue(_plan), arguments.GetValue(_preset));
        if (file is not null && text is not null)
            throw new CallException($"{PlanOption} or {PresetOption} must be left out, but both were there.");

        Preset? model = Presets.Find(name), family = text is null ? null : Presets.Find(text);
        if (model is null && !ParameterFile.IsName(name)) throw NoModel(name);
        if (model is null && file is null && text is null)
            throw new CallException($"{name} has names and shapes alone: a plan must be given, by {PlanOption} or {PresetOption}.");

        int? layers = arguments.GetValue(_layers);
        if (layers is not null && model?.Layers is null && family?.Layers is null)
            throw new CallException(Invariant($"{LayersOption} must be left out for {name}, whose depth is fixed, but was {layers}."));

        InitializationPlan plan = file is not null ? PlanFile.Read(PlanOption, file)
            : text is not null && family is null ? Parse(text)
            : (family ?? model!).Plan(layers ?? (family ?? model!).Layers ?? 0);
        return new(
            name,
            model is null ? ParameterFile.Read("the model", name)
                : model.Shapes(layers ?? model.Layers ?? 0).Select(one => new PlanParameter(one.Name, one.Shape)),
            plan);
    }

    private static InitializationPlan Parse(string text)
    {
        try
        {
            return ModelPlan.Parse(text, PresetOption);
        }
        catch (ArgumentException refusal)
        {
            throw new CallException(CallerNames.Sentence(refusal));
        }
    }

    private static CallException NoModel(string name) => new(
        $"the model must be one that \"{CommandLine.Name} presets\" lists, such as "
        + $"{string.Join(", ", NameComparer.Nearest(name, Presets.All.Select(preset => preset.Name)))}, "
        + $"or a file that ends in .safetensors or .json, but was {Excerpt.Of(name)}.");
}
