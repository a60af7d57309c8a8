using System.Text.Json;
using System.Text.RegularExpressions;

namespace Initializers.Tests.Fuzzing;

/// <summary>Plans, what they are resolved to, and the functions that they take.</summary>
internal static class PlanExamples
{
    private static readonly (string, TensorShape)[] Parameters = [("name", [4, 4]), ("h.3.bias", [4]), ("tied", [4, 4]), ("mask", [2, 2])];

    public static readonly Dictionary<Type, object?[]> Plain = new()
    {
        [typeof(Regex)] = [new Regex("na.*"), null, new Regex("(a+)+$"), new Regex("")],
        [typeof(Func<RuleMatch, IWeightInitializer>)] =
            [(Func<RuleMatch, IWeightInitializer>)(_ => Init.HeNormal()), null, (Func<RuleMatch, IWeightInitializer>)(_ => null!),
                (Func<RuleMatch, IWeightInitializer>)(_ => Init.Dirac().WithSeed(1))],
        [typeof(Func<CallArguments, IWeightInitializer>)] =
            [(Func<CallArguments, IWeightInitializer>)(arguments => Init.Constant(arguments.Number("value", 1))), null,
                (Func<CallArguments, IWeightInitializer>)(_ => null!)],
        [typeof(KeyValuePair<string, string?>)] =
            [KeyValuePair.Create("rules:0:preset", (string?)"ResNet"), default(KeyValuePair<string, string?>),
                KeyValuePair.Create("rules", (string?)null), KeyValuePair.Create("rules:1:0:2:3:4:5:6:7:8:9:a", (string?)"")],
        [typeof(KeyValuePair<string, TensorShape>)] =
            [KeyValuePair.Create<string, TensorShape>("name", [4, 4]), default(KeyValuePair<string, TensorShape>),
                KeyValuePair.Create<string, TensorShape>("h.3.bias", [])],
        [typeof(Func<RuleMatch, double>)] =
            [(Func<RuleMatch, double>)(_ => 2), null, (Func<RuleMatch, double>)(_ => double.NaN), (Func<RuleMatch, double>)(_ => -1)],
        [typeof(Func<TensorShape, bool>)] =
            [(Func<TensorShape, bool>)(shape => shape.Rank == 2), null, (Func<TensorShape, bool>)(_ => false)],
        [typeof(Func<string, Memory<float>>)] = Memories<float>(),
        [typeof(Func<string, Memory<double>>)] = Memories<double>(),
        [typeof(Func<string, Memory<Half>>)] = Memories<Half>(),
        [typeof(Func<string, Memory<ushort>>)] = Memories<ushort>(),
        [typeof(Func<string, ReadOnlyMemory<float>>)] =
            [(Func<string, ReadOnlyMemory<float>>)(name => new float[name == "h.3.bias" ? 4 : 16]), null,
                (Func<string, ReadOnlyMemory<float>>)(_ => default)],
        [typeof(IProgress<PlanProgress>)] = [null, new Progress<PlanProgress>()],
        [typeof(TextWriter)] = [TextWriter.Null, null],
        [typeof(Utf8JsonWriter)] = [new Utf8JsonWriter(Stream.Null, new() { SkipValidation = true }), null],
    };

    public static IEnumerable<Func<object>> All =>
    [
        Arguments, Plan, () => new InitializationPlan(), () => ModelPlan.Gpt2(2),
        () => ModelPlan.Lora(new InitializationPlan { { "**", Rule.Keep } }),
        () => new InitializationPlan { { "**", Rule.TiedTo("**") }, { new Regex("(a+)+$"), Init.Orthogonal() }, { "**", Rule.Scale(2) } },
        () => Rule.Initialize(Init.HeNormal()), () => Rule.Keep, () => Rule.Skip, () => Rule.TiedTo("name"), () => Rule.Scale(0.5),
        () => Rule.Initialize(_ => Init.Normal()).WithBlocks(2, 2).WithHeads(2).WithStreams("a", "{**}").Optional(),
        () => Plan().Rules[0], Resolved, () => new InitializationPlan().Resolve(Array.Empty<PlanParameter>()),
        () => Resolved().Parameters[0], () => Resolved().Parameters[2],
        () => new PlanParameter("name", [4, 4]), () => new PlanParameter("table", [4, 4]) { PaddingRow = 1, State = ParameterState.Frozen },
        () => new PlanParameter("h.3.weight", [], "norm"), Match,
        () => Resolved().Check(name => new float[name == "h.3.bias" ? 4 : 16]), Refusal, () => Refusal().Faults[0],
        () => new PlanFinding("name", PlanFindingKind.Mean, "message"), () => new PlanProgress("name", 1, 2, 3, 4),
        () => TensorShard.Whole([4, 4]), () => TensorShard.Whole([4, 4]).Split(1, 1, 2).Deal(0, 1, 3), () => TensorShard.Whole([]),
        () => TensorShard.Whole([1L << 40, 1L << 20]).Take(0, new(1L << 39, 3, 7), new(0, 1)), () => TensorShard.Whole([0, 4]),
        () => new ShardRange(1, 2), () => new ShardRange(3, 2, -1), () => new ShardRange(long.MinValue, long.MaxValue, long.MaxValue),
        () => new FlatShard(Parameters, 1, 3), () => new FlatShard([], 0, 1, 8), () => new FlatPiece("name", 2, 3, 1),
        () => new FlatPiece("", long.MaxValue, long.MaxValue, long.MaxValue), () => new FlatPiece("name", -1, -1, -1),
    ];

    public static ResolvedPlan Resolved() => Plan().Resolve(Parameters);

    private static InitializationPlan Plan() => new()
    {
        { "tied", Rule.TiedTo("name").Optional() },
        { "mask", Rule.Skip.Optional() },
        { "h.{layer}.bias", Rule.Initialize(Init.Zeros()).Optional() },
        { "**", Init.Normal() },
    };

    private static CallArguments Arguments()
    {
        var source = new TextSource("wavelet(2, name: 3)", "text");
        return new(source, (NameNode)TextParser.Parse(source));
    }

    private static RuleMatch Match()
    {
        RuleMatch? kept = null;
        new InitializationPlan { { "h.{layer}.w", match => Kept(match) } }.Resolve([("h.3.w", [4, 4])]);
        return kept!;

        NormalInitializer Kept(RuleMatch match)
        {
            kept = match;
            return Init.Normal();
        }
    }

    private static PlanException Refusal()
    {
        try
        {
            Plan().Resolve([("tied", [2])]);
            throw new InvalidOperationException("Nothing was refused.");
        }
        catch (PlanException refusal)
        {
            return refusal;
        }
    }

    private static object?[] Memories<T>() =>
    [
        (Func<string, Memory<T>>)(name => new T[name switch { "h.3.bias" => 4, _ => 16 }]), null, (Func<string, Memory<T>>)(_ => default),
        (Func<string, Memory<T>>)(_ => new T[17]),
    ];
}
