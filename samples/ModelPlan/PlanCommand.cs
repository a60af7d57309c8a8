using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Initializers;
using Spectre.Console;
using static System.FormattableString;

namespace PlannedModels;

/// <summary>The options of the program, and the run that they describe.</summary>
public sealed class PlanCommand
{
    /// <summary>What the program returns: all is as planned, it is not, or the call is wrong.</summary>
    public const int AsPlanned = 0, NotAsPlanned = 1, WrongCall = 2;

    private readonly Argument<string?> _name = new("preset")
    {
        Description = "The model, such as gpt2.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _preset = new("--preset") { Description = "The same as the argument.", HelpName = "name" };
    private readonly Option<bool> _list = new("--list") { Description = "Lists the models with their parameters, and does no more." };
    private readonly Option<int?> _layers = WholeNumber("--layers", "The number of layers. Defaults to the model's own.", 1, 10_000);

    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "A JSON file with a plan instead of the model's own, as docs/plan.schema.json says.",
        HelpName = "file",
    };

    private readonly Option<string?> _names = new("--names")
    {
        Description = "A JSON file with names and dimensions, {\"wte.weight\": [50257, 768]}, instead of the model's own.",
        HelpName = "file",
    };

    private readonly Option<long?> _seed = WholeNumber("--seed", "The seed. Defaults to 42.", long.MinValue, long.MaxValue);
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Shows the plan, and fills nothing." };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "A file for a report with the plan and a picture of the deviations, which is put beside it as SVG too.",
        HelpName = "file",
    };

    private readonly TextWriter _output;
    private readonly IAnsiConsole? _terminal;
    private readonly RootCommand _command;

    private PlanCommand(TextWriter output, IAnsiConsole? terminal)
    {
        (_output, _terminal) = (output, terminal);
        _command = new("Shows what a plan does with each parameter of a model, fills the model, and checks its weights.")
        {
            _name, _preset, _list, _layers, _plan, _names, _seed, _dryRun, _html,
        };
        _command.SetAction(Run);
    }

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="output">What is written to.</param>
    /// <param name="error">Where refusals go.</param>
    /// <param name="terminal">Where a progress bar may be drawn; null for none.</param>
    public static int Run(string[] arguments, TextWriter output, TextWriter error, IAnsiConsole? terminal)
    {
        try
        {
            RootCommand command = new PlanCommand(output, terminal)._command;
            ParseResult parsed = command.Parse(arguments, new() { ResponseFileTokenReplacer = null });
            if (parsed.Action is not HelpAction && FaultOf(parsed) is { } fault) throw new CallException(fault);
            return parsed.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (CallException refusal)
        {
            error.WriteLine(refusal.Message);
            return WrongCall;
        }
        catch (PlanException refusal)
        {
            error.WriteLine(refusal.Message);
            return NotAsPlanned;
        }
    }

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_list))
        {
            PresetList.Write(_output);
            return AsPlanned;
        }
        Preset model = ModelOf(arguments);
        int layers = LayersOf(model, arguments.GetValue(_layers));
        ResolvedPlan plan = model.Plan(layers).Resolve(model.Shapes(layers));
        _output.WriteLine(plan);
        FilledModel? filled = arguments.GetValue(_dryRun) ? null : new(plan, arguments.GetValue(_seed) ?? 42, _terminal);
        if (filled is not null) Summary.Write(_output, filled);
        if (arguments.GetValue(_html) is { } file) ReportFiles.Write(file, model.Name, plan, filled, _output);
        return filled?.Check.IsAsPlanned ?? true ? AsPlanned : NotAsPlanned;
    }

    /// <summary>The model that is named, with its plan and its parameters from files where these are given.</summary>
    private Preset ModelOf(ParseResult arguments)
    {
        (string? name, string? plan, string? names) = (NameOf(arguments), arguments.GetValue(_plan), arguments.GetValue(_names));
        if (name is null && (plan is null || names is null))
            throw new CallException("a model must be named, such as gpt2, or --plan and --names be given; --list shows all models.");
        Preset? preset = name is null ? null : Presets.Find(name);
        return new(
            preset?.Name ?? names!, preset?.Layers,
            plan is null ? preset!.Plan : _ => PlanFile.Read(plan),
            names is null ? preset!.Shapes : _ => ParameterFile.Read(names));
    }

    /// <summary>The name of the model; null if none is named.</summary>
    private string? NameOf(ParseResult arguments) => (arguments.GetValue(_name), arguments.GetValue(_preset)) switch
    {
        ({ } one, { } other) when one != other => throw new CallException($"one model must be named, but {one} and {other} were."),
        var (name, preset) => name ?? preset,
    };

    private static int LayersOf(Preset preset, int? layers) => layers is null || preset.Layers is not null ? layers ?? preset.Layers ?? 0
        : throw new CallException(Invariant($"--layers must be left out for {preset.Name}, whose depth is fixed, but was {layers}."));

    /// <summary>What is wrong with a call, in one line.</summary>
    private static string? FaultOf(ParseResult parsed)
    {
        string[] unknown = [.. parsed.UnmatchedTokens, .. parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(token => token.StartsWith('-'))];
        if (unknown.FirstOrDefault(token => token.StartsWith('-')) is { } option)
        {
            string[] options = [.. parsed.CommandResult.Command.Options.Select(known => known.Name)];
            return $"{option} is no option; did you mean {NameComparer.Nearest(option, options).First()}? --help shows all of them.";
        }
        return unknown.Length > 0 ? $"one model must be named, but {string.Join(", ", unknown)} came behind it."
            : parsed.Errors is [var first, ..] ? first.Message : null;
    }

    private static Option<T?> WholeNumber<T>(string name, string description, T minimum, T maximum)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out T number) && number >= minimum && number <= maximum) return number;
                result.AddError(Invariant($"{name} must be a whole number from {minimum} to {maximum}, but was {text}."));
                return null;
            },
        };
}
