using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Text.Json;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>The gains of an activation function, and the initializer that is recommended for it.</summary>
internal sealed class GainCommand : ToolCommand
{
    private readonly Argument<string> _activation = new("activation")
    {
        HelpName = "activation",
        Description = "The activation function, such as gelu or \"LeakyReLU(0.2)\"; case and underscores are ignored.",
    };

    private readonly Option<double?> _variance = new("--variance")
    {
        Description = "The mean square q of the pre-activations z. Defaults to 1.",
        HelpName = "number",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, CultureInfo.InvariantCulture, out double q) && q > 0 && double.IsFinite(q)) return q;
            result.AddError($"--variance must be a finite number above 0, but was {Excerpt.Of(text)}.");
            return null;
        },
    };

    private readonly Option<bool> _json = JsonOption();

    public GainCommand(Screen screen) : base(
        screen, "gain", "Shows the gains of an activation function, and the initializer that is recommended for it.",
        "gain gelu", "gain \"LeakyReLU(0.2)\"", "gain tanh --variance 0.5", "gain silu --json")
    {
        _activation.CompletionSources.Add(_ => ActivationNames.All.Select(name => new CompletionItem(name)));
        Add(_activation);
        Add(_variance);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        Activation activation = ActivationNames.Parse(arguments.GetRequiredValue(_activation));
        double variance = arguments.GetValue(_variance) ?? 1;
        double? forward = Number(() => Gain.Forward(activation, variance)), backward = Number(() => Gain.Backward(activation, variance));
        double? torch = Number(() => Gain.PyTorch(activation));
        Recommendation recommended = Init.Recommend(activation);
        if (arguments.GetValue(_json))
        {
            Screen.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("activation", activation.Name);
                writer.WriteNumber("variance", variance);
                Write(writer, "forward", forward);
                Write(writer, "backward", backward);
                Write(writer, "pytorch", torch);
                writer.WriteString("initializer", recommended.Initializer.ToString());
                writer.WriteString("reason", recommended.Reason);
                writer.WriteString("source", recommended.Source);
                writer.WriteEndObject();
            });
            return ExitCode.Done;
        }
        (string forwardFormula, string backwardFormula) = activation.IsGate
            ? ("1 / sqrt(E f(z)^2)", "1 / sqrt(q E f'(z)^2)") : ("sqrt(q / E f(z)^2)", "1 / sqrt(E f'(z)^2)");
        Screen.Write(new Table(["activation", activation.Name],
        [
            ["forward gain", Text(forward, Invariant($"{forwardFormula} with z ~ N(0, q), q = {variance}"))],
            ["backward gain", Text(backward, backwardFormula)],
            ["PyTorch's gain", Text(torch, "calculate_gain")],
            ["initializer", $"Init.{recommended.Initializer}"],
            ["reason", recommended.Reason],
            ["source", recommended.Source],
        ]));
        return ExitCode.Done;
    }

    /// <summary>A gain; null if there is none.</summary>
    private static double? Number(Func<double> gain)
    {
        try
        {
            return gain();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Text(double? gain, string formula) => gain is { } number ? Invariant($"{number}, {formula}") : "none";

    private static void Write(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }
}
