using System.Xml.Linq;
using Initializers.Diagnostics;
using Initializers.Tool;

namespace Initializers.Tests.Diagnostics.Pictures;

/// <summary>Plans in reports and pictures.</summary>
public class PlanPicturesTests
{
    private static readonly ResolvedPlan Gpt2 = ModelPlan.Gpt2(3).Resolve(
        [.. ModelShapes.Gpt2(3, 64, 300, 32), ("lm_head.weight", [300, 64]), ("h.0.attn.bias", [1, 1, 32, 32])]);

    private static readonly Dictionary<string, float[]> Weights = Filled(Gpt2);

    [Fact]
    public void Report_HasTheDryRun_FoldedAsItsText()
    {
        XDocument document = Parse(new HtmlReport("GPT-2").Add(Gpt2, Gpt2.Check(name => Weights[name])));
        document.Descendants("p").Select(paragraph => paragraph.Value).Should().Equal(
            $"{Gpt2.Summary()}.", "41 parameters are as planned.");
        XElement[] tables = [.. document.Descendants("table")];
        string[][] rows = [.. Rows(tables[0])];
        string[] text = Gpt2.ToString().Split(Environment.NewLine)[1..^1];
        rows.Should().HaveCount(text.Length);
        foreach ((string[] row, string line) in rows.Zip(text))
            line.Should().StartWith(row[0] + " ").And.Contain(row[2]).And.Contain(row[4]);
        rows.Single(row => row[0] == "h.0-2.attn.c_attn.weight")[1..].Should().Equal(
            "3", "[64, 192] (in, out), blocks: 3", "2", "Normal(mean: 0, standardDeviation: 0.02)", "0.02", "36864");
        Rows(tables[1]).Select(row => row[3]).Should().Equal(
            Gpt2.ParametersByRule.Select(count => FormattableString.Invariant($"{count}")));
    }

    /// <summary>Files sort names as text, <c>h.10</c> before <c>h.2</c>, but depth is counted.</summary>
    [Fact]
    public void Deviations_OfAKind_AreInTheOrderOfTheirNumbers()
    {
        string[] sorted =
            ["end", "h.0.a", "h.0.b", "h.1.a", "h.1.b", "h.10.a", "h.10.b", "h.2.a", "h.2.b", "layer10.w", "layer9.w", "start"];
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(
            sorted.Select(name => (name, new TensorShape(4, 4))));
        PlanDeviation.Of(plan).Select(one => one.Name).Should().Equal(
            "end", "h.0.a", "h.0.b", "h.1.a", "h.1.b", "h.2.a", "h.2.b", "h.10.a", "h.10.b", "layer10.w", "layer9.w", "start");
        plan.Parameters.Select(parameter => parameter.Name).Should().Equal(sorted);
    }

    [Fact]
    public void Report_OfWeightsThatAreNotAsPlanned_SaysWhich()
    {
        var weights = new Dictionary<string, float[]>(Weights) { ["h.1.mlp.c_fc.weight"] = new float[64 * 256] };
        XElement[] tables = [.. Parse(new HtmlReport("GPT-2").Add(Gpt2, Gpt2.Check(name => weights[name]))).Descendants("table")];
        tables.Should().HaveCount(3);
        tables[2].Element("caption")!.Value.Should().Be("1 finding in 41 parameters");
        Rows(tables[2]).Single().Should().HaveElementAt(0, "h.1.mlp.c_fc.weight").And.ContainMatch("*is all zeros*was it filled?*");
    }

    [Fact]
    public void Report_OfHostileNames_IsText()
    {
        const string Name = "<script>alert(\"1\")</script> & '\u0001";
        ResolvedPlan plan = new InitializationPlan { { "module.**", Rule.Keep.Optional() }, { "**", Init.Zeros() } }
            .Resolve([("_orig_mod." + Name, [2])]);
        HtmlReport report = new HtmlReport("hostile").Add(plan);
        report.ToString().Should().NotContain("<script").And.Contain("&lt;script&gt;");
        XDocument document = Parse(report);
        Rows(document.Descendants("table").First()).Single()[0].Should().Be(
            "_orig_mod." + Name.Replace('\u0001', '\ufffd'), "no XML can hold a control character");
        document.Descendants("p").Select(paragraph => paragraph.Value).Should().ContainMatch("1 names have a wrapper's prefix*")
            .And.ContainMatch("Rule 0 takes nothing*");
        ((Action)(() => report.Add((ResolvedPlan)null!))).Should().Throw<ArgumentNullException>().WithParameterName("plan");
    }

    [Fact]
    public void Deviations_AreMeasured_WhereWeightsAreRandom()
    {
        IReadOnlyList<PlanDeviation> deviations = PlanDeviation.Of(Gpt2, name => Weights[name]);
        deviations.Select(one => one.Name).Should().Equal(Gpt2.Parameters.Select(parameter => parameter.Name)
            .Where(name => name is "wte.weight" or "wpe.weight" || (name.Contains(".c_") && name.EndsWith("weight"))));
        foreach (PlanDeviation one in deviations)
        {
            float[] weights = Weights[one.Name];
            one.Measured.Should().Be(WeightStatistics.Of(weights, [weights.Length]).StandardDeviation);
            // A deviation has the standard error s sqrt(2 / (4 n)) for a normal distribution; 6.5 of them is what Check allows.
            one.Measured.Should().BeApproximately(one.Promised, 6.5 * one.StandardError, one.ToString());
            one.StandardError.Should().BeApproximately(one.Promised / Math.Sqrt(2.0 * weights.Length), 0.2 * one.StandardError);
        }
        deviations.Select(one => one.Kind).Distinct().Should().Equal(
            "wte.weight", "wpe.weight", "h.*.attn.c_attn.weight", "h.*.attn.c_proj.weight", "h.*.mlp.c_fc.weight", "h.*.mlp.c_proj.weight");
        deviations[2].ToString().Should().MatchRegex(@"^h\.0\.attn\.c_attn\.weight: 0\.0[12]\d+, promised 0\.02$");
    }

    [Fact]
    public void Deviations_WithoutWeights_AreThoseThatArePromised()
    {
        IReadOnlyList<PlanDeviation> deviations = PlanDeviation.Of(Gpt2);
        deviations.Should().HaveCount(14).And.OnlyContain(one => double.IsNaN(one.Measured) && double.IsNaN(one.StandardError));
        deviations[^1].ToString().Should().Be("h.2.mlp.c_proj.weight: promised 0.008165");
    }

    /// <summary>Rows that keep their values, and a row of zeros, do not count.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(3, null)]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    [InlineData(3, 1)]
    [InlineData(10, 2)]
    public void Deviations_OfRowsThatAreNotDrawn_AreNotMeasured(int kept, int? padding)
    {
        Rule rule = Rule.Initialize(Init.Normal(0, 1)).WithKeptRows(kept);
        ResolvedPlan plan = new InitializationPlan { { "w", padding is { } row ? rule.WithPaddingRow(row) : rule } }
            .Resolve([("w", [10, 4])]);
        float[] weights = [.. Enumerable.Range(0, 40).Select(i => i / 4 < kept || i / 4 == padding ? 1e6f : i)];
        double[] drawn = [.. weights.Where(weight => weight < 1e6f).Select(weight => (double)weight)];
        double expected = drawn.Length == 0 ? double.NaN : Math.Sqrt(drawn.Sum(x => Math.Pow(x - drawn.Average(), 2)) / drawn.Length);
        double measured = PlanDeviation.Of(plan, _ => weights).Single().Measured;
        if (drawn.Length == 0) measured.Should().Be(double.NaN);
        else measured.Should().BeApproximately(expected, 1e-12 * expected, "40 sums of doubles are rounded");
    }

    [Theory]
    [InlineData("encoder.layers.encoder_layer_11.mlp.linear_1.weight", "encoder.layers.encoder_layer_*.mlp.linear_1.weight")]
    [InlineData("layer3.0.conv1.weight", "layer*.*.conv1.weight")]
    [InlineData("features.3.0.block.1.0.weight", "features.*.*.block.*.*.weight")]
    [InlineData("model/layers/12/experts/3/w2.weight", "model/layers/*/experts/*/w2.weight")]
    [InlineData("conv1.weight", "conv1.weight")]
    [InlineData("w2", "w2")]
    [InlineData("7", "*")]
    public void Kinds_AreNamesWithoutNumbers(string name, string kind) =>
        PlanDeviation.Of(new InitializationPlan { { "**", Init.Normal() } }.Resolve([(name, [2, 2])])).Single().Kind.Should().Be(kind);

    [Fact]
    public void Picture_HasALineForEachKind_MeasuredAndPromised()
    {
        Picture measured = PlanPictures.Deviations(PlanDeviation.Of(Gpt2, name => Weights[name])),
            promised = PlanPictures.Deviations(PlanDeviation.Of(Gpt2), "GPT-2");
        measured.Description.Should().Be("Standard deviations of the weights by depth; promised are: wte.weight 0.02, wpe.weight 0.02, "
            + "h.*.attn.c_attn.weight 0.02, h.*.attn.c_proj.weight 0.00816, h.*.mlp.c_fc.weight 0.02, h.*.mlp.c_proj.weight 0.00816.");
        Texts(measured).Should().Contain("attn.c_proj.weight").And.Contain("promised").And.Contain("measured, with standard errors");
        Texts(promised).Should().Contain("GPT-2").And.Contain("c_fc.weight").And.NotContain("promised");
        PlanPictures.Deviations([]).Description.Should().Be("Standard deviations of the weights by depth; promised are: .");
    }

    [Fact]
    public void WrongArguments_AreRefused()
    {
        ((Action)(() => PlanDeviation.Of(null!))).Should().Throw<ArgumentNullException>().WithParameterName("plan");
        ((Action)(() => PlanDeviation.Of(Gpt2, _ => new float[1]))).Should().Throw<ArgumentException>().WithParameterName("weights")
            .WithMessage("weights must give as many elements as wte.weight [300, 64] (out, in) has, but gave 1.*");
        ((Action)(() => PlanPictures.Deviations([null!]))).Should().Throw<ArgumentNullException>().WithParameterName("deviations");
        ((Action)(() => PlanPictures.Deviations([], null!))).Should().Throw<ArgumentNullException>().WithParameterName("title");
    }

    private static XDocument Parse(HtmlReport report) => XDocument.Parse(report.ToString()["<!DOCTYPE html>".Length..]);

    private static IEnumerable<string[]> Rows(XElement table) =>
        table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray());

    private static IEnumerable<string> Texts(Picture picture) =>
        XElement.Parse(picture.Svg).DescendantNodes().OfType<XText>().Select(text => text.Value);

    private static Dictionary<string, float[]> Filled(ResolvedPlan plan)
    {
        var weights = plan.Parameters.ToDictionary(parameter => parameter.Name, parameter => new float[parameter.Elements]);
        plan.Initialize(name => weights[name], new PhiloxRandom(42));
        return weights;
    }
}
