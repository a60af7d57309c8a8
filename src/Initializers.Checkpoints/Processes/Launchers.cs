using System.Globalization;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>What launchers tell their processes by variables.</summary>
/// <param name="environment">The value of a variable; null for none.</param>
internal readonly struct Launchers(Func<string, string?> environment)
{
    /// <summary>The name of a caller that gives the rank himself.</summary>
    public const string Arguments = "arguments";

    private const string
        Index = "JOB_COMPLETION_INDEX", SlurmRank = "SLURM_PROCID", SlurmTasks = "SLURM_NTASKS", StepTasks = "SLURM_STEP_NUM_TASKS",
        Remedy = "give rank and size";

    /// <summary>From here on, the numbers of Slurm's steps mean what srun did not start: batch scripts, and shells of salloc.</summary>
    private const uint FirstReservedStep = 0xFFFFFFF0;

    private static readonly Variables
        Torchrun = new("torchrun", "RANK", "WORLD_SIZE"),
        OpenMpi = new("Open MPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        Pmi = new("PMI", "PMI_RANK", "PMI_SIZE"),
        Script = new("RANK and WORLD_SIZE", "RANK", "WORLD_SIZE");

    /// <summary>Finds the launcher that started this process, from the innermost outwards.</summary>
    /// <param name="size">The size that the caller gave.</param>
    public ProcessRank Detect(int? size)
    {
        Claim? found = Find();
        int? index = found is null || found.By == Script ? Number(Index) : null; // the others are started within a pod
        if (found is not null && index is { } other && other != found.Rank)
            throw Refused(Invariant($"{found}, but {Index} is {other}: {Remedy}."));
        if (found is not null)
            return size is null || size == found.Size ? new(found.Rank, found.Size, found.By.Launcher)
                : throw new ArgumentException(
                    Invariant($"size must be {found.Size}, as {found.By.Size} says, or be given with rank, but was {size}."), nameof(size));
        if (index is { } pod) return Pod(pod, size);
        return size is null or 1 ? ProcessRank.Alone
            : throw new ArgumentException(
                Invariant($"size must be given with rank where no launcher says one, but was {size} alone."), nameof(size));
    }

    private static ProcessRank Pod(int index, int? size)
    {
        if (size is null)
            throw Refused(
                Invariant($"{Index} is {index}, but Kubernetes does not say of how many: give the size, the job's spec.completions."));
        if (index >= size)
            throw new ArgumentException(Invariant($"size must be above {Index}, which is {index}, but was {size}."), nameof(size));
        return new(index, size.Value, "Kubernetes");
    }

    private Claim? Find()
    {
        if (Text("TORCHELASTIC_RUN_ID") is not null && Read(Torchrun) is { } torchrun) return torchrun;
        if (Agreed(Read(OpenMpi), Read(Pmi)) is { } mpi) return Agreed(mpi, Read(Script));
        return Agreed(ReadSlurm(), Read(Script));
    }

    /// <summary>What srun says. Outside its steps, in a job of several tasks, nobody has started the others.</summary>
    private Claim? ReadSlurm()
    {
        if (IsInStep()) return Read(new("Slurm", SlurmRank, Text(StepTasks) is null ? SlurmTasks : StepTasks));
        if (Number(SlurmTasks) is > 1 and var tasks)
            throw Refused(
                Invariant($"{SlurmTasks} is {tasks}, but this process was not started by srun: start it with srun, or {Remedy}, ")
                + "0 and 1 for all of the work in this process.");
        return null;
    }

    private bool IsInStep()
    {
        foreach (string variable in (ReadOnlySpan<string>)["SLURM_STEP_ID", "SLURM_STEPID"])
        {
            if (Text(variable) is { } text)
                return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint step) ? step < FirstReservedStep
                    : throw Refused($"{variable} must be a whole number, but was {Excerpt.Of(text)}.");
        }
        return Text("SLURM_STEP_NODELIST") is not null;
    }

    private Claim? Read(Variables by)
    {
        int? rank = Number(by.Rank), size = Number(by.Size);
        if (rank is null && size is null) return null;
        if (rank is null || size is null)
        {
            (string there, string missing) = rank is null ? (by.Size, by.Rank) : (by.Rank, by.Size);
            throw Refused($"{there} is set, but {missing} is not: {Remedy}.");
        }
        return rank < size ? new(by, rank.Value, size.Value)
            : throw Refused(Invariant($"{by.Rank} must be below {by.Size}, which is {size}, but was {rank}."));
    }

    /// <summary>What two launchers say, neither of which starts the other.</summary>
    private static Claim? Agreed(Claim? one, Claim? other) =>
        one is null ? other
        : other is null || (one.Rank, one.Size) == (other.Rank, other.Size) ? one
        : throw Refused($"{one}, but {other}: {Remedy}.");

    private int? Number(string variable) =>
        Text(variable) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw Refused($"{variable} must be a whole number from 0 to {int.MaxValue}, but was {Excerpt.Of(text)}.");

    private string? Text(string variable) => environment(variable) is { Length: > 0 } text ? text : null;

    private static InvalidOperationException Refused(string message) => new(message);

    private sealed record Variables(string Launcher, string Rank, string Size);

    private sealed record Claim(Variables By, int Rank, int Size)
    {
        public override string ToString() => Invariant($"{By.Rank} is {Rank} of {By.Size} {Size}");
    }
}
