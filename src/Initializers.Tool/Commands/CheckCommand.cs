using System.CommandLine;
using System.Text.Json;

namespace Initializers.Tool;

/// <summary>Whether a checkpoint is intact, and as a plan initializes it.</summary>
internal sealed class CheckCommand : ToolCommand
{
    private readonly CheckedCheckpoint _checkpoint = new();
    private readonly Option<bool> _json = JsonOption();

    public CheckCommand(Screen screen) : base(
        screen, "check", "Checks a checkpoint: is it intact, are its tensors alive, are they as a plan initializes them? Returns 1 if not.",
        "check model.safetensors", "check folder --preset gpt2", "check model.safetensors --preset \"Llama(tied: true)\" --json",
        "check folder --plan plan.json")
    {
        _checkpoint.AddTo(this);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        (string path, InitializationPlan? plan) = (_checkpoint.PathOf(arguments), _checkpoint.PlanOf(arguments));
        using var interruption = new Interruption();
        CheckpointExamination found = CheckpointExamination.Of(Screen, path, plan, interruption.Token);
        if (arguments.GetValue(_json)) Screen.WriteJson(writer => Write(writer, found));
        else Write(found);
        return found.IsGood ? ExitCode.Done : ExitCode.No;
    }

    private void Write(CheckpointExamination found)
    {
        foreach (string fault in found.Verification.Faults) Screen.WriteLine(fault);
        found.Findings.WriteTo(Screen);
        if (found.Deviations.Count > 0)
        {
            Screen.Write(Sparklines.Of(found.Deviations));
            Screen.WriteLine();
        }
        Screen.WriteLine(found.Intactness);
        foreach (string remark in found.Remarks) Screen.WriteLine(remark);
        if (found.Verification.CanBeOpened) Screen.WriteLine($"hash: {found.Verification.Hash}");
    }

    private static void Write(Utf8JsonWriter writer, CheckpointExamination found)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("isIntact", found.Verification.IsIntact);
        writer.WriteStrings("faults", found.Verification.Faults);
        if (found.Verification.CanBeOpened) writer.WriteString("hash", found.Verification.Hash.ToString());
        writer.WriteNumber("hashedFiles", found.Verification.HashedFiles);
        if (found.IsAsPlanned is { } isAsPlanned) writer.WriteBoolean("isAsPlanned", isAsPlanned);
        if (found.IsDrawn is { } isDrawn) writer.WriteBoolean("isDrawn", isDrawn);
        found.Findings.Write(writer);
        found.Deviations.Write(writer);
        writer.WriteStrings("remarks", found.Remarks);
        writer.WriteEndObject();
    }
}
