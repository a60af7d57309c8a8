using System.Xml.Linq;
using Initializers.Diagnostics;
using Initializers.Tests.Cultures;
using PlannedModels;
using Spectre.Console;

namespace Initializers.Tests.Samples;

/// <summary>The sample that plans, fills and checks published models: what it prints, and its command line.</summary>
public sealed class ModelPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Program_OfGpt2_ShowsThePlanFillsAndChecks()
    {
        (int code, string output, string error) = Culture.Under("fa-IR", () => Run("gpt2 --layers 2"));
        (code, error).Should().Be((PlanCommand.AsPlanned, ""));
        ResolvedPlan plan = ModelPlan.Gpt2(2).Resolve(Planning.ModelShapes.Gpt2(2));
        output.Should().StartWith(plan + Environment.NewLine).And.NotContain("\u001b", "no terminal is there");
        string[] lines = output[plan.ToString().Length..].Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(10);
        lines[0].Should().MatchRegex("^deviations by depth +measured +promised$");
        lines[1].Should().MatchRegex("^wte.weight +▆ +0.02 +0.02$");
        lines[4].Should().MatchRegex(@"^h\.\*\.attn\.c_proj\.weight +▃▃ +0\.00999 to 0\.01 +0\.01$");
        lines[7].Should().MatchRegex(@"^filled in \d+\.\d\d s with seed 42 on \d+ processors: [\d,]+ million weights a second$");
        lines[8].Should().MatchRegex(@"^checked in \d+\.\d\d s: 28 parameters are as planned$");
        lines[9].Should().MatchRegex(@"^memory: [\d,]+ MB at the peak, [\d,]+ MB managed, 214 MB of it weights$");
    }

    [Fact]
    public void Program_OnATerminal_ShowsABar()
    {
        using var screen = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        Run("mobilenet_v3_small", terminal).Code.Should().Be(PlanCommand.AsPlanned);
        screen.ToString().Should().Contain("filling").And.Contain("100%");
    }

    [Theory]
    [InlineData("gpt2", "148 parameters, 124,439,808 elements (497.8 MB as float32), 12 layers")]
    [InlineData("nanogpt", "149 parameters, 124,475,904 elements (497.9 MB as float32), 1 tied, 12 layers")]
    [InlineData("pythia-160m", "184 parameters, 162,322,944 elements (649.3 MB as float32), 36 skipped, 12 layers")]
    [InlineData("mixtral-8x7b", "995 parameters, 46,702,792,704 elements (186,811.2 MB as float32), 32 layers")]
    [InlineData("roberta-base", "204 parameters, 124,697,433 elements (498.8 MB as float32), 2 tied, 12 layers")]
    [InlineData("whisper-tiny", "167 parameters, 37,760,640 elements (151.0 MB as float32), 4 layers")]
    [InlineData("clip-text-base", "196 parameters, 63,165,952 elements (252.7 MB as float32), 12 layers")]
    [InlineData("mamba-130m", "242 parameters, 129,135,360 elements (516.5 MB as float32), 24 layers")]
    [InlineData("resnet50", "161 parameters, 25,557,032 elements (102.2 MB as float32)")]
    public void List_HasThePublishedCounts(string name, string counts)
    {
        string[] lines = Run("--list").Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(Presets.All.Count).And.ContainSingle(line => line.StartsWith(name + " ", StringComparison.Ordinal))
            .Which.Should().EndWith("  " + counts);
    }

    [Fact]
    public void Names_OfPresets_AreDifferent() =>
        Presets.All.Select(preset => preset.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(40);

    [Fact]
    public void DryRun_OfEveryModelThatMayBeDeeper_IsDeeper()
    {
        foreach (Preset preset in Presets.All.Where(preset => preset.Layers is not null))
        {
            (int code, string output, string error) = Run($"--preset {preset.Name} --layers {preset.Layers + 1} --dry-run");
            (code, error).Should().Be((PlanCommand.AsPlanned, ""), preset.Name);
            output.Should().NotContain("filled in", preset.Name);
            int layers = preset.Layers!.Value;
            output.Should().NotContain(preset.Plan(layers).Resolve(preset.Shapes(layers)).Summary(), preset.Name);
        }
    }

    [Fact]
    public void Weights_AreThoseOfTheSeed()
    {
        ResolvedPlan plan = ModelPlan.MobileNet().Resolve(Planning.VisionShapes.MobileNetV3(unit: 4, classes: 10));
        double[] Measured(long seed) => [.. new FilledModel(plan, seed, null).Deviations.Select(deviation => deviation.Measured)];
        var weights = plan.Parameters.ToDictionary(parameter => parameter.Name, parameter => new float[parameter.Elements]);
        plan.Initialize(name => weights[name], new PhiloxRandom(7));
        Measured(7).Should().Equal(PlanDeviation.Of(plan, name => weights[name]).Select(deviation => deviation.Measured));
        Measured(8).Zip(Measured(7)).Should().OnlyContain(pair => pair.First != pair.Second);
    }

    [Fact]
    public void Names_OfAFile_AreInsteadOfTheModels()
    {
        string file = Write("""
            {
              // as a file of a wrapped model lists them
              "_orig_mod.wte.weight": [100, 16], "_orig_mod.wpe.weight": [8, 16],
              "_orig_mod.h.0.ln_1.weight": [16], "_orig_mod.h.0.attn.c_attn.weight": [16, 48],
              "_orig_mod.h.0.attn.c_proj.weight": [16, 16], "_orig_mod.h.0.mlp.c_fc.weight": [16, 64],
            }
            """);
        (int code, string output, string error) = Run("gpt2", "--layers", "1", "--names", file);
        (code, error).Should().Be((PlanCommand.AsPlanned, ""));
        output.Should().Contain("6 names have a wrapper's prefix").And.Contain(" s: 6 parameters are as planned");
    }

    [Fact]
    public void Names_ThatThePlanDoesNotFit_AreRefused()
    {
        string file = Write("""{"wte.weight": [4, 4], "wte.weight": [4, 4], "odd": []}""");
        (int code, string output, string error) = Run("gpt2", "--layers", "1", "--names", file);
        (code, output).Should().Be((PlanCommand.NotAsPlanned, ""));
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
    [InlineData("{\"a\": [1]", "* must be JSON: *")]
    [InlineData("", "* must be JSON: *")]
    public void Names_OfAFileThatHasNone_AreRefused(string content, string message)
    {
        (int code, string output, string error) = Run("gpt2", "--layers", "1", "--names", Write(content));
        (code, output).Should().Be((PlanCommand.WrongCall, ""));
        error.TrimEnd().Should().Match(message).And.NotContain("\n");
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
        (int code, string output, string error) = Run("gpt2", "--layers", "2", "--plan", file, "--dry-run");
        (code, error).Should().Be((PlanCommand.AsPlanned, ""));
        output.Should().Be(InitializationPlan.FromJson(File.ReadAllText(file)).Resolve(Planning.ModelShapes.Gpt2(2)) + Environment.NewLine);
        output.Should().Contain("0.01414 to 0.01 ");
    }

    [Fact]
    public void Plan_AndNamesOfFiles_NeedNoModel()
    {
        string plan = Write("""{"rules": [{ "match": "**", "initializer": "HeNormal()" }]}""", "plan.json");
        (int code, string output, string error) = Run("--plan", plan, "--names", Write("""{"layer.weight": [64, 48]}"""));
        (code, error).Should().Be((PlanCommand.AsPlanned, ""));
        output.Should().StartWith("parameter ").And.Contain("layer.weight ").And.Contain("1 parameter is as planned");
    }

    [Theory]
    [InlineData("{\"rules\": [{\"match\": \"**\", \"initialiser\": \"Zeros()\"}]}", "*initializer*initialiser*")]
    [InlineData("{\"rules\": [{\"match\": \"**\", \"initializer\": \"HeNormale()\"}]}", "*HeNormal*")]
    [InlineData("{", "*")]
    public void Plan_OfAFileThatHasNone_IsRefused(string content, string message)
    {
        string file = Write(content, "plan.json");
        (int code, string output, string error) = Run("gpt2", "--plan", file);
        (code, output).Should().Be((PlanCommand.WrongCall, ""));
        error.TrimEnd().Should().StartWith($"--plan {file} must be a plan, but").And.Match(message)
            .And.NotContain("\n").And.NotContain("(Parameter");
    }

    [Fact]
    public void Plan_ThatDoesNotFitTheModel_IsRefused()
    {
        string file = Write("""{"rules": [{ "match": "**.weight", "initializer": "Zeros()" }]}""", "plan.json");
        (int code, _, string error) = Run("gpt2", "--plan", file);
        code.Should().Be(PlanCommand.NotAsPlanned);
        error.Should().StartWith("The plan does not fit the parameters: ").And.Contain("no rule matches h.0.ln_1.bias [768]");
    }

    [Fact]
    public void Report_HasThePlanAndThePicture()
    {
        string report = Path.Combine(_folder.Path, "reports", "model.html"), picture = Path.ChangeExtension(report, ".svg");
        (int code, string output, _) = Run("mobilenet_v3_small", "--html", report);
        code.Should().Be(PlanCommand.AsPlanned);
        output.Should().EndWith($"report: {report}, picture: {picture}{Environment.NewLine}");
        var document = XDocument.Parse(File.ReadAllText(report)["<!DOCTYPE html>".Length..]);
        document.Descendants("h1").Single().Value.Should().Be("The plan of mobilenet_v3_small");
        document.Descendants("p").Last().Value.Should().Be("142 parameters are as planned.");
        XElement.Parse(File.ReadAllText(picture)).Name.LocalName.Should().Be("svg");

        Run("mobilenet_v3_small", "--dry-run", "--html", report).Code.Should().Be(PlanCommand.AsPlanned);
        File.ReadAllText(report).Should().NotContain("as planned").And.Contain("features.12.0.weight");
        Run("mobilenet_v3_small", "--dry-run", "--html", _folder.Path).Should().Match<(int Code, string Output, string Error)>(run =>
            run.Code == PlanCommand.WrongCall && run.Error.StartsWith("--html must be a file that can be written: "));
    }

    [Fact]
    public void Weights_ThatDoNotFitIntoMemory_AreRefusedAfterTheDryRun()
    {
        string file = Write("""
            {"wte.weight": [1000000000000, 16], "wpe.weight": [8, 16], "h.0.ln_1.weight": [16], "h.0.attn.c_attn.weight": [16, 48],
             "h.0.attn.c_proj.weight": [16, 16], "h.0.mlp.c_fc.weight": [16, 64]}
            """);
        (int code, string output, string error) = Run("gpt2", "--layers", "1", "--names", file);
        code.Should().Be(PlanCommand.WrongCall);
        output.Should().StartWith("parameter ").And.NotContain("filled");
        error.Should().MatchRegex(@"^the weights must fit into memory, [\d,]+\.\d GB, but have 64,000\.0 GB: --dry-run fills nothing");
    }

    [Fact]
    public void Help_ListsTheOptions()
    {
        (int code, string output, string error) = Run("--help");
        (code, error).Should().Be((PlanCommand.AsPlanned, ""));
        foreach (string option in (string[])["--preset", "--list", "--layers", "--plan", "--names", "--seed", "--dry-run", "--html"])
            output.Should().Contain(option);
    }

    [Theory]
    [InlineData("", "a model must be named, such as gpt2, or --plan and --names be given; --list shows all models.")]
    [InlineData("--plan x.json", "a model must be named, *")]
    [InlineData("--names x.json", "a model must be named, *")]
    [InlineData("gpt2 --plan no/such.json", "--plan must be a file that can be read: *")]
    [InlineData("gtp2", "the model must be one that --list shows, such as gpt2, *, but was gtp2.")]
    [InlineData("resnet", "the model must be one that --list shows, such as resnet18, resnet50, *, but was resnet.")]
    [InlineData("gpt2 bert-base", "one model must be named, but bert-base came behind it.")]
    [InlineData("gpt2 --preset bert-base", "one model must be named, but gpt2 and bert-base were.")]
    [InlineData("--sed 3", "--sed is no option; did you mean --seed? --help shows all of them.")]
    [InlineData("gpt2 --layer 3", "--layer is no option; did you mean --layers? --help shows all of them.")]
    [InlineData("gpt2 -x", "-x is no option; did you mean *")]
    [InlineData("gpt2 --seed x", "--seed must be a whole number from -9223372036854775808 to 9223372036854775807, but was x.")]
    [InlineData("gpt2 --seed", "*--seed*")]
    [InlineData("gpt2 --layers 0", "--layers must be a whole number from 1 to 10000, but was 0.")]
    [InlineData("gpt2 --layers 10001", "--layers must be a whole number from 1 to 10000, but was 10001.")]
    [InlineData("resnet18 --layers 3", "--layers must be left out for resnet18, whose depth is fixed, but was 3.")]
    [InlineData("gpt2 --names no/such.json", "--names must be a file that can be read: *")]
    public void CommandLine_BadArguments_SaysWhatIsAccepted(string arguments, string message)
    {
        (int code, string output, string error) = Run(arguments);
        (code, output).Should().Be((PlanCommand.WrongCall, ""));
        error.TrimEnd().Should().Match(message).And.NotContain("\n");
    }

    private static (int Code, string Output, string Error) Run(string arguments, IAnsiConsole? terminal = null) =>
        Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), terminal);

    private static (int Code, string Output, string Error) Run(params string[] arguments) => Run(arguments, null);

    private static (int Code, string Output, string Error) Run(string[] arguments, IAnsiConsole? terminal)
    {
        using StringWriter output = new(), error = new();
        int code = PlanCommand.Run(arguments, output, error, terminal);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string content, string name = "model.json")
    {
        string file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, content);
        return file;
    }
}
