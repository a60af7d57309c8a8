using Initializers.Checkpoints;
using Initializers.Tests.Planning;

namespace Initializers.Tests.Golden;

/// <summary>
/// The hashes of checkpoints of every family of presets are frozen, and files are the same however many processes write them. The suite
/// runs with each set of instructions, so that the hashes are the same with all of them.
/// </summary>
public class CheckpointGoldenTests
{
    /// <summary>One size alone where the suite runs again with other instructions.</summary>
    private static readonly int[] Sizes = Rerun.IsOne ? [3] : [1, 2, 3, 5, 8];

    private static readonly TensorDataType[] Types = [TensorDataType.F32, TensorDataType.BF16];

    private static readonly Dictionary<string, Func<ResolvedPlan>> Families = new((KeyValuePair<string, Func<ResolvedPlan>>[])
    [
        .. LanguagePresetTests.Small.Select(one => Family(one.Key, () => one.Value.Plan.Resolve(one.Value.Shapes))),
        .. ClipPresetTests.Small.Select(one => Family(one.Key, () => one.Value.Plan.Resolve(one.Value.Shapes))),
        .. ImageModelPresetTests.Small.Select(one => Family(one.Key, () => one.Value.Plan.Resolve(one.Value.Shapes))),
        .. VisionPresetTests.SmallFamilies.Select(name => Family(name, () => Resolved(VisionPresetTests.SmallModel(name)))),
    ]);

    /// <summary>The hash of each family in float32 and in bfloat16.</summary>
    private static readonly Dictionary<string, string[]> Hashes = Repository
        .Read("tests", "Initializers.Tests", "Golden", "checkpoint-hashes-v1.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1..]);

    public static TheoryData<string> Names => [.. Families.Keys];

    [Fact]
    public void Hashes_AreThereForEveryFamily() => Hashes.Keys.Should().BeEquivalentTo(Families.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Checkpoint_OfAFamily_HasItsHash_AndTheSameFilesByAnyProcesses(string family)
    {
        ResolvedPlan plan = Families[family]();
        Hashes[family].Should().HaveSameCount(Types);
        foreach ((TensorDataType type, string expected) in Types.Zip(Hashes[family]))
        {
            using var alone = new TemporaryFolder();
            var options = new CheckpointOptions { Type = type, ShardBytes = Math.Max(1, plan.Elements / 2) };
            plan.Save(alone.Path, new PhiloxRandom(42), options).Hash.ToString().Should().Be(expected);
            plan.ComputeHash(new PhiloxRandom(42), options).ToString().Should().Be(expected);
            foreach (int size in Sizes)
            {
                using var together = new TemporaryFolder();
                await Task.WhenAll(Enumerable.Range(0, size).Select(rank => Task.Run(() =>
                    plan.Save(together.Path, new PhiloxRandom(42), options with { Process = new(rank, size) }))));
                together.Contents.Should().BeEquivalentTo(alone.Contents, $"{size} processes wrote it");
            }
        }
    }

    private static KeyValuePair<string, Func<ResolvedPlan>> Family(string name, Func<ResolvedPlan> plan) => new(name, plan);

    private static ResolvedPlan Resolved((InitializationPlan Plan, IEnumerable<(string, TensorShape)> Shapes) model) =>
        model.Plan.Resolve(model.Shapes);
}
