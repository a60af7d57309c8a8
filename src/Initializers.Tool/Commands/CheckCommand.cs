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
        CheckpointVerification verification = InputFile.Open("the checkpoint", () => ByteBar.Around(
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
            progress => Written.IfItCan(() => checkpoint.IsDrawnBy(resolved, progress, cancellation)));
        ReadOnlyMemory<float> Weights(string name)
        {
            cancellation.ThrowIfCancellationRequested();
            return checkpoint.ToFloats(name);
        }
        // What was drawn by the plan is as planned; and rounding to 8 bits moves values further than a plan promises.
        bool isPlain = checkpoint.Tensors.All(tensor => TensorDataTypes.BitsOf(tensor.Type) > 8);
        PlanCheck? check = isDrawn != true && isPlain ? resolved.Check(Weights) : null;
        return new(verification)
        {
            Check = check,
            Findings = check is not null ? CheckpointFindings.Of(check)
                : isDrawn == true ? [] : CheckpointFindings.Of(checkpoint, cancellation),
            IsDrawn = isDrawn,
            Source = checkpoint.Files[0].Metadata.GetValueOrDefault(CheckpointMetadata.SeedKey),
            Deviations = PlanDeviation.Of(resolved, Weights),
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
            Screen.WriteLine($"drawn again with seed {result.Source}: {(isDrawn ? "every bit" : "not every bit")} is the same");
        if (result.Check is { IsAsPlanned: true }) Screen.WriteLine($"{result.Check}");
        else if (result.Check is null && result.IsDrawn is null or false && result.Deviations.Count > 0)
            Screen.WriteLine("numbers of 8 bits are too coarse to be compared with the plan");
        else if (result.Check is { } check)
            Screen.WriteLine($"{Plural.Of(check.Findings.Count, "finding")} in {Plural.Of(check.Parameters, "parameter")}");
        Screen.WriteLine($"hash: {result.Verification.Hash}");
    }

    /// <summary>All that was found.</summary>
    private sealed record Result(CheckpointVerification Verification)
    {
        public PlanCheck? Check { get; init; }

        public IReadOnlyList<TensorFinding> Findings { get; init; } = [];

        public bool? IsDrawn { get; init; }

        public string? Source { get; init; }

        public IReadOnlyList<PlanDeviation> Deviations { get; init; } = [];

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isWhole", Verification.IsWhole);
            writer.WriteStartArray("faults");
            foreach (string fault in Verification.Faults) writer.WriteStringValue(fault);
            writer.WriteEndArray();
            writer.WriteString("hash", Verification.Hash.ToString());
            writer.WriteNumber("hashedFiles", Verification.HashedFiles);
            if (Check is not null || IsDrawn == true) writer.WriteBoolean("isAsPlanned", Check?.IsAsPlanned ?? true);
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
