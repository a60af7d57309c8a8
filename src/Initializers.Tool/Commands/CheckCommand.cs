using System.CommandLine;
using System.Text.Json;
using Initializers.Checkpoints;
using Initializers.Diagnostics;

namespace Initializers.Tool;

/// <summary>Whether a checkpoint is whole, and as a plan initializes it.</summary>
internal sealed class CheckCommand : ToolCommand
{
    private readonly CheckedCheckpoint _checkpoint = new();
    private readonly Option<bool> _json = JsonOption();

    public CheckCommand(Screen screen) : base(
        screen, "check", "Checks a checkpoint: is it whole, are its tensors alive, are they as a plan initializes them? Returns 1 if not.",
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
        CancellationToken token = interruption.Token;
        CheckpointVerification verification = CheckpointFile.Read("the checkpoint", path, path => ByteBar.Around(
            Screen.Terminal, "verifying", null, progress => Checkpoint.Verify(path, progress, token)));
        Result result = verification.CanBeOpened ? Look(path, plan, verification, token) : new(verification);
        if (arguments.GetValue(_json)) Screen.WriteJson(result.Write);
        else Write(path, result);
        return verification.IsWhole && result.IsDrawn != false && !result.Findings.Any(finding => finding.IsFault)
            ? ExitCode.Done : ExitCode.No;
    }

    private Result Look(string path, InitializationPlan? plan, CheckpointVerification verification, CancellationToken cancellation)
    {
        using Checkpoint checkpoint = CheckpointFile.Open("the checkpoint", path);
        if (plan is null) return new(verification) { Findings = CheckpointFindings.Of(checkpoint, cancellation) };
        ResolvedPlan resolved = plan.Resolve(ParameterFile.Of(checkpoint));
        bool? isDrawn = ByteBar.Around(
            Screen.Terminal, "drawing again", null,
            progress => Written.IfItCan(() => checkpoint.IsDrawnBy(resolved, () => verification.Hash, progress, cancellation)));
        Result result = new(verification)
        {
            IsDrawn = isDrawn,
            IsAsPlanned = isDrawn == true ? true : null,
            Seed = checkpoint.Files[0].Metadata.GetValueOrDefault(CheckpointMetadata.SeedKey),
            Deviations = ByteBar.Around(
                Screen.Terminal, "measuring", null,
                progress => PlanDeviation.Of(resolved, checkpoint.Weights(progress, cancellation))),
        };
        if (isDrawn == true) return result; // what the plan has drawn is as planned
        PlanCheck check = ByteBar.Around(
            Screen.Terminal, "comparing", null, progress => checkpoint.Check(resolved, progress, cancellation));
        return result with
        {
            Findings = CheckpointFindings.Of(check),
            IsAsPlanned = check.IsAsPlanned,
            Verdict = check.IsAsPlanned ? $"{check}"
                : $"{Plural.Of(check.Findings.Count, "finding")} in {Plural.Of(check.Parameters, "parameter")}",
        };
    }

    private void Write(string path, Result result)
    {
        foreach (string fault in result.Verification.Faults) Screen.WriteLine(fault);
        IEnumerable<string[]> findings = result.Findings.Select(finding => (string[])[finding.Name, finding.Message]);
        if (result.Findings.Count > 0) Screen.Write(new Table(["tensor", "finding"], [.. findings]));
        if (result.Deviations.Count > 0)
        {
            Screen.Write(Sparklines.Of(result.Deviations));
            Screen.WriteLine();
        }
        string bytes = result.Verification.HashedFiles > 0 ? ", down to its bytes" : "; its files have no hash to compare bytes with";
        Screen.WriteLine(result.Verification.IsWhole ? $"{path} is whole{bytes}"
            : $"{path} is not whole: {Plural.Of(result.Verification.Faults.Count, "fault")}");
        if (result.IsDrawn is { } isDrawn)
            Screen.WriteLine($"drawn again with seed {result.Seed}: {(isDrawn ? "every bit" : "not every bit")} is the same");
        if (result.Verdict is not null) Screen.WriteLine(result.Verdict);
        Screen.WriteLine($"hash: {result.Verification.Hash}");
    }

    /// <summary>All that was found.</summary>
    private sealed record Result(CheckpointVerification Verification)
    {
        /// <summary>Whether the plan's promises are kept; null if nothing was compared with them.</summary>
        public bool? IsAsPlanned { get; init; }

        /// <summary>The same in a sentence.</summary>
        public string? Verdict { get; init; }

        public IReadOnlyList<TensorFinding> Findings { get; init; } = [];

        public bool? IsDrawn { get; init; }

        public string? Seed { get; init; }

        public IReadOnlyList<PlanDeviation> Deviations { get; init; } = [];

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isWhole", Verification.IsWhole);
            writer.WriteStrings("faults", Verification.Faults);
            writer.WriteString("hash", Verification.Hash.ToString());
            writer.WriteNumber("hashedFiles", Verification.HashedFiles);
            if (IsAsPlanned is { } isAsPlanned) writer.WriteBoolean("isAsPlanned", isAsPlanned);
            if (IsDrawn is { } isDrawn) writer.WriteBoolean("isDrawn", isDrawn);
            writer.WriteStartArray("findings");
            foreach (TensorFinding finding in Findings)
            {
                writer.WriteStartObject();
                writer.WriteString("name", finding.Name);
                writer.WriteString("message", finding.Message);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            Deviations.Write(writer);
            writer.WriteEndObject();
        }
    }
}
