using System.CommandLine;
using Initializers.Checkpoints;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>A report of a checkpoint beside a plan, as one HTML file.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly CheckedCheckpoint _checkpoint = new();

    private readonly Option<string> _output = ReportFiles.OfAReport(new Option<string>("--output", "-o")
    {
        Description = "The HTML file, beside which the picture of the deviations is put as SVG.",
        HelpName = "file",
        Required = true,
    });

    public ReportCommand(Screen screen) : base(
        screen, "report",
        "Writes a report of a checkpoint as HTML: what \"check\" finds, and each tensor's distribution beside what a plan promises.",
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
        CheckpointExamination found = CheckpointExamination.Of(Screen, path, plan, interruption.Token);
        if (found.Plan is not { } resolved) throw new InvalidDataException(string.Join("\n", found.Verification.Faults));
        WeightMemory.Require(resolved, " as floats: \"check\" takes one tensor at a time."); // the picture of all holds them
        using Checkpoint checkpoint = CheckpointFile.Open("the checkpoint", path);
        Func<string, ReadOnlyMemory<float>> weights = checkpoint.Weights(null, interruption.Token);
        string file = arguments.GetRequiredValue(_output);
        Picture picture = PlanPictures.Deviations(found.Deviations);
        HtmlReport report = Write(new HtmlReport($"The checkpoint {path}"), found).Add(picture).Add(resolved, weights: weights);
        ReportFiles.Write("--output", file, report, picture);
        Screen.WriteLine($"{file}, with its picture as {ReportFiles.PictureOf(file)}: "
            + (found.IsGood ? found.Intactness : Plural.Of(found.Verification.Faults.Count + found.Findings.Count, "finding")
                + (found.Verification.IsIntact ? "" : $"; {found.Intactness}")));
        return found.IsGood ? ExitCode.Done : ExitCode.No;
    }

    /// <summary>What "check" says stands before the plan.</summary>
    private static HtmlReport Write(HtmlReport report, CheckpointExamination found)
    {
        IEnumerable<string> sentences =
            [.. found.Verification.Faults, found.Intactness, .. found.Remarks, $"hash: {found.Verification.Hash}"];
        report.Add(new ReportTable("The checkpoint", ["what was found"], sentences.Select(sentence => (object?[])[sentence])));
        return found.Findings.Count == 0 ? report : report.Add(new ReportTable(
            "Findings", ["tensor", "finding"], found.Findings.Select(finding => (object?[])[finding.Name, finding.Message])));
    }
}
