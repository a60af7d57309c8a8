using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Fills a model in memory, checks its weights, and says what that took.</summary>
internal sealed class TryCommand : ToolCommand
{
    private readonly ModelOptions _model = new();
    private readonly Option<ulong?> _seed = OptionKinds.Seed();
    private readonly Option<string?> _html = ReportFiles.Option();
    private readonly Option<bool> _json = JsonOption();

    public TryCommand(Screen screen) : base(
        screen, "try", "Fills a model in memory, checks the weights against the plan, and says how long that took; writes no checkpoint.",
        "try gpt2 --layers 2 --seed 5", "try model.json --preset \"Llama()\" --html report.html", "try mobilenet_v3_small --json")
    {
        _model.AddTo(this);
        Add(_seed);
        Add(_html);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        Model model = _model.Of(arguments);
        using var interruption = new Interruption();
        FilledModel filled = new(
            model.Resolve(), arguments.GetValue(_seed) ?? OptionKinds.DefaultSeed,
            fill => FillBar.Around(Screen.Terminal, fill), interruption.Token);
        if (arguments.GetValue(_json))
            Screen.WriteJson(writer => Write(writer, model.Name, filled));
        else
            Write(filled);
        if (arguments.GetValue(_html) is { } file)
            ReportFiles.OfPlan(file, model.Name, filled.Plan, filled.Deviations, filled.Check, filled.WeightsOf);
        return filled.Check.IsAsPlanned ? ExitCode.Done : ExitCode.No;
    }

    private void Write(FilledModel model)
    {
        Screen.WriteLine(model.Plan.Summary());
        Screen.WriteLine();
        TensorFinding.Of(model.Check).WriteTo(Screen);
        Screen.Write(Sparklines.Of(model.Deviations));
        Screen.WriteLine();
        Screen.WriteLine(Invariant($"filled in {model.FillTime.TotalSeconds:N2} s with seed {model.Seed} on {Environment.ProcessorCount} ")
            + Invariant($"processors: {model.Plan.Elements / model.FillTime.TotalSeconds / 1e6:N0} million weights a second"));
        Screen.WriteLine(Invariant($"checked in {model.CheckTime.TotalSeconds:N2} s: {FindingsText.Verdict(model.Check)}"));
        using var process = Process.GetCurrentProcess();
        Screen.WriteLine(Invariant($"memory: {process.PeakWorkingSet64 / 1e6:N0} MB at the peak, {GC.GetTotalMemory(false) / 1e6:N0} MB ")
            + Invariant($"managed, {model.Plan.Elements * sizeof(float) / 1e6:N0} MB of it weights"));
    }

    private static void Write(Utf8JsonWriter writer, string name, FilledModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("model", name);
        writer.WriteNumber("seed", model.Seed);
        writer.WriteString("algorithm", new PhiloxRandom(model.Seed).AlgorithmId);
        writer.WriteNumber("parameters", model.Plan.Parameters.Count);
        writer.WriteNumber("elements", model.Plan.Elements);
        writer.WriteNumber("fillSeconds", model.FillTime.TotalSeconds);
        writer.WriteNumber("checkSeconds", model.CheckTime.TotalSeconds);
        writer.WriteBoolean("isAsPlanned", model.Check.IsAsPlanned);
        TensorFinding.Of(model.Check).Write(writer);
        model.Deviations.Write(writer);
        writer.WriteEndObject();
    }
}
