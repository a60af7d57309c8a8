using System.Diagnostics;
using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tests.Tool;

public sealed class FillCommandTests : IDisposable
{
    private const string Model = """
        {"h.0.weight": [300, 200], "h.0.bias": [300], "h.1.weight": [200, 300], "h.1.bias": [200], "out": [7, 200]}
        """;

    private const string Plan = """
        {"rules": [{"match": "**.bias", "initializer": "Zeros()"}, {"match": "**", "initializer": "Normal(0, 0.02)"}]}
        """;

    private static readonly ResolvedPlan Expected = InitializationPlan.FromJson(Plan).Resolve(
        [("h.0.weight", [300, 200]), ("h.0.bias", [300]), ("h.1.weight", [200, 300]), ("h.1.bias", [200]), ("out", [7, 200])]);

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _model;

    public FillCommandTests()
    {
        string model = _folder.Write("model.json", System.Text.Encoding.UTF8.GetBytes(Model));
        _model = [model, "--plan", _folder.Write("plan.json", System.Text.Encoding.UTF8.GetBytes(Plan))];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fill_WritesTheFilesOfTheLibrary()
    {
        string output = Path.Combine(_folder.Path, "made");
        (int code, string text, string error) = Fill("--output", output, "--seed", "5", "--type", "bf16", "--shard-size", "130KB");
        (code, error).Should().Be((0, ""));
        SavedCheckpoint expected = Save("expected", new() { Type = TensorDataType.BF16, ShardBytes = 130_000 });
        Same(output, "expected");
        text.Should().MatchRegex(@"(?m)^3 files, BF16, 245 KB in \d+\.\d\d s, \d+ [KM]B a second\r?$")
            .And.Contain($"hash: {expected.Hash}");

        (code, text, error) = Fill("-o", Path.Combine(_folder.Path, "floats"), "--seed", "5", "--json");
        (code, error).Should().Be((0, ""));
        JsonElement json = JsonDocument.Parse(text).RootElement;
        json.EnumerateObject().Select(member => member.Name).Should().Equal(
            "files", "kept", "hash", "algorithm", "seed", "type", "rank", "size", "seconds", "warnings");
        json.GetProperty("hash").GetString().Should().Be(Expected.ComputeHash(new PhiloxRandom(5)).ToString());
        json.GetProperty("seed").GetUInt64().Should().Be(5);
    }

    [Fact]
    public void Fill_ByRealProcesses_WritesTheFilesOfOne()
    {
        Save("expected", new() { ShardBytes = 50_000 });
        foreach (int size in (int[])[2, 3, 5])
        {
            string output = Path.Combine(_folder.Path, $"by-{size}");
            Process[] processes = [.. Enumerable.Range(0, size).Select(rank => ToolProcess.Start(
                [.. Arguments("--output", output, "--seed", "5", "--shard-size", "50KB"), "--rank", $"{rank}", "--size", $"{size}"]))];
            foreach (Process process in processes)
            {
                process.WaitForExit(ToolProcess.Patience).Should().BeTrue();
                process.ExitCode.Should().Be(0, process.StandardError.ReadToEnd());
                process.Dispose();
            }
            Same(output, "expected");
        }
    }

    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=1", "OMPI_COMM_WORLD_SIZE=2", "rank 1 of 2 (Open MPI)")]
    [InlineData("SLURM_PROCID=1", "SLURM_NTASKS=2;SLURM_STEP_NODELIST=node", "rank 1 of 2 (Slurm)")]
    [InlineData("RANK=1", "WORLD_SIZE=2;TORCHELASTIC_RUN_ID=x", "rank 1 of 2 (torchrun)")]
    public void Fill_UnderALauncher_TakesItsPart(string rank, string size, string expected)
    {
        string folder = Path.Combine(_folder.Path, "part");
        ProcessStartInfo start = ToolProcess.StartInfo(Arguments("--output", folder, "--shard-size", "50KB"));
        foreach (string[] variable in $"{rank};{size}".Split(';').Select(one => one.Split('=')))
            start.Environment[variable[0]] = variable[1];
        (int code, string output, string error) = ToolProcess.Run(start);
        (code, error).Should().Be((0, ""));
        output.Should().Contain(expected).And.Contain("hash of these files, which is a part of the checkpoint's: ");
        Save("whole", new() { ShardBytes = 50_000 });
        Directory.EnumerateFiles(folder).Should().NotBeEmpty().And.OnlyContain(path => path.EndsWith(".safetensors.ready"));
        Directory.EnumerateFiles(folder).Count().Should().BeLessThan(
            Directory.EnumerateFiles(Path.Combine(_folder.Path, "whole"), "*.safetensors").Count(), "the other process has its own");
        ToolProcess.Refusal("check", folder).Should().Contain("but has an unfinished checkpoint: ").And.Contain(" ready, 0 begun.");
    }

    [Fact]
    public void Fill_ByMoreProcessesThanFiles_SaysSo()
    {
        (int code, _, string error) = Fill("-o", Path.Combine(_folder.Path, "made"), "--rank", "0", "--size", "2");
        (code, error.TrimEnd()).Should().Be((0,
            "2 processes write 1 file: those beyond have nothing to do. Smaller files are more work to share."));
        (code, string output, error) = Fill("-o", Path.Combine(_folder.Path, "made"), "--rank", "1", "--size", "2");
        (code, error).Should().Be((0, ""));
        output.Should().Contain("rank 1 of 2 (arguments): 0 files").And.NotContain("hash");
    }

    [Fact]
    public void Fill_IntoWhatIsNoFolder_IsRefused()
    {
        string file = _folder.Write("file", [1]);
        ToolProcess.Refusal(Arguments("-o", file)).Should().Be($"--output must be a folder, but {file} is a file.");
        ToolProcess.Refusal(Arguments("-o", Path.Combine(file, "below"))).Should()
            .StartWith("--output must be a folder that can be created: ");
        Fill("-o", Path.Combine(_folder.Path, "made"), "--shard-size", "99999999999999999999999999T").Error.Should()
            .StartWith("--shard-size must be a number of bytes");
    }

    [Fact]
    public void Check_OfAPlanThatTiesAndSkips_TakesWhatFillWrites()
    {
        string model = _folder.Write(
            "tied.json", """{"emb.weight": [30, 20], "head.weight": [30, 20], "steps": [1], "old": [4]}"""u8.ToArray());
        string plan = _folder.Write("ties.json", """
            {"rules": [{"match": "head.weight", "tiedTo": "emb.weight"}, {"match": "steps", "skip": true}, {"match": "old", "keep": true},
                       {"match": "**", "initializer": "Normal(0, 0.02)"}]}
            """u8.ToArray());
        string output = Path.Combine(_folder.Path, "made");
        (int code, _, string error) = ToolProcess.Run("fill", model, "--plan", plan, "-o", output);
        (code, error.TrimEnd()).Should().Be((0,
            "1 parameter to be kept is not in the checkpoint, since a new file has nothing to keep: old."));
        (code, string text, error) = ToolProcess.Run("check", output, "--plan", plan);
        (code, error).Should().Be((0, ""));
        text.Should().Contain("drawn again with seed 42: every bit is the same");
    }

    [Fact]
    public void Fill_InABatchScriptOfSeveralTasks_IsRefused()
    {
        ProcessStartInfo start = ToolProcess.StartInfo(Arguments("--output", Path.Combine(_folder.Path, "part")));
        (start.Environment["SLURM_PROCID"], start.Environment["SLURM_NTASKS"]) = ("0", "4");
        (int code, string output, string error) = ToolProcess.Run(start);
        (code, output).Should().Be((2, ""));
        error.Should().StartWith("SLURM_NTASKS is 4, but this process was not started by srun: start it with srun, or give rank and size");
        Directory.Exists(Path.Combine(_folder.Path, "part")).Should().BeFalse();
    }

    [Fact]
    public void Fill_OverWhatIsThere_IsRefusedResumedOrReplaced()
    {
        string output = Path.Combine(_folder.Path, "made");
        Fill("-o", output, "--shard-size", "50KB").Code.Should().Be(0);
        (int code, _, string error) = Fill("-o", output, "--shard-size", "50KB");
        (code, error.TrimEnd()).Should().Be((1, $"{output} must have no checkpoint yet, but has model-00001-of-00003.safetensors. "
            + "--resume keeps what is whole of the same, --overwrite replaces it."));
        File.Delete(Path.Combine(output, "model-00001-of-00003.safetensors"));
        Fill("-o", output, "--shard-size", "50KB", "--resume").Output.Should().Contain("4 files, 2 of them kept, F32");
        (code, _, error) = Fill("-o", output, "--shard-size", "50KB", "--resume", "--seed", "7");
        code.Should().Be(1);
        error.Should().Contain("is of another: its initializers.seed is 42, not 7.");
        Fill("-o", output, "--overwrite", "--seed", "7").Code.Should().Be(0);
        Directory.EnumerateFiles(output).Should().ContainSingle();
        (code, _, error) = Fill("-o", output, "--overwrite", "--resume");
        (code, error.TrimEnd()).Should().Be((2, "--resume and --overwrite cannot be used together."));
    }

    [Theory]
    [InlineData("--type", "f33", "--type must be one of f64, f32, bf16, f16, f8_e4m3, f8_e5m2, but was f33.")]
    [InlineData("--shard-size", "5XB", "--shard-size must be a number of bytes, such as 500MB or 5GB, but was 5XB.")]
    [InlineData("--shard-size", "0", "--shard-size must be a number of bytes, such as 500MB or 5GB, but was 0.")]
    [InlineData("--rank", "3", "--size must be given with rank, but was not.")]
    [InlineData("--rank", "-1", "--rank must be a whole number from 0 to 2147483647, but was -1.")]
    [InlineData("--seed", "-1", "--seed must be a whole number from 0 to 18446744073709551615, but was -1.")]
    [InlineData("--threads", "0", "--threads must be a whole number from 1 to 4096, but was 0.")]
    public void Fill_WithAWrongOption_SaysWhich(string option, string value, string message)
    {
        (int code, string output, string error) = Fill("-o", Path.Combine(_folder.Path, "made"), option, value);
        (code, output).Should().Be((2, ""));
        error.Should().StartWith(message);
        Directory.Exists(Path.Combine(_folder.Path, "made")).Should().BeFalse();
    }

    [Fact]
    public void Fill_WithoutOutput_SaysSo()
    {
        (int code, _, string error) = Fill();
        (code, error.TrimEnd()).Should().Be((2, "fill needs --output <folder>; \"initializers fill --help\" shows examples."));
        string file = _folder.Write("file", [1]);
        Fill("-o", file).Code.Should().Be(2);
        File.ReadAllBytes(file).Should().Equal(1);
    }

    [Fact]
    public void Fill_WhereAnotherRankIsDead_NamesIt()
    {
        (int code, _, string error) = Fill(
            "-o", Path.Combine(_folder.Path, "made"), "--shard-size", "50KB", "--rank", "0", "--size", "2", "--timeout", "1");
        code.Should().Be(1);
        error.Should().Contain("nothing has come from rank 1, model-").And.NotContain("   at ");
    }

    private string[] Arguments(params string[] options) => ["fill", .. _model, .. options];

    private (int Code, string Output, string Error) Fill(params string[] options) => ToolProcess.Run(Arguments(options));

    private SavedCheckpoint Save(string name, CheckpointOptions options) =>
        Expected.Save(Path.Combine(_folder.Path, name), new PhiloxRandom(5), options);

    private void Same(string folder, string name) => TemporaryFolder.ContentsOf(folder).Should()
        .BeEquivalentTo(TemporaryFolder.ContentsOf(Path.Combine(_folder.Path, name)));
}
