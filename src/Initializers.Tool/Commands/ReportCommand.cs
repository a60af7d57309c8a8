using System.CommandLine;
using Initializers.Checkpoints;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>A report of a checkpoint beside a plan, as one HTML file.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly CheckedCheckpoint _checkpoint = new();

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The HTML file, beside which the picture of the deviations is put as SVG.",
        HelpName = "file",
        Required = true,
    };

    public ReportCommand(Screen screen) : base(
        screen, "report", "Writes a report of a checkpoint as HTML: each tensor's distribution beside what a plan promises.",
        "report folder --preset gpt2 --output report.html", "report model.safetensors --plan plan.json -o report.html")
    {
        _checkpoint.AddTo(this);
        Add(_output);
    }

    protected override int Run(ParseResult arguments)
    {
        string path = _checkpoint.PathOf(arguments);
        InitializationPlan plan = _checkpoint.PlanOf(arguments)
            ?? throw new CallException($"a plan must be given, by {PlanOptions.Names}: a report compares with its promises.");
        using var interruption = new Interruption();
        using Checkpoint checkpoint = CheckpointFile.Open("the checkpoint", path);
        ResolvedPlan resolved = plan.Resolve(ParameterFile.Of(checkpoint));
        WeightMemory.Require(resolved, " as floats: \"check\" takes one tensor at a time."); // the picture of all holds them
        Func<string, ReadOnlyMemory<float>> weights = checkpoint.Weights(null, interruption.Token);
        PlanCheck check = ByteBar.Around(
            Screen.Terminal, "comparing", null, progress => checkpoint.Check(resolved, progress, interruption.Token));
        string file = arguments.GetRequiredValue(_output);
        ReportFiles.Write("--output", file, path, resolved, PlanDeviation.Of(resolved, weights), check, weights);
        Screen.WriteLine($"{file}: {(check.IsAsPlanned ? $"{check}" : Plural.Of(check.Findings.Count, "finding"))}");
        return check.IsAsPlanned ? ExitCode.Done : ExitCode.No;
    }
}
