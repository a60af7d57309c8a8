using System.CommandLine;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>The hash of a checkpoint, or of the one that a plan would make.</summary>
internal sealed class HashCommand : ToolCommand
{
    private readonly ModelOptions _model = new();
    private readonly DrawingOptions _drawing = new();

    private readonly Option<bool> _tensors =
        new("--tensors") { Description = "A line for each tensor too; their hashes add up to that of all." };

    private readonly Option<bool> _json = JsonOption();

    public HashCommand(Screen screen) : base(
        screen, "hash", "Computes the hash of a checkpoint's tensors, however they are split into files; or of what \"fill\" would write.",
        "hash folder", "hash model.safetensors --tensors", "hash gpt2 --layers 3 --seed 5 --type bf16",
        "hash model.json --plan plan.json --seed 5")
    {
        _model.AddTo(this);
        _drawing.AddTo(this);
        Add(_tensors);
        Add(_json);
    }

    protected override int Run(ParseResult arguments)
    {
        string model = _model.NameOf(arguments);
        if (Path.Exists(model) && Presets.Find(model) is not null && !_model.HasPlanOption(arguments) && !_drawing.AreGiven(arguments))
            throw new CallException($"{model} is a published model and a path: write {Path.Combine(".", model)} for the checkpoint, "
                + "or --seed with a number for the model.");
        using var interruption = new Interruption();
        (string name, CheckpointHash hash, IReadOnlyList<(string Name, CheckpointHash Hash)> tensors) = _model.HasPlan(arguments)
            ? OfPlan(arguments, interruption.Token) : OfCheckpoint(arguments, interruption.Token);
        if (arguments.GetValue(_json))
        {
            Screen.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("hash", hash.ToString());
                if (tensors.Count > 0)
                {
                    writer.WriteStartObject("tensors");
                    foreach ((string tensor, CheckpointHash one) in tensors) writer.WriteString(tensor, one.ToString());
                    writer.WriteEndObject();
                }
                writer.WriteEndObject();
            });
            return ExitCode.Done;
        }
        foreach ((string tensor, CheckpointHash one) in tensors) Screen.WriteLine($"{one}  {tensor}");
        Screen.WriteLine($"{hash}  {name}");
        return ExitCode.Done;
    }

    private (string, CheckpointHash, IReadOnlyList<(string, CheckpointHash)>) OfPlan(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(_tensors)) throw new CallException("--tensors must be left out where nothing is written, but was there.");
        Model model = _model.Of(arguments);
        ResolvedPlan plan = model.Resolve();
        return (model.Name, ByteBar.Around(Screen.Terminal, "drawing", null, progress => Written.Of(() => plan.ComputeHash(
            _drawing.Random(arguments), _drawing.Options(arguments), progress, cancellation))), []);
    }

    private (string, CheckpointHash, IReadOnlyList<(string, CheckpointHash)>) OfCheckpoint(
        ParseResult arguments, CancellationToken cancellation)
    {
        string path = _model.NameOf(arguments);
        if (ParameterFile.IsList(path)) _model.Of(arguments); // which refuses it, since there is no plan
        if (!Path.Exists(path) && !ParameterFile.IsName(path)) throw ModelOptions.NoModel(path);
        if (_drawing.AreGiven(arguments))
            throw new CallException($"{path} is a checkpoint, which is not drawn: --seed, --type and the like must be left out.");
        using Checkpoint checkpoint = CheckpointFile.Open("the checkpoint", path);
        if (!arguments.GetValue(_tensors))
            return (path, ByteBar.Around(Screen.Terminal, "reading", null, progress => checkpoint.ComputeHash(progress, cancellation)), []);
        (string, CheckpointHash)[] tensors = [.. checkpoint.Tensors.Select(tensor =>
        {
            cancellation.ThrowIfCancellationRequested();
            return (tensor.Name, checkpoint.ComputeHash(tensor.Name, cancellation));
        })];
        return (path, tensors.Aggregate(default(CheckpointHash), (sum, tensor) => sum + tensor.Item2), tensors);
    }
}
