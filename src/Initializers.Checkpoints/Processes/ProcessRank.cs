using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>Which of the processes that share the work this one is, and how many there are.</summary>
/// <example>
/// <code>
/// ProcessRank rank = ProcessRank.Detect(rank: 2, size: 8); // without arguments, as the launcher says
/// Console.WriteLine(rank); // 2 of 8 (arguments)
/// Console.WriteLine(ProcessRank.Alone); // 0 of 1 (none)
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Values never depend on the rank: it says which part of the files a process writes, and no more.
/// <see cref="Detect(int?, int?)"/> reads these variables, of which an empty one counts as one that is not set:
/// </para>
/// <list type="table">
/// <listheader><term>Launcher</term><description>Rank; size</description></listheader>
/// <item><term>torchrun</term><description>
/// <c>RANK</c>; <c>WORLD_SIZE</c>, where <c>TORCHELASTIC_RUN_ID</c> is set
/// </description></item>
/// <item><term>Open MPI</term><description><c>OMPI_COMM_WORLD_RANK</c>; <c>OMPI_COMM_WORLD_SIZE</c></description></item>
/// <item><term>PMI (MPICH, Intel MPI, Cray)</term><description><c>PMI_RANK</c>; <c>PMI_SIZE</c></description></item>
/// <item><term>RANK and WORLD_SIZE, set by scripts</term><description><c>RANK</c>; <c>WORLD_SIZE</c></description></item>
/// <item><term>Slurm's srun</term><description>
/// <c>SLURM_PROCID</c>; <c>SLURM_STEP_NUM_TASKS</c>, or else <c>SLURM_NTASKS</c>. <c>SLURM_STEP_NODELIST</c>, <c>SLURM_STEP_ID</c> or
/// <c>SLURM_STEPID</c> shows that srun started the process.
/// </description></item>
/// <item><term>Kubernetes, indexed jobs</term><description>
/// <c>JOB_COMPLETION_INDEX</c>; no variable, so that the size must be given
/// </description></item>
/// </list>
/// <para>
/// Launchers are started by others, and then the inner one, which started this process, is right: torchrun by any other one, since it
/// sets the variables of each of its processes; Open MPI's or PMI's <c>mpirun</c> in a Slurm job, where it uses srun for its own helpers,
/// whose <c>SLURM_PROCID</c> its processes inherit; all of them in a pod of Kubernetes. Open MPI and PMI do not start each other, and
/// <c>RANK</c> and <c>WORLD_SIZE</c> of a script say nothing of who started what: where these differ from another launcher, the
/// environment contradicts itself and is refused.
/// </para>
/// <para>
/// A batch script of <c>sbatch</c> and the shell of <c>salloc</c> are one process, although Slurm's variables say 0 of 4: with more than
/// one task it is refused, so that nobody takes a quarter of the work for the whole.
/// </para>
/// <para>Thread-safe: an immutable value. The default value is <see cref="Alone"/>.</para>
/// </remarks>
public readonly record struct ProcessRank
{
    private readonly int _others;
    private readonly string? _launcher;

    /// <summary>A rank and a size that are given.</summary>
    /// <param name="rank">Which process this is, from 0.</param>
    /// <param name="size">How many processes there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> is below 1, or <paramref name="rank"/> is negative or not below it.
    /// </exception>
    public ProcessRank(int rank, int size) : this(
        (int)Guard.Part(rank, size), size, Launchers.Arguments)
    {
    }

    /// <summary>What a launcher says, which has been checked.</summary>
    internal ProcessRank(int rank, int size, string launcher) => (Rank, _others, _launcher) = (rank, size - 1, launcher);

    /// <summary>The only process: 0 of 1.</summary>
    public static ProcessRank Alone => default;

    /// <summary>Which process this is, from 0.</summary>
    public int Rank { get; }

    /// <summary>How many processes there are.</summary>
    public int Size => _others + 1;

    /// <summary>
    /// Who says so: <c>torchrun</c>, <c>Open MPI</c>, <c>PMI</c>, <c>RANK and WORLD_SIZE</c>, <c>Slurm</c>, <c>Kubernetes</c>,
    /// <c>arguments</c>, or <c>none</c> for a process that nobody says anything of.
    /// </summary>
    public string Launcher => _launcher ?? "none";

    /// <summary>Finds out which process this is: by the arguments, or by the variables that its launcher has set.</summary>
    /// <param name="rank">The rank, from 0, with which the size must be given too. Defaults to what the launcher says.</param>
    /// <param name="size">
    /// The number of processes. Given alone, it is that of an indexed job of Kubernetes, which tells only the index; any other launcher
    /// must say the same number.
    /// </param>
    /// <returns>The rank and the size, which are from one and the same launcher; <see cref="Alone"/> if there is none.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="rank"/> is given without <paramref name="size"/>, is negative or not below it; <paramref name="size"/> is below 1,
    /// is not what the launcher says, or is above 1 where no launcher says a rank.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A variable is not a number of its range, has no counterpart or contradicts another; the process is that of a batch script of several
    /// tasks, outside srun; or it is a pod of Kubernetes, and <paramref name="size"/> is not given. The message names the variables.
    /// </exception>
    public static ProcessRank Detect(int? rank = null, int? size = null) => Detect(rank, size, Environment.GetEnvironmentVariable);

    /// <summary><see cref="Detect(int?, int?)"/> in another environment.</summary>
    internal static ProcessRank Detect(int? rank, int? size, Func<string, string?> environment)
    {
        if (size is { } given) Guard.Positive(given, nameof(size));
        return rank is null ? new Launchers(environment).Detect(size)
            : new(rank.Value, size ?? throw new ArgumentException("size must be given with rank, but was not.", nameof(size)));
    }

    /// <summary><c>2 of 8 (Open MPI)</c>.</summary>
    public override string ToString() => Invariant($"{Rank} of {Size} ({Launcher})");
}
