using Initializers.Tests.NumberTypes;

namespace Initializers.Tests.Planning;

/// <summary>What a check of weights reports, and that it reports nothing of right ones, however they were stored.</summary>
public class PlanCheckTests
{
    public static TheoryData<string> Fixed => ["array", "identity", "masked", "blocks", "heads", "kept", "padded", "constant"];

    [Theory]
    [MemberData(nameof(Fixed))]
    public void ValuesOfTheShapeAlone_AreComparedOneByOne(string kind)
    {
        IWeightInitializer array = Init.FromArray(Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? 1f : -1).ToArray());
        (Rule Rule, TensorShape Shape, int Wrong) one = kind switch
        {
            "array" => (Rule.Initialize(array), [6, 4], 7),
            "identity" => (Rule.Initialize(Init.Identity().Scaled(0.5)), [6, 6], 1),
            "masked" => (Rule.Initialize(array.Masked([.. Enumerable.Range(0, 24).Select(i => i < 12)])), [6, 4], 13),
            "blocks" => (Rule.Initialize(Init.PerBlock(Init.Zeros(), Init.Ones())), [6, 4], 2),
            "heads" => (Rule.Initialize(Init.PerBlock(Init.Zeros(), Init.Ones())).WithBlocks(2).WithHeads(3), [6, 4], 2),
            "kept" => (Rule.Initialize(array).WithKeptRows(2), [6, 4], 8),
            "padded" => (Rule.Initialize(array).WithPaddingRow(1), [6, 4], 8),
            _ => (Rule.Initialize(Init.Constant(0.1)), [200_000], 199_999),
        };
        ResolvedPlan plan = new InitializationPlan { { "w", one.Rule } }.Resolve([("w", one.Shape)]);
        float[] weights = new float[one.Shape.Count];
        if (kind == "kept") weights[0] = 9;
        plan.Initialize("w", weights, new PhiloxRandom(1));
        plan.Check(_ => weights).Findings.Should().BeEmpty();
        // the mean and the bounds stay what they were
        float former = weights[one.Wrong];
        weights[one.Wrong] = former == 0 ? 0.5f : -former;
        PlanFinding finding = plan.Check(_ => weights).Findings.Should().ContainSingle().Which;
        finding.Kind.Should().Be(PlanFindingKind.Values);
        finding.Message.Should().StartWith("has 1 of ").And.Contain(FormattableString.Invariant(
            $"the first is {weights[one.Wrong]} at index {one.Wrong}, where {former} was promised"));
    }

    [Fact]
    public void Permutation_OfAnArray_IsFound()
    {
        ResolvedPlan plan = new InitializationPlan { { "w", Init.FromArray([1f, 2, 3, 4]) } }.Resolve([("w", [4])]);
        plan.Check(_ => new float[] { 2, 1, 3, 4 }).ToString().Should().Contain(
            "w: has 2 of 4 values that are not those of ").And.Contain(": the first is 2 at index 0, where 1 was promised");
        plan.Check(_ => new float[4]).Findings.Should().ContainSingle().Which.Kind.Should().Be(PlanFindingKind.NeverFilled);
    }

    public static TheoryData<string, string> Stored
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string type in (string[])["float", "bfloat16", "half", "E4M3", "E5M2"])
            {
                foreach (string kind in (string[])
                    ["normal", "uniform", "near one", "tiny", "constant", "truncated", "bound", "many", "twins"])
                    data.Add(type, kind);
            }
            return data;
        }
    }

    /// <summary>Weights that were rounded to a narrower type, and back, are those that were promised as far as the type can tell.</summary>
    [Theory]
    [MemberData(nameof(Stored))]
    public void WeightsOfNarrowerTypes_AreAsPlanned(string type, string kind)
    {
        (IWeightInitializer Initializer, TensorShape Shape) one = kind switch
        {
            "normal" => (Init.Normal(0, 0.02), [1000]),
            "uniform" => (Init.HeUniform(), [300, 300]),
            "near one" => (Init.Normal(1, 1e-5), [10_000]),
            "tiny" => (Init.Normal(0, 1e-8), [1000]),
            "constant" => (Init.Constant(0.1), [64]),
            "truncated" => (Init.TruncatedNormal(0.3, 1e-3, 0, 2), [10_000]),
            "bound" => (Init.Uniform(0.1, 0.1003), [10_000]),
            "many" => (Init.Normal(0.5, 0.02), [1 << 21]),
            _ => (Init.Normal(1, 1e-4), [16]),
        };
        (string, TensorShape)[] parameters = [("a", one.Shape), ("b", one.Shape)];
        ResolvedPlan plan = new InitializationPlan { { "*", one.Initializer } }.Resolve(parameters);
        Dictionary<string, float[]> weights = parameters.ToDictionary(
            parameter => parameter.Item1, parameter => Stores(type, one.Initializer, one.Shape, parameter.Item1));
        new PlanChecker(plan, name => weights[name]) { Formats = _ => BinaryFormatTests.Named(type) }.Run()
            .Findings.Should().BeEmpty("the format is known");
        if (!type.StartsWith('E')) plan.Check(name => weights[name]).Findings.Should().BeEmpty("the weights tell the format");
    }

    /// <summary>A deviation that is off by more than the type rounds is found in any type.</summary>
    [Theory]
    [InlineData("float", 1.01)]
    [InlineData("bfloat16", 1.01)]
    [InlineData("half", 1.01)]
    [InlineData("E4M3", 1.1)]
    [InlineData("E5M2", 1.2)]
    public void WrongDeviations_AreFound_InNarrowerTypesToo(string type, double factor)
    {
        TensorShape shape = [1 << 20];
        ResolvedPlan plan = new InitializationPlan { { "w", Init.Normal(0, 0.02) } }.Resolve([("w", shape)]);
        float[] weights = Stores(type, Init.Normal(0, 0.02 * factor), shape, "w");
        new PlanChecker(plan, _ => weights) { Formats = _ => BinaryFormatTests.Named(type) }.Run().Findings.Should().ContainSingle()
            .Which.Kind.Should().Be(PlanFindingKind.Deviation);
    }

    [Fact]
    public void ConstantsOfAnotherType_AreNotThoseOfThis()
    {
        ResolvedPlan plan = new InitializationPlan { { "w", Init.Constant(0.1) } }.Resolve([("w", [4])]);
        float half = (float)(Half)0.1f;
        plan.Check(_ => new float[] { half, half, half, half }).Findings.Should().BeEmpty("all are halves");
        plan.Check(_ => new float[] { half, half, half, 0.1f }).Findings.Should().ContainSingle("0.1 is no half")
            .Which.Message.Should().StartWith("has 3 of 4 values");
    }

    [Fact]
    public void Copies_AreFound_WhereTheyAreLongEnoughToBeNoChance()
    {
        ResolvedPlan plan = new InitializationPlan { { "*", Init.Normal() } }.Resolve([("a", [4]), ("b", [4]), ("c", [4])]);
        float[] copied = Init.Normal().Initialize([4], new PhiloxRandom(1)), own = Init.Normal().Initialize([4], new PhiloxRandom(2));
        PlanFinding finding = plan.Check(name => name == "b" ? own : copied).Findings.Should().ContainSingle().Which;
        (finding.Name, finding.Kind, finding.Message).Should().Be(("c", PlanFindingKind.EqualToAnother, "has the same values as a"));
    }

    [Fact]
    public void RoundingIsHalfAStep_OfEachType()
    {
        float[] bfloat16 = [1.0078125f, 1], half = [1.0009765625f, 1], both = [1, 0.5f], floats = [MathF.PI, 1];
        StoredNumbers.Of(bfloat16).Rounding(1.5f).Should().Be(1.0 / 256);
        StoredNumbers.Of(half).Rounding(1.5f).Should().Be(1.0 / 2048);
        StoredNumbers.Of(half).Rounding(0).Should().Be(1.0 / (1 << 25));
        StoredNumbers.Of(both).Rounding(3).Should().Be(2.0 / 256);
        StoredNumbers.Of(floats).Rounding(1.5f).Should().Be(1.0 / (1 << 24));
        StoredNumbers.Of([1e5f + 1.0f / 64]).Rounding(1).Should().Be(1.0 / (1 << 24), "it is beyond halves");
    }

    /// <summary>The values of a stream, rounded to a type and widened.</summary>
    private static float[] Stores(string type, IWeightInitializer initializer, TensorShape shape, string stream)
    {
        PhiloxRandom random = new PhiloxRandom(3).Fork(stream);
        return [.. initializer.Initialize(shape, random).Select(weight => BinaryFormatTests.Rounded(weight, type))];
    }
}
