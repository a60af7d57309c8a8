using System.CommandLine;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>The dry run: what a plan does with each parameter of a model.</summary>
internal sealed class PlanCommand : ToolCommand
{
    private readonly ModelOptions _model = new();
    private readonly Option<string?> _html = ReportFiles.Option();
    private readonly Option<bool> _json = JsonOption();

    public PlanCommand(Screen screen) : base(
        screen, "plan", "Shows what a plan does with each parameter of a model, and fills nothing.",
        "plan gpt2 --layers 2", "plan model.safetensors --preset \"Llama(tied: true)\"", "plan model.json --plan plan.json",
        "plan resnet50 --html plan.html", "plan gpt2 --json")
    {
        _model.AddTo(this);
        Add(_html);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        Model model = _model.Of(arguments);
        ResolvedPlan plan = model.Resolve();
        if (arguments.GetValue(_json))
        {
            Screen.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("model", model.Name);
                ByteSizes.Write(writer, plan.Elements);
                writer.WritePropertyName("plan");
                plan.WriteJson(writer);
                writer.WriteEndObject();
            });
        }
        else
        {
            Screen.Write(new Table(PlanTable.Heads, PlanTable.Rows(plan), PlanTable.Numbers));
            Screen.WriteLine(plan.Summary());
            foreach (string note in PlanTable.Notes(plan)) Screen.WriteLine(note);
            Screen.WriteLine(ByteSizes.Text(plan.Elements));
        }
        if (arguments.GetValue(_html) is { } file) ReportFiles.OfPlan(file, model.Name, plan, PlanDeviation.Of(plan));
        return ExitCode.Done;
    }
}
