using Initializers.Checkpoints;
using Initializers.Diagnostics;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>
/// All that can be said of a checkpoint: whether its files are intact and, beside a plan, whether its weights are as planned.
/// </summary>
/// <param name="Path">The path that was named.</param>
/// <param name="Verification">What is wrong with the files.</param>
internal sealed record CheckpointExamination(string Path, CheckpointVerification Verification)
{
    /// <summary>What the plan does with the tensors; null without a plan, or if the files cannot be opened.</summary>
    public ResolvedPlan? Plan { get; private init; }

    /// <summary>What the plan finds in the weights; null if they were not compared with it.</summary>
    public PlanCheck? Check { get; private init; }

    /// <summary>Whether the plan's promises are kept; null if nothing was compared with them.</summary>
    public bool? IsAsPlanned { get; private init; }

    /// <summary>Whether all bits are those that the plan draws; null if they could not be drawn again.</summary>
    public bool? IsDrawn { get; private init; }

    /// <summary>What is wrong with tensors.</summary>
    public IReadOnlyList<TensorFinding> Findings { get; private init; } = [];

    /// <summary>The deviations of random weights, measured and promised.</summary>
    public IReadOnlyList<PlanDeviation> Deviations { get; private init; } = [];

    /// <summary>What was found out beside faults and findings, in sentences.</summary>
    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => Verification.IsIntact && IsDrawn != false && !Findings.Any(finding => finding.IsFault);

    /// <summary>Whether the files are intact, in a sentence.</summary>
    public string Intactness => !Verification.IsIntact ? $"{Path} is damaged: {Plural.Of(Verification.Faults.Count, "fault")}"
        : $"{Path} is intact{(Verification.HashedFiles > 0 ? ", down to its bytes" : "; its files have no hash to compare bytes with")}";

    /// <summary>Looks at a checkpoint.</summary>
    /// <param name="screen">Where progress is shown.</param>
    /// <param name="path">The path.</param>
    /// <param name="plan">The plan; null for what can be said without one.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="CallException">There is nothing, or it cannot be read.</exception>
    /// <exception cref="PlanException">The plan and the tensors do not fit together.</exception>
    public static CheckpointExamination Of(Screen screen, string path, InitializationPlan? plan, CancellationToken cancellation)
    {
        CheckpointExamination examination = new(path, CheckpointFile.Read("the checkpoint", path, path => ByteBar.Around(
            screen.Terminal, "verifying", null, progress => Checkpoint.Verify(path, progress, cancellation))));
        if (!examination.Verification.CanBeOpened) return examination;
        using Checkpoint checkpoint = CheckpointFile.Open("the checkpoint", path);
        return plan is null ? examination.Look(checkpoint, cancellation)
            : examination.Compare(screen, checkpoint, checkpoint.Resolve(plan), cancellation);
    }

    private CheckpointExamination Look(Checkpoint checkpoint, CancellationToken cancellation)
    {
        IReadOnlyList<TensorFinding> findings = CheckpointFindings.Of(checkpoint, cancellation);
        SafetensorsEntry[] unread = [.. checkpoint.Tensors.Where(tensor => !TensorNumbers.AreRead(tensor.Type))];
        int read = checkpoint.Tensors.Count - unread.Length;
        var remarks = new List<string>();
        if (unread.Length > 0)
        {
            string types = string.Join(" and ", unread.Select(tensor => TensorDataTypes.NameOf(tensor.Type)).Distinct());
            remarks.Add($"not looked at: {Plural.Of(unread.Length, "tensor")} of {types}, of which the numbers are not read");
        }
        if (findings.Count == 0 && read > 0)
        {
            remarks.Add((unread.Length == 0 ? "no tensor" : "no other") + " has NaN, is all zeros, or is a copy of another of its shape; "
                + $"{PlanOptions.Names} compares weights with a plan");
        }
        return this with { Findings = findings, Remarks = remarks };
    }

    private CheckpointExamination Compare(Screen screen, Checkpoint checkpoint, ResolvedPlan plan, CancellationToken cancellation)
    {
        CheckpointExamination drawn = (this with { Plan = plan }).DrawAgain(screen, checkpoint, cancellation);
        if (checkpoint.Tensors.FirstOrDefault(tensor => !IsReadWhole(tensor)) is { } odd)
        {
            return drawn with
            {
                Findings = [.. drawn.Findings, .. CheckpointFindings.Of(checkpoint, cancellation)],
                Remarks =
                [
                    .. drawn.Remarks, $"deviations were not measured, since {Excerpt.Of($"{odd}")} cannot be read as an array of floats",
                ],
            };
        }
        drawn = drawn with
        {
            IsAsPlanned = drawn.IsDrawn == true ? true : null,
            Deviations = ByteBar.Around(
                screen.Terminal, "measuring", null, progress => PlanDeviation.Of(plan, checkpoint.Weights(progress, cancellation))),
        };
        if (drawn.IsDrawn == true) return drawn; // what the plan has drawn is as planned
        PlanCheck check = ByteBar.Around(
            screen.Terminal, "comparing", null, progress => checkpoint.Check(plan, progress, cancellation));
        return drawn with
        {
            Check = check,
            IsAsPlanned = check.IsAsPlanned,
            Findings = [.. drawn.Findings, .. TensorFinding.Of(check)],
            Remarks = [.. drawn.Remarks, (drawn.IsDrawn == false ? "their statistics: " : "") + FindingsText.Verdict(check)],
        };
    }

    private static bool IsReadWhole(SafetensorsEntry tensor) => TensorNumbers.AreRead(tensor.Type) && tensor.Elements <= Array.MaxLength;

    /// <summary>A source as people know it: by its seed, unless it was forked, or the metadata were changed.</summary>
    private static string NameOf(in PhiloxState state) => state == new PhiloxRandom(state.Seed).State ? Invariant($"seed {state.Seed}")
        : Invariant($"the stream {state.Key:x16}-{state.Counter:x16}, which is not that of seed {state.Seed}");

    /// <summary>Draws the weights again, if the metadata says from which source.</summary>
    private CheckpointExamination DrawAgain(Screen screen, Checkpoint checkpoint, CancellationToken cancellation)
    {
        if (checkpoint.Drawing() is not var (random, _))
        {
            string algorithm = new PhiloxRandom(0).AlgorithmId;
            return this with { Remarks = [$"not drawn again: its metadata names no source of {algorithm}, or several number types"] };
        }
        string source = NameOf(random.State);
        bool? isDrawn = ByteBar.Around(screen.Terminal, "drawing again", null, progress => Written.IfItCan(
            () => checkpoint.IsDrawnBy(Plan!, () => Verification.Hash, progress, cancellation)));
        if (isDrawn is null) return this with { Remarks = ["not drawn again: the plan is not one that can be written"] };
        if (isDrawn == true) return this with { IsDrawn = true, Remarks = [$"drawn again with {source}: every bit is the same"] };
        IReadOnlyList<string> others = ByteBar.Around(
            screen.Terminal, "looking for the tensors", null, progress => checkpoint.NotDrawnBy(Plan!, progress, cancellation));
        return this with
        {
            IsDrawn = false,
            Findings = [.. others.Select(name => new TensorFinding(name, TensorFinding.OtherBits, $"has other bits than {source} draws"))],
            Remarks =
            [
                $"drawn again with {source}: {Plural.Of(others.Count, "tensor")} of {checkpoint.Tensors.Count} "
                + (others.Count == 1 ? "differs" : "differ"),
            ],
        };
    }
}
