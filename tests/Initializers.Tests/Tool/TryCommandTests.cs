using System.Text.Json;
using System.Xml.Linq;
using Initializers.Diagnostics;
using Initializers.Tests.Cultures;
using Initializers.Tool;

namespace Initializers.Tests.Tool;

/// <summary>The command that fills and checks a model in memory.</summary>
public sealed class TryCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Try_OfGpt2_FillsAndChecks()
    {
        (int code, string output, string error) = ToolProcess.Run("try gpt2 --layers 2");
        (code, error).Should().Be((0, ""));
        output.Should().NotContain("\u001b", "no terminal is there");
        string[] lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(11);
        lines[0].Should().Be(ModelPlan.Gpt2(2).Resolve(ModelShapes.Gpt2(2)).Summary());
        lines[1].Should().MatchRegex("^deviations by depth +measured +promised$");
        lines[2].Should().MatchRegex("^wte.weight +▆ +0.02 +0.02$");
        lines[5].Should().MatchRegex(@"^h\.\*\.attn\.c_proj\.weight +▃▃ +0\.00999 to 0\.01 +0\.01$");
        lines[8].Should().MatchRegex(@"^filled in \d+\.\d\d s with seed 42 on \d+ processors: [\d,]+ million weights a second$");
        lines[9].Should().MatchRegex(@"^checked in \d+\.\d\d s: 28 parameters are as planned$");
        lines[10].Should().MatchRegex(@"^memory: [\d,]+ MB at the peak, [\d,]+ MB managed, 214 MB of it weights$");
    }

    [Fact]
    public void Texts_AreThoseOfTheInvariantCulture()
    {
        using StringWriter output = new(), error = new();
        Culture.Under("fa-IR", () => CommandLine.Run(["try", "mobilenet_v3_small"], new Screen(output, error, false))).Should().Be(0);
        output.ToString().Should().MatchRegex(@"\nfilled in \d+\.\d\d s with seed 42 on").And.Contain("142 parameters are as planned");
    }

    [Fact]
    public void Json_HasWhatWasFoundAndMeasured()
    {
        (int code, string output, string error) = ToolProcess.Run("try mobilenet_v3_small --seed 7 --json");
        (code, error).Should().Be((0, ""));
        using var json = JsonDocument.Parse(output);
        json.RootElement.EnumerateObject().Select(member => member.Name).Should().Equal(
            "model", "seed", "algorithm", "parameters", "elements", "fillSeconds", "checkSeconds", "isAsPlanned", "findings", "deviations");
        json.RootElement.GetProperty("seed").GetInt64().Should().Be(7);
        json.RootElement.GetProperty("algorithm").GetString().Should().Be("philox4x32-10/v1");
        json.RootElement.GetProperty("isAsPlanned").GetBoolean().Should().BeTrue();
        json.RootElement.GetProperty("findings").GetArrayLength().Should().Be(0);

        ResolvedPlan plan = ModelPlan.MobileNet().Resolve(VisionShapes.MobileNetV3());
        var weights = plan.Parameters.ToDictionary(parameter => parameter.Name, parameter => new float[parameter.Elements]);
        plan.Initialize(name => weights[name], new PhiloxRandom(7));
        json.RootElement.GetProperty("deviations").EnumerateArray()
            .Select(deviation => (deviation.GetProperty("name").GetString(), deviation.GetProperty("measured").GetDouble()))
            .Should().Equal(PlanDeviation.Of(plan, name => weights[name]).Select(one => ((string?)one.Name, one.Measured)));
    }

    [Fact]
    public void Weights_AreThoseOfTheSeed()
    {
        ResolvedPlan plan = ModelPlan.MobileNet().Resolve(VisionShapes.MobileNetV3(unit: 4, classes: 10));
        double[] Measured(ulong seed) =>
            [.. new FilledModel(plan, seed, fill => fill(null)).Deviations.Select(deviation => deviation.Measured)];
        var weights = plan.Parameters.ToDictionary(parameter => parameter.Name, parameter => new float[parameter.Elements]);
        plan.Initialize(name => weights[name], new PhiloxRandom(7));
        Measured(7).Should().Equal(PlanDeviation.Of(plan, name => weights[name]).Select(deviation => deviation.Measured));
        Measured(8).Zip(Measured(7)).Should().OnlyContain(pair => pair.First != pair.Second);
    }

    [Fact]
    public void Weights_ThatAreNotRandom_HaveNoPictureOfDeviations()
    {
        (int code, string output, _) = ToolProcess.Run(
            "try", Write("""{"a": [3]}""", "model.json"),
            "--plan", Write("""{"rules": [{ "match": "**", "initializer": "Ones()" }]}""", "plan.json"));
        code.Should().Be(0);
        output.Should().Contain("1 parameter is as planned");
    }

    /// <summary>What a plan keeps is loaded from elsewhere, and not there to be looked at.</summary>
    [Theory]
    [InlineData("""{ "match": "kept", "keep": true }""", "1 parameter is as planned")]
    [InlineData("""{ "match": "kept", "initializer": "Normal(0, 0.02)", "keptRows": 2 }""", "2 parameters are as planned")]
    [InlineData("""{ "match": "kept", "tiedTo": "drawn" }""", "2 parameters are as planned")]
    public void Parameters_ThatAreNotFilled_AreNotMissed(string rule, string verdict)
    {
        (int code, string output, string error) = ToolProcess.Run(
            "try", Write("""{"drawn": [64, 48], "kept": [64, 48]}""", "model.json"),
            "--plan", Write($$"""{"rules": [{{rule}}, { "match": "**", "initializer": "Normal(0, 0.02)" }]}""", "plan.json"));
        (code, error).Should().Be((0, ""));
        output.Should().Contain($": {verdict}{Environment.NewLine}");
    }

    [Fact]
    public void Findings_AreRows()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve([("a", [64, 48]), ("b", [64, 48])]);
        PlanCheck check = plan.Check(_ => new float[64 * 48]);
        using var output = new StringWriter();
        TensorFinding.Of(check).WriteTo(new Screen(output, output, false));
        output.ToString().Should().NotContain("\\u000a").And.MatchRegex("(?m)^a +is all zeros.*\r?$\n^b +is all zeros");
        FindingsText.Verdict(check).Should().Be("2 findings in 2 parameters");
    }

    /// <summary>A report does not take the place of a checkpoint or a plan, nor its picture that of the report.</summary>
    [Theory]
    [InlineData("try mobilenet_v3_small --html", "report.SVG")]
    [InlineData("try mobilenet_v3_small --html", "model.safetensors")]
    [InlineData("plan mobilenet_v3_small --html", "plan.json")]
    [InlineData("report model --preset gpt2 --output", "model.safetensors")]
    public void Reports_HaveNamesOfHtml(string arguments, string name)
    {
        string file = Write("what was there", name);
        ToolProcess.Refusal([.. arguments.Split(' '), file]).Should()
            .Be($"{arguments.Split(' ')[^1]} must end in .html or .htm, but was {Excerpt.Of(file)}.");
        File.ReadAllText(file).Should().Be("what was there");
    }

    [Fact]
    public void Plan_AndNamesOfFiles_NeedNoModel()
    {
        string plan = Write("""{"rules": [{ "match": "**", "initializer": "HeNormal()" }]}""", "plan.json");
        (int code, string output, string error) =
            ToolProcess.Run("try", Write("""{"layer.weight": [64, 48]}""", "model.json"), "--plan", plan);
        (code, error).Should().Be((0, ""));
        output.Should().StartWith("1 parameter, 3,072 elements").And.Contain("layer.weight ").And.Contain("1 parameter is as planned");
    }

    [Fact]
    public void Report_HasThePlanThePictureAndTheCheck()
    {
        string report = Path.Combine(_folder.Path, "reports", "model.html");
        ToolProcess.Run("try", "mobilenet_v3_small", "--html", report).Code.Should().Be(0);
        var document = XDocument.Parse(File.ReadAllText(report)["<!DOCTYPE html>".Length..]);
        document.Descendants("h1").Single().Value.Should().Be("The plan of mobilenet_v3_small");
        document.Descendants("p").Last().Value.Should().Be("142 parameters are as planned.");
        XElement.Parse(File.ReadAllText(Path.ChangeExtension(report, ".svg"))).Name.LocalName.Should().Be("svg");
    }

    [Fact]
    public void Weights_ThatDoNotFitIntoMemory_AreRefused()
    {
        string file = Write("""{"wte.weight": [1000000000000, 16]}""", "model.json");
        string plan = Write("""{"rules": [{ "match": "**", "initializer": "HeNormal()" }]}""", "plan.json");
        (int code, string output, string error) = ToolProcess.Run("try", file, "--plan", plan);
        (code, output).Should().Be((2, ""));
        error.Should().MatchRegex(@"^the weights must fit into memory, [\d,]+\.\d GB, but have 64,000\.0 GB: ""plan"" fills nothing");
    }

    [Fact]
    public void Parameter_ThatIsLargerThanAnArray_IsRefused()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Zeros() } }.Resolve([("a", [0x7fffffff])]);
        string refusal = ((Func<FilledModel>)(() => new(plan, 1, fill => fill(null)))).Should().Throw<CallException>().Which.Message;
        refusal.Should().Match(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 4L * 0x7fffffff ? "the weights must fit into memory, *"
            : "a parameter must have at most 2147483591 elements to be filled in memory, but a has 2147483647.");
    }

    [Theory]
    [InlineData("try gpt2 --sed 3", "--sed is not an option; did you mean --seed?; *")]
    [InlineData("try gpt2 -x", "-x is not an option; *")]
    [InlineData("try gpt2 --seed x", "--seed must be a whole number from 0 to 18446744073709551615, but was x.")]
    [InlineData("try gpt2 --seed", "*--seed*")]
    public void BadArguments_AreRefusedByWhatIsAccepted(string arguments, string message)
    {
        (int code, string output, string error) = ToolProcess.Run(arguments);
        (code, output).Should().Be((2, ""));
        error.TrimEnd().Should().Match(message).And.NotContain("\n");
    }

    private string Write(string content, string name)
    {
        string file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, content);
        return file;
    }
}
