using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class ProcessRankTests
{
    private const string
        OpenMpi = "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=4", Pmi = "PMI_RANK=1 PMI_SIZE=4", Script = "RANK=1 WORLD_SIZE=4",
        Torchrun = $"{Script} TORCHELASTIC_RUN_ID=none", Batch = "SLURM_JOB_ID=7 SLURM_PROCID=0 SLURM_NTASKS=4",
        Srun = "SLURM_JOB_ID=7 SLURM_PROCID=1 SLURM_NTASKS=4 SLURM_STEP_NODELIST=node[1-2]", Pod = "JOB_COMPLETION_INDEX=1";

    [Theory]
    [InlineData("", 0, 1, "none")]
    [InlineData("RANK= WORLD_SIZE= SLURM_PROCID=", 0, 1, "none")]
    [InlineData(OpenMpi, 1, 4, "Open MPI")]
    [InlineData(Pmi, 1, 4, "PMI")]
    [InlineData(Script, 1, 4, "RANK and WORLD_SIZE")]
    [InlineData(Torchrun, 1, 4, "torchrun")]
    [InlineData(Srun, 1, 4, "Slurm")]
    [InlineData("SLURM_PROCID=1 SLURM_NTASKS=4 SLURM_STEP_NUM_TASKS=2 SLURM_STEP_ID=0", 1, 2, "Slurm")]
    [InlineData("SLURM_PROCID=1 SLURM_NTASKS=4 SLURM_STEPID=3", 1, 4, "Slurm")]
    [InlineData("SLURM_PROCID=0 SLURM_NTASKS=1", 0, 1, "none")] // a batch script of one task
    [InlineData("SLURM_PROCID=0 SLURM_JOB_NUM_NODES=1", 0, 1, "none")]
    public void Detect_ALauncher_HasItsRankAndSize(string environment, int rank, int size, string launcher)
    {
        ProcessRank found = Detect(environment);
        (found.Rank, found.Size, found.Launcher).Should().Be((rank, size, launcher));
        Detect(environment, size: size).Should().Be(found, "the size that was given is the launcher's");
    }

    /// <summary>The inner launcher has started the process; variables of the outer one are those of what it started.</summary>
    [Theory]
    [InlineData(Torchrun, "SLURM_PROCID=0 SLURM_NTASKS=2 SLURM_STEP_NODELIST=a", "torchrun")]
    [InlineData(Torchrun, Batch, "torchrun")]
    [InlineData(Torchrun, "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=2", "torchrun")]
    [InlineData(Torchrun, "PMI_RANK=0 PMI_SIZE=2", "torchrun")]
    [InlineData(Torchrun, "JOB_COMPLETION_INDEX=0", "torchrun")]
    [InlineData(OpenMpi, "SLURM_PROCID=0 SLURM_NTASKS=2 SLURM_STEP_NODELIST=a", "Open MPI")]
    [InlineData(OpenMpi, Batch, "Open MPI")]
    [InlineData(OpenMpi, "JOB_COMPLETION_INDEX=0", "Open MPI")]
    [InlineData(OpenMpi, Script, "Open MPI")]
    [InlineData(OpenMpi, Pmi, "Open MPI")]
    [InlineData(Pmi, "SLURM_PROCID=3 SLURM_NTASKS=8 SLURM_STEP_ID=0", "PMI")]
    [InlineData(Pmi, Batch, "PMI")]
    [InlineData(Srun, Script, "Slurm")]
    [InlineData(Srun, "JOB_COMPLETION_INDEX=0", "Slurm")]
    [InlineData(Script, Pod, "RANK and WORLD_SIZE")]
    public void Detect_NestedLaunchers_TakesTheInner(string inner, string outer, string launcher)
    {
        foreach (string environment in (string[])[$"{inner} {outer}", $"{outer} {inner}"])
            Detect(environment).Should().Be(Detect(inner)).And.Match<ProcessRank>(found => found.Launcher == launcher);
    }

    [Theory]
    [InlineData("RANK=0 WORLD_SIZE=4 SLURM_PROCID=1 SLURM_NTASKS=4 SLURM_STEP_ID=0",
        "SLURM_PROCID is 1 of SLURM_NTASKS 4, but RANK is 0 of WORLD_SIZE 4: give rank and size.")]
    [InlineData("RANK=1 WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=4",
        "OMPI_COMM_WORLD_RANK is 1 of OMPI_COMM_WORLD_SIZE 4, but RANK is 1 of WORLD_SIZE 2: give rank and size.")]
    [InlineData("PMI_RANK=0 PMI_SIZE=1 OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=4",
        "OMPI_COMM_WORLD_RANK is 1 of OMPI_COMM_WORLD_SIZE 4, but PMI_RANK is 0 of PMI_SIZE 1: give rank and size.")]
    [InlineData("RANK=1 WORLD_SIZE=4 JOB_COMPLETION_INDEX=2",
        "RANK is 1 of WORLD_SIZE 4, but JOB_COMPLETION_INDEX is 2: give rank and size.")]
    [InlineData("OMPI_COMM_WORLD_RANK=0 PMI_SIZE=4", "OMPI_COMM_WORLD_RANK is set, but OMPI_COMM_WORLD_SIZE is not: give rank and size.")]
    [InlineData("WORLD_SIZE=4 JOB_COMPLETION_INDEX=2", "WORLD_SIZE is set, but RANK is not: give rank and size.")]
    [InlineData("RANK=x WORLD_SIZE=4", "RANK must be a whole number from 0 to 2147483647, but was x.")]
    [InlineData("PMI_RANK=-1 PMI_SIZE=4", "PMI_RANK must be a whole number from 0 to 2147483647, but was -1.")]
    [InlineData("PMI_RANK=0 PMI_SIZE=2147483648", "PMI_SIZE must be a whole number from 0 to 2147483647, but was 2147483648.")]
    [InlineData("PMI_RANK=0 PMI_SIZE=0", "PMI_RANK must be below PMI_SIZE, which is 0, but was 0.")]
    [InlineData("RANK=4 WORLD_SIZE=4 TORCHELASTIC_RUN_ID=a", "RANK must be below WORLD_SIZE, which is 4, but was 4.")]
    [InlineData("SLURM_PROCID=1 SLURM_STEP_ID=x SLURM_NTASKS=4", "SLURM_STEP_ID must be a whole number, but was x.")]
    [InlineData("SLURM_PROCID=1 SLURM_STEP_ID=0", "SLURM_PROCID is set, but SLURM_NTASKS is not: give rank and size.")]
    [InlineData(Pod, "JOB_COMPLETION_INDEX is 1, but Kubernetes does not say of how many: give the size, the job's spec.completions.")]
    public void Detect_ContradictingVariables_IsRefused(string environment, string message) =>
        FluentActions.Invoking(() => Detect(environment)).Should().Throw<InvalidOperationException>().WithMessage(message);

    /// <summary>One process of a job of several tasks, which must not take itself for one of several.</summary>
    [Theory]
    [InlineData(Batch)]
    [InlineData("SLURM_JOB_ID=7 SLURM_NTASKS=4")] // the shell of salloc
    [InlineData($"{Batch} SLURM_STEP_NODELIST=a SLURM_STEP_ID=4294967291")] // a batch script by its step
    [InlineData($"{Batch} SLURM_STEP_NODELIST=a SLURM_STEP_ID=4294967290 SLURM_STEP_NUM_TASKS=1")] // salloc's interactive step
    [InlineData($"{Batch} RANK=0 WORLD_SIZE=4")] // a script that copied them
    public void Detect_InASlurmJobWithoutSrun_IsRefused(string environment)
    {
        FluentActions.Invoking(() => Detect(environment)).Should().Throw<InvalidOperationException>().WithMessage(
            "SLURM_NTASKS is 4, but this process was not started by srun: start it with srun, or give rank and size, "
            + "0 and 1 for all of the work in this process.");
        Detect(environment, 0, 1).Size.Should().Be(1);
    }

    [Fact]
    public void Detect_Arguments_ComeFirst()
    {
        foreach (string environment in (string[])["", OpenMpi, Batch, "RANK=x"])
            Detect(environment, 2, 3).Should().Be(new ProcessRank(2, 3)).And.Match<ProcessRank>(found => found.Launcher == "arguments");
        Detect(Pod, size: 3).ToString().Should().Be("1 of 3 (Kubernetes)");
        Detect("", size: 1).Should().Be(ProcessRank.Alone);
    }

    [Theory]
    [InlineData("", 1, null, "size", "size must be given with rank, but was not.*")]
    [InlineData("", null, 2, "size", "size must be given with rank where no launcher says one, but was 2 alone.*")]
    [InlineData("", 2, 2, "rank", "rank must be a whole number below size, which is 2, but was 2.*")]
    [InlineData("", -1, 2, "rank", "rank must be a whole number of at least 0, but was -1.*")]
    [InlineData("", 0, 0, "size", "size must be a whole number of at least 1, but was 0.*")]
    [InlineData(OpenMpi, null, 0, "size", "size must be a whole number of at least 1, but was 0.*")]
    [InlineData(OpenMpi, null, 8, "size", "size must be 4, as OMPI_COMM_WORLD_SIZE says, or be given with rank, but was 8.*")]
    [InlineData(Pod, null, 1, "size", "size must be above JOB_COMPLETION_INDEX, which is 1, but was 1.*")]
    public void Detect_ArgumentsThatDoNotFit_AreRefused(string environment, int? rank, int? size, string name, string message) =>
        FluentActions.Invoking(() => Detect(environment, rank, size)).Should().Throw<ArgumentException>()
            .WithParameterName(name).WithMessage(message);

    [Fact]
    public void DefaultValue_IsAlone()
    {
        ProcessRank rank = default;
        (rank.Rank, rank.Size, rank.Launcher).Should().Be((0, 1, "none"));
        rank.Should().Be(ProcessRank.Alone);
        new ProcessRank(0, int.MaxValue).Size.Should().Be(int.MaxValue);
    }

    private static ProcessRank Detect(string environment, int? rank = null, int? size = null)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return ProcessRank.Detect(rank, size, variables.GetValueOrDefault);
    }
}
