using System.CommandLine;
using System.CommandLine.Completions;

namespace Initializers.Tool;

/// <summary>
/// Which model, and which plan for it: what commands over whole models share. Names and shapes come from a published model, a
/// checkpoint, or a list as JSON; the plan is the published model's own, that of a text, or that of a file.
/// </summary>
internal sealed class ModelOptions
{
    private readonly PlanOptions _plan = new();

    private readonly Argument<string> _model = new("model")
    {
        HelpName = "model",
        Description = "The model: a name that \"presets\" lists, such as gpt2, or something with names and shapes: "
            + "a safetensors file, a folder or an index of such files, or a list, {\"wte.weight\": [50257, 768]}, that ends in .json.",
    };

    public ModelOptions() =>
        _model.CompletionSources.Add(_ => Presets.All.Select(preset => new CompletionItem(preset.Name)));

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_model);
        _plan.AddTo(command);
    }

    /// <summary>What the user calls the model.</summary>
    public string NameOf(ParseResult arguments) => arguments.GetRequiredValue(_model);

    /// <summary>Whether the call names a plan: that of a published model, or one of the options.</summary>
    public bool HasPlan(ParseResult arguments) => Presets.Find(NameOf(arguments)) is not null || _plan.IsGiven(arguments);

    /// <summary>Whether one of the options names a plan.</summary>
    public bool HasPlanOption(ParseResult arguments) => _plan.IsGiven(arguments);

    /// <summary>The model that a call describes.</summary>
    /// <exception cref="CallException">The call describes none.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public Model Of(ParseResult arguments)
    {
        string name = NameOf(arguments);
        Preset? model = Presets.Find(name);
        if (model is null && !ParameterFile.IsName(name)) throw NoModel(name);
        IEnumerable<PlanParameter> parameters = model is null ? ParameterFile.Read("the model", name)
            : model.Shapes(_plan.LayersOf(arguments) ?? model.Layers ?? 0).Select(one => new PlanParameter(one.Name, one.Shape));
        InitializationPlan plan = _plan.Of(arguments, model)
            ?? throw new CallException($"{name} has names and shapes alone: a plan must be given, by {PlanOptions.Names}.");
        return new(name, parameters, plan);
    }

    /// <summary>The refusal of a name that is neither that of a model nor that of a file.</summary>
    public static CallException NoModel(string name) => new(
        $"the model must be one that \"{CommandLine.Name} presets\" lists, such as "
        + $"{Presets.Examples(name)}, "
        + $"a folder, or a file that ends in .safetensors or .json, but was {Excerpt.Of(name)}.");
}
