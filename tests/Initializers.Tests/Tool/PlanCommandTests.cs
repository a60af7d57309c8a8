using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Initializers.Checkpoints;
using Initializers.Tool;

namespace Initializers.Tests.Tool;

/// <summary>The dry run by the real program: models, files with names and shapes, plans of one's own.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private const string TinyGpt2 = """
        {
          // as a file of a wrapped model lists them
          "_orig_mod.wte.weight": [100, 16], "_orig_mod.wpe.weight": [8, 16],
          "_orig_mod.h.0.ln_1.weight": [16], "_orig_mod.h.0.attn.c_attn.weight": [16, 48],
          "_orig_mod.h.0.attn.c_proj.weight": [16, 16], "_orig_mod.h.0.mlp.c_fc.weight": [16, 64],
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plan_OfGpt2_IsTheLibrarysDryRun()
    {
        (int code, string output, string error) = ToolProcess.Run("plan gpt2 --layers 2");
        (code, error).Should().Be((0, ""));
        ResolvedPlan plan = ModelPlan.Gpt2(2).Resolve(ModelShapes.Gpt2(2));
        output.Should().Be($"{plan}{Environment.NewLine}"
            + $"bytes: F64 428,488,704; F32 214,244,352; F16, BF16 107,122,176; F8_E4M3, F8_E5M2 53,561,088{Environment.NewLine}");
    }

    [Fact]
    public void Json_HasTheDryRunAndTheBytesOfEachType()
    {
        (int code, string output, string error) = ToolProcess.Run("plan gpt2 --layers 2 --json");
        (code, error).Should().Be((0, ""));
        using var json = JsonDocument.Parse(output);
        json.RootElement.EnumerateObject().Select(member => member.Name).Should().Equal("model", "bytes", "plan");
        json.RootElement.GetProperty("model").GetString().Should().Be("gpt2");
        json.RootElement.GetProperty("bytes").EnumerateObject().Select(type => (type.Name, type.Value.GetInt64())).Should().Equal(
            ("F64", 428488704), ("F32", 214244352), ("F16", 107122176), ("BF16", 107122176), ("F8_E4M3", 53561088), ("F8_E5M2", 53561088));
        using var expected = JsonDocument.Parse(ModelPlan.Gpt2(2).Resolve(ModelShapes.Gpt2(2)).ToJson());
        JsonElement.DeepEquals(json.RootElement.GetProperty("plan"), expected.RootElement).Should().BeTrue();
    }

    [Fact]
    public void Plan_OfEveryModelThatMayBeDeeper_IsDeeper()
    {
        foreach (Preset preset in Presets.All.Where(preset => preset.Layers is not null))
        {
            using StringWriter output = new(), error = new();
            int code = CommandLine.Run(["plan", preset.Name, "--layers", $"{preset.Layers + 1}"], new Screen(output, error, false));
            (code, error.ToString()).Should().Be((0, ""), preset.Name);
            int layers = preset.Layers!.Value;
            output.ToString().Should().NotContain(preset.Plan(layers).Resolve(preset.Shapes(layers)).Summary(), preset.Name);
        }
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("Gpt2(layers: 1)")]
    public void Names_OfAList_AreInsteadOfTheModels(string preset)
    {
        string[] layers = preset == "gpt2" ? ["--layers", "1"] : [];
        (int code, string output, string error) = ToolProcess.Run(["plan", Write(TinyGpt2), "--preset", preset, .. layers]);
        (code, error).Should().Be((0, ""));
        output.Should().Contain("6 names have a wrapper's prefix").And.Contain("6 parameters, 3,792 elements");
    }

    [Fact]
    public void Names_OfACheckpoint_AreThoseOfItsHeader()
    {
        ResolvedPlan plan = ModelPlan.Gpt2(1).Resolve(ModelShapes.Gpt2(1, 8, 20, 4));
        plan.Save(Path.Combine(_folder.Path, "gpt2"), new PhiloxRandom(1));
        string file = Path.Combine(_folder.Path, "gpt2", "model.safetensors");
        (int code, string output, string error) = ToolProcess.Run("plan", file, "--preset", "Gpt2(layers: 1)", "--json");
        (code, error).Should().Be((0, ""));
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("plan").GetProperty("totals").GetProperty("elements").GetInt64().Should().Be(plan.Elements);
        json.RootElement.GetProperty("plan").GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString())
            .Should().BeEquivalentTo(plan.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void WholeNumbers_OfACheckpoint_AreBuffers()
    {
        string file = ShapesCommandTests.Write(_folder, """
            {"positions":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"w.weight":{"dtype":"F16","shape":[2,2],"data_offsets":[16,24]}}
            """, 24);
        string plan = Write("""{"rules": [{ "match": "**", "initializer": "HeNormal()" }]}""", "plan.json");
        (int code, string output, string error) = ToolProcess.Run("plan", file, "--plan", plan);
        (code, error).Should().Be((0, ""));
        output.Should().MatchRegex(@"positions .*skipped, buffer").And.MatchRegex(@"w\.weight .*HeNormal\(");
    }

    [Fact]
    public void Names_ThatThePlanDoesNotFit_AreRefused()
    {
        string file = Write("""{"wte.weight": [4, 4], "wte.weight": [4, 4], "odd": []}""");
        (int code, string output, string error) = ToolProcess.Run("plan", file, "--preset", "gpt2", "--layers", "1");
        (code, output).Should().Be((1, ""));
        error.Should().StartWith("The plan does not fit the parameters: ").And.Contain("no rule matches odd []")
            .And.Contain("the name wte.weight must be there once");
    }

    [Theory]
    [InlineData("[1, 2]", "* must be a JSON object of names and dimensions, but was [1, 2].")]
    [InlineData("{\"a\": 3}", "* must have an array of dimensions for a, up to 8 whole numbers of at least 0 *, but had 3.")]
    [InlineData("{\"a\": [1.5]}", "* for a, *, but had [1.5].")]
    [InlineData("{\"a\": [-1]}", "* for a, *, but had [-1].")]
    [InlineData("{\"a\": [9223372036854775807,\n 2]}", "* for a, *, but had [9223372036854775807, 2].")]
    [InlineData("{\"a\": [1,1,1,1,1,1,1,1,1]}", "* for a, *, but had [1,1,1,1,1,1,1,1,1].")]
    [InlineData("{\"a\": [\"x\"]}", "* for a, *, but had [\"x\"].")]
    [InlineData("{\"\\u001b[2J\": 3}", "* for \\u001b[[]2J, *, but had 3.")]
    [InlineData("{}", "* must have parameters, but has none.")]
    [InlineData("{\"a\": [1", "* must be JSON: *, at line 1, column 9.")]
    [InlineData("{\"a\": [1]", "* must be JSON: *")]
    [InlineData("{\"\\ud800\": [1]}", "* must be JSON: *")]
    [InlineData("", "* must be JSON: *")]
    public void Names_OfAFileThatHasNone_AreRefused(string content, string message)
    {
        (int code, string output, string error) = ToolProcess.Run("plan", Write(content), "--preset", "gpt2", "--layers", "1");
        (code, output).Should().Be((2, ""));
        error.TrimEnd().Should().MatchRegex($"^{Regex.Escape(message.Replace("[[]", "[")).Replace("\\*", ".*")}$").And.NotContain("\n");
    }

    [Fact]
    public void Plan_OfAFile_IsInsteadOfTheModels()
    {
        string file = Write("""
            {
                "rules": [
                    { "match": "h.{layer}.mlp.c_proj.weight", "initializer": "ResidualProjectionAtDepth({layer})", "layout": "in, out" },
                    { "preset": "Gpt2(layers: 2)" }
                ]
            }
            """, "plan.json");
        (int code, string output, string error) = ToolProcess.Run("plan", "gpt2", "--layers", "2", "--plan", file);
        (code, error).Should().Be((0, ""));
        string plan = InitializationPlan.FromJson(File.ReadAllText(file)).Resolve(ModelShapes.Gpt2(2)).ToString();
        output.Should().StartWith(plan + Environment.NewLine).And.Contain("0.01414 to 0.01 ");
    }

    [Theory]
    [InlineData("{\"rules\": [{\"match\": \"**\", \"initialiser\": \"Zeros()\"}]}", "*initializer*initialiser*")]
    [InlineData("{\"rules\": [{\"match\": \"**\", \"initializer\": \"HeNormale()\"}]}", "*HeNormal*")]
    [InlineData("{", "*")]
    public void Plan_OfAFileThatHasNone_IsRefused(string content, string message)
    {
        string file = Write(content, "plan.json");
        (int code, string output, string error) = ToolProcess.Run("plan", "gpt2", "--plan", file);
        (code, output).Should().Be((2, ""));
        error.TrimEnd().Should().StartWith($"--plan {file} must be a plan, but").And.Match(message)
            .And.NotContain("\n").And.NotContain("(Parameter");
    }

    [Fact]
    public void Plan_ThatDoesNotFitTheModel_IsRefused()
    {
        string file = Write("""{"rules": [{ "match": "**.weight", "initializer": "Zeros()" }]}""", "plan.json");
        (int code, string output, string error) = ToolProcess.Run("plan", "gpt2", "--plan", file);
        (code, output).Should().Be((1, ""));
        error.Should().StartWith("The plan does not fit the parameters: ").And.Contain("no rule matches h.0.ln_1.bias [768]");
    }

    [Fact]
    public void Report_OfTheDryRun_HasThePlanAndThePicture()
    {
        string report = Path.Combine(_folder.Path, "reports", "model.html"), picture = Path.ChangeExtension(report, ".svg");
        ToolProcess.Run("plan", "mobilenet_v3_small", "--html", report).Code.Should().Be(0);
        File.ReadAllText(report).Should().NotContain("as planned").And.Contain("features.12.0.weight");
        XElement.Parse(File.ReadAllText(picture)).Name.LocalName.Should().Be("svg");

        foreach (string file in (string[])[_folder.Path, ""])
        {
            (int code, _, string error) = ToolProcess.Run("plan", "mobilenet_v3_small", "--html", file);
            code.Should().Be(2);
            error.TrimEnd().Should().Match(file.Length > 0 ? $"--html must be a file, but {file} is a folder."
                : "--html must be a file that can be written: *").And.NotContain("\n");
        }
    }

    [LinuxFact]
    public void AFileWithoutEnd_IsRefused() => ToolProcess.Refusal("plan", "gpt2", "--plan", "/dev/zero").Should()
        .Be("--plan must have at most 67,108,864 characters, but /dev/zero has more.");

    [Theory]
    [InlineData("plan gpt2 --plan no/such.json", "--plan must be a file that can be read: *")]
    [InlineData("plan no/such.json --preset gpt2", "the model must be a file that can be read: *")]
    [InlineData("plan no/such.safetensors --preset gpt2", "the model must be a file that can be read: *")]
    [InlineData("plan x.json", "the model must be a file that can be read: *")]
    [InlineData("plan gpt2 --preset Gtp2(layers:1)", "--preset must have the name of a preset, such as Gpt2, * at character 0, *")]
    [InlineData("plan gpt2 --preset Gpt2(layers:1) --plan x.json", "--plan and --preset cannot be used together.")]
    [InlineData("plan gpt2 --preset gpt2x", "--preset must be the name of a plan or of a published model, such as gpt2, *, but was gpt2x.")]
    [InlineData("plan gpt2 --preset nothing", "--preset must be the name of *, such as gpt2, but was nothing.")]
    [InlineData("plan gtp2", "the model must be one that \"initializers presets\" lists, such as gpt2, a folder, or *, but was gtp2.")]
    [InlineData("plan resnet", "the model must be one that *, such as resnet18, resnet50, *, or a file *, but was resnet.")]
    [InlineData("plan gpt2 bert-base", "plan takes 1 argument, but there was bert-base too.")]
    [InlineData("plan gpt2 --layer 3", "--layer is not an option; did you mean --layers?; \"initializers plan --help\" shows all of them.")]
    [InlineData("plan gpt2 --layers 0", "--layers must be a whole number from 1 to 10000, but was 0.")]
    [InlineData("plan gpt2 --layers 10001", "--layers must be a whole number from 1 to 10000, but was 10001.")]
    [InlineData("plan resnet18 --layers 3", "--layers must be left out for resnet18, whose depth is fixed, but was 3.")]
    public void BadArguments_AreRefusedByWhatIsAccepted(string arguments, string message)
    {
        ToolProcess.Refusal(arguments.Split(' ')).Should().Match(message);
    }

    [Fact]
    public void Names_WithoutAPlan_AreRefused()
    {
        string file = Write("""{"wte.weight": [4, 4]}""");
        const string NoPlan = "has names and shapes alone: a plan must be given, by --plan or --preset.";
        ToolProcess.Refusal("plan", file).Should().Be($"{file} {NoPlan}");
        ToolProcess.Refusal("hash", file, "--seed", "3").Should().Be($"{file} {NoPlan}");
        ToolProcess.Refusal("plan", file, "--preset", "Gpt2(layers: 1)", "--layers", "3").Should()
            .Be("--layers is for plans of published models, such as --preset gpt2, and this call names none.");
        File.WriteAllBytes(Path.Combine(_folder.Path, "empty.safetensors"), []);
        ToolProcess.Run("plan", Path.Combine(_folder.Path, "empty.safetensors")).Error.Should().Contain("it has 0 bytes");
    }

    [Theory]
    [InlineData("plan", "gpt2", "--plan", "")]
    [InlineData("plan", "", "--preset", "gpt2")]
    [InlineData("plan", "gpt2", "--preset", "")]
    [InlineData("gain", "")]
    public void EmptyArguments_AreRefused(params string[] arguments)
    {
        ToolProcess.Refusal(arguments).Should().Contain(" must ");
    }

    private string Write(string content, string name = "model.json")
    {
        string file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, content);
        return file;
    }
}
