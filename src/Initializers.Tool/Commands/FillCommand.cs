using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Initializers.Checkpoints;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Writes a checkpoint: a plan's weights as safetensors, by one process or by several.</summary>
internal sealed class FillCommand : ToolCommand
{
    private const string ResumeOption = "--resume", OverwriteOption = "--overwrite";

    private readonly ModelOptions _model = new();
    private readonly DrawingOptions _drawing = new();
    private readonly ProcessOptions _process = new();

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The folder of the checkpoint, which is created if it does not exist.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<long?> _shard = OptionKinds.Bytes(
        "--shard-size", "The most bytes of tensors in a file, such as 500MB. Defaults to 5GB; units are decimal.");

    private readonly Option<bool> _resume = new(ResumeOption)
    {
        Description = "Keeps the files of the same checkpoint that are whole, and writes the others. The default with several processes.",
    };

    private readonly Option<bool> _overwrite = new(OverwriteOption) { Description = "Replaces a checkpoint that is in the folder." };

    private readonly Option<int?> _timeout = OptionKinds.WholeNumber(
        "--timeout", "Seconds that rank 0 waits while no other process gets any further. Defaults to 600.", 1, 1_000_000);

    private readonly Option<bool> _json = JsonOption();

    public FillCommand(Screen screen) : base(
        screen, "fill", "Writes the weights of a plan as a checkpoint of safetensors.",
        "fill gpt2 --output gpt2", "fill gpt2 --layers 3 --seed 5 --type bf16 --output folder", "fill model.json --plan plan.json -o out",
        "fill llama-2-7b --output folder --resume", "fill gpt2 --output folder --shard-size 100MB --rank 0 --size 3")
    {
        _model.AddTo(this);
        Add(_output);
        _drawing.AddTo(this);
        Add(_shard);
        Add(_resume);
        Add(_overwrite);
        _process.AddTo(this);
        Add(_timeout);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        Model model = _model.Of(arguments);
        string folder = arguments.GetRequiredValue(_output);
        CheckpointOptions options = OptionsOf(arguments);
        PhiloxRandom random = _drawing.Random(arguments);
        ResolvedPlan plan = model.Resolve();
        RequireFolder(folder);
        using var interruption = new Interruption();
        var watch = Stopwatch.StartNew();
        SavedCheckpoint saved = Save(
            folder, options.Process, progress => Written.Of(() => plan.Save(folder, random, options, progress, interruption.Token)));
        watch.Stop();
        foreach (string warning in saved.Warnings) Screen.Error.WriteLine(warning);
        if (arguments.GetValue(_json)) Screen.WriteJson(writer => Write(writer, saved, random, options, watch.Elapsed));
        else Write(saved, options, watch.Elapsed);
        return ExitCode.Done;
    }

    /// <summary>Refuses what cannot be a folder before anything is drawn.</summary>
    private static void RequireFolder(string folder)
    {
        if (folder.Length == 0) throw new CallException("--output must name a folder, but was empty.");
        if (File.Exists(folder)) throw new CallException($"--output must be a folder, but {folder} is a file.");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CallException($"--output must be a folder that can be created: {InputFile.Reason(failure)}");
        }
    }

    /// <summary>Saves behind a progress bar; refusals name the options that help.</summary>
    private SavedCheckpoint Save(string folder, ProcessRank process, Func<IProgress<CheckpointProgress>?, SavedCheckpoint> save)
    {
        try
        {
            string then = process is { Rank: 0, Size: > 1 } ? "waiting for the others" : "flushing to the disk";
            return ByteBar.Around(Screen.Terminal, "writing", then, save);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CallException($"--output must be a folder that can be written to, but {folder} is not.");
        }
        catch (ExistingFilesException refusal)
        {
            string resume = refusal.Existing == ExistingCheckpoint.Refuse ? $" {ResumeOption} keeps what is whole of the same," : "";
            throw new IOException($"{refusal.Message}{resume} {OverwriteOption} replaces it.");
        }
    }

    private CheckpointOptions OptionsOf(ParseResult arguments)
    {
        (bool resume, bool overwrite) = (arguments.GetValue(_resume), arguments.GetValue(_overwrite));
        if (resume && overwrite) throw new CallException($"{ResumeOption} and {OverwriteOption} cannot be used together.");
        ProcessRank process = _process.Of(arguments);
        return _drawing.Options(arguments) with
        {
            ShardBytes = arguments.GetValue(_shard) ?? CheckpointOptions.DefaultShardBytes,
            Process = process,
            Existing = overwrite ? ExistingCheckpoint.Replace
                : resume || process.Size > 1 ? ExistingCheckpoint.Resume : ExistingCheckpoint.Refuse,
            Timeout = TimeSpan.FromSeconds(arguments.GetValue(_timeout) ?? CheckpointOptions.Default.Timeout.TotalSeconds),
        };
    }

    private void Write(SavedCheckpoint saved, CheckpointOptions options, TimeSpan time)
    {
        foreach ((string path, long length) in saved.FileLengths) Screen.WriteLine($"{path}: {Plural.Of(length, "byte")}");
        long bytes = ResolvedPlan.Sum(saved.FileLengths.Select(file => file.Length));
        bool isAll = options.Process is { Size: 1 } && saved.Kept == 0;
        string kept = saved.Kept == 0 ? "" : Invariant($", {saved.Kept} of them kept");
        string rank = options.Process.Size == 1 ? "" : $"rank {options.Process}: ";
        string rate = isAll ? $", {ByteText.Of((long)(bytes / time.TotalSeconds))} a second" : ""; // else others wrote some of them
        Screen.WriteLine($"{rank}{Plural.Of(saved.Files.Count, "file")}{kept}, {TensorDataTypes.NameOf(options.Type)}, "
            + Invariant($"{ByteText.Of(bytes)} in {time.TotalSeconds:N2} s{rate}"));
        if (options.Process.Rank == 0) Screen.WriteLine($"hash: {saved.Hash}");
        else if (saved.Files.Count > 0) Screen.WriteLine($"hash of these files, which is a part of the checkpoint's: {saved.Hash}");
    }

    private static void Write(
        Utf8JsonWriter writer, SavedCheckpoint saved, PhiloxRandom random, CheckpointOptions options, TimeSpan time)
    {
        writer.WriteStartObject();
        writer.WriteStrings("files", saved.Files);
        writer.WriteNumber("kept", saved.Kept);
        writer.WriteString("hash", saved.Hash.ToString());
        writer.WriteString("algorithm", random.AlgorithmId);
        writer.WriteNumber("seed", random.State.Seed);
        writer.WriteString("type", TensorDataTypes.NameOf(options.Type));
        writer.WriteNumber("rank", options.Process.Rank);
        writer.WriteNumber("size", options.Process.Size);
        writer.WriteNumber("seconds", time.TotalSeconds);
        writer.WriteStrings("warnings", saved.Warnings);
        writer.WriteEndObject();
    }
}
