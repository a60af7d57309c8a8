using System.CommandLine;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>Which of several processes this one is: by options, or as its launcher says.</summary>
internal sealed class ProcessOptions
{
    private readonly Option<int?> _rank = OptionKinds.WholeNumber(
        "--rank", "Which process this is, from 0. Defaults to what mpirun, srun, torchrun or Kubernetes say.", 0, int.MaxValue);

    private readonly Option<int?> _size = OptionKinds.WholeNumber(
        "--size", "How many processes there are. Defaults to what the launcher says; Kubernetes does not.", 1, int.MaxValue);

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_rank);
        command.Options.Add(_size);
    }

    /// <summary>The process.</summary>
    /// <exception cref="CallException">The options are wrong, or the launcher contradicts them or itself.</exception>
    public ProcessRank Of(ParseResult arguments)
    {
        try
        {
            return ProcessRank.Detect(arguments.GetValue(_rank), arguments.GetValue(_size));
        }
        catch (ArgumentException refusal)
        {
            throw new CallException($"--{CallerNames.Sentence(refusal)}");
        }
        catch (InvalidOperationException refusal)
        {
            throw new CallException(refusal.Message);
        }
    }
}
