using System.CommandLine;
using System.CommandLine.Completions;
using Initializers.Checkpoints;

namespace Initializers.Tool;

/// <summary>What numbers a checkpoint has: the seed and the number type, and with how many threads they are drawn.</summary>
internal sealed class DrawingOptions
{
    private const string TypeOption = "--type";

    private static readonly TensorDataType[] Types = [.. TensorDataTypes.Written.OrderDescending()];

    private readonly Option<ulong?> _seed = OptionKinds.Seed();

    private readonly Option<TensorDataType?> _type = new(TypeOption)
    {
        Description = $"The number type: {string.Join(", ", Types.Select(NameOf))}. Defaults to {NameOf(CheckpointOptions.Default.Type)}.",
        HelpName = "type",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (TensorDataTypes.Find(text.ToUpperInvariant()) is { } type && Types.Contains(type)) return type;
            result.AddError($"{TypeOption} must be one of {string.Join(", ", Types.Select(NameOf))}, but was {Excerpt.Of(text)}.");
            return null;
        },
    };

    private readonly Option<bool> _overflows = new("--overflow")
    {
        Description = "In 8 bits: lets numbers beyond the largest become infinity in f8_e5m2 and NaN in f8_e4m3, instead of the largest.",
    };

    private readonly Option<int?> _threads =
        OptionKinds.WholeNumber("--threads", "The most threads. Defaults to as many as there are processors.", 1, 4096);

    public DrawingOptions()
    {
        _type.CompletionSources.Clear(); // of all names of the enumeration
        _type.CompletionSources.Add(_ => Types.Select(type => new CompletionItem(NameOf(type))));
    }

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>Whether a call has one of them.</summary>
    public bool AreGiven(ParseResult arguments) => All.Any(option => arguments.GetResult(option) is { Implicit: false });

    /// <summary>The source of all numbers.</summary>
    public PhiloxRandom Random(ParseResult arguments) =>
        new(arguments.GetValue(_seed) ?? OptionKinds.DefaultSeed) { MaxDegreeOfParallelism = arguments.GetValue(_threads) ?? -1 };

    /// <summary>The number type, in the options of a checkpoint.</summary>
    public CheckpointOptions Options(ParseResult arguments) => new()
    {
        Type = arguments.GetValue(_type) ?? CheckpointOptions.Default.Type,
        Saturates = !arguments.GetValue(_overflows),
    };

    private IEnumerable<Option> All => [_seed, _type, _overflows, _threads];

    private static string NameOf(TensorDataType type) => TensorDataTypes.NameOf(type).ToLowerInvariant();
}
