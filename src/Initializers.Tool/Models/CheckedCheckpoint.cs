using System.CommandLine;

namespace Initializers.Tool;

/// <summary>A checkpoint beside a plan: what commands over existing checkpoints share.</summary>
internal sealed class CheckedCheckpoint
{
    private readonly PlanOptions _plan = new();
    private readonly Argument<string> _path = new("checkpoint") { Description = CheckpointFile.Description };

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_path);
        _plan.AddTo(command);
    }

    /// <summary>The path of the checkpoint.</summary>
    public string PathOf(ParseResult arguments) => arguments.GetRequiredValue(_path);

    /// <summary>The plan that the checkpoint is compared with; null if the call names none.</summary>
    /// <exception cref="CallException">The options are wrong.</exception>
    public InitializationPlan? PlanOf(ParseResult arguments) => _plan.Of(arguments, null);
}
