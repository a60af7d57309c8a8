using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CsCheck;
using Initializers.Tool;
using Json.Schema;
using Microsoft.Extensions.Configuration;

namespace Initializers.Tests.Planning;

/// <summary>Plans as JSON, in configuration files, and presets as texts.</summary>
public partial class PlanJsonTests
{
    private const string Example = """
        {
            // what a paragraph of a paper says
            "$schema": "plan.schema.json",
            "prefixes": "base_model.model",
            "rules": [
                { "match": "**.ln_*.(weight|gain)", "initializer": "Ones()", "rank": 1 },
                { "match": "**.bias", "initializer": "Zeros()" },
                { "match": "h.{layer}.mlp.w2", "initializer": "ResidualProjectionAtDepth({layer})", "layout": "in, out" },
                { "match": "**.kv", "initializer": "GlorotUniform()", "blocks": [64, 16, 16], "heads": 4, "streams": ["a.{**}", "b", "c"] },
                {
                    "regex": "H\\.\\d+\\.moe", "ignoreCase": true,
                    "initializer": "keras/he_normal", "groups": 2, "fans": { "in": 8, "out": 4 }
                },
                { "match": "wte.weight", "initializer": "Normal(0, 0.02)", "paddingRow": 0, "keptRows": 10, "blocks": 2, "role": "table" },
                { "match": "**.wo", "scale": 0.5, "optional": true },
                { "match": "lm_head.weight", "tiedTo": "wte.weight" },
                { "match": "**.mask", "skip": true },
                { "match": "old.**", "keep": true },
                { "preset": "Gpt2(layers: 12, source: NanoGpt)" },
                { "preset": "DeepNorm(Roberta(), layers: 24)" }, // a trailing comma
            ],
        }
        """;

    [Fact]
    public void FromJson_EveryMember_IsTheRuleThatItSays()
    {
        InitializationPlan plan = InitializationPlan.FromJson(Example);
        plan.Prefixes.Should().Equal("base_model.model");
        plan.Rules.Take(10).Select(rule => rule.ToString()).Should().Equal(
            "\"**.ln_*.(weight|gain)\": Initialize(Ones()).OfRank(1)",
            "\"**.bias\": Initialize(Zeros())",
            "\"h.{layer}.mlp.w2\": Initialize(\"ResidualProjectionAtDepth({layer})\").WithLayout(\"in, out\")",
            "\"**.kv\": Initialize(GlorotUniform(mode: Average)).WithBlocks(64, 16, 16).WithHeads(4).WithStreams(\"a.{**}\", \"b\", \"c\")",
            "\"/H\\.\\d+\\.moe/\": Initialize(HeTruncatedNormal(mode: In)).WithGroups(2).WithFans(8, 4)",
            "\"wte.weight\": Initialize(Normal(mean: 0, standardDeviation: 0.02)).WithBlocks(2).WithPaddingRow(0).WithKeptRows(10)"
                + ".OfRole(\"table\")",
            "\"**.wo\": Scale(0.5).Optional()",
            "\"lm_head.weight\": TiedTo(\"wte.weight\")",
            "\"**.mask\": Skip",
            "\"old.**\": Keep");
        string[] presets = [.. ModelPlan.Gpt2(12, Gpt2Source.NanoGpt).Rules.Concat(ModelPlan.DeepNorm(ModelPlan.Roberta(), 24).Rules)
            .Select(rule => rule.ToString())];
        plan.Rules.Skip(10).Select(rule => rule.ToString()).Should().Equal(presets);
    }

    [Fact]
    public void ToJson_AnyPlanOfTexts_ReadsBackAsTheSameRules()
    {
        InitializationPlan plan = InitializationPlan.FromJson(Example);
        string json = plan.ToJson();
        InitializationPlan read = InitializationPlan.FromJson(json);
        read.ToString().Should().Be(plan.ToString());
        read.Rules.Select(rule => rule.Rule).Should().Equal(plan.Rules.Select(rule => rule.Rule));
        read.ToJson().Should().Be(json);
        JsonSerializer.Serialize(new { Plan = plan }).Should().Contain("\"preset\":");
        JsonSerializer.Deserialize<InitializationPlan>(JsonSerializer.Serialize(plan))!.ToJson().Should().Be(json);
    }

    [Fact]
    public void Resolve_APlanOfJson_FillsAsTheSamePlanInCode()
    {
        (string, TensorShape)[] parameters = [("h.0.w2", [8, 4]), ("h.3.w2", [8, 4]), ("h.3.b", [8])];
        InitializationPlan json = InitializationPlan.FromJson("""
            { "rules": [{ "match": "h.{layer}.w2", "initializer": "ResidualProjectionAtDepth({layer}, 0.1)" },
                        { "match": "**.b", "initializer": "Zeros" }] }
            """);
        var code = new InitializationPlan
        {
            { "h.{layer}.w2", match => TransformerInit.ResidualProjectionAtDepth(match["layer"], 0.1) },
            { "**.b", Init.Zeros() },
        };
        foreach ((string name, TensorShape shape) in parameters)
        {
            float[] expected = new float[shape.Count], actual = new float[shape.Count];
            code.Resolve(parameters).Initialize(name, expected, new PhiloxRandom(42));
            json.Resolve(parameters).Initialize(name, actual, new PhiloxRandom(42));
            actual.Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData("", "json must be a plan, but at $, line 1, column 1: *")]
    [InlineData("null", "json must be a plan, but: a plan must be an object with rules*")]
    [InlineData("{}", "*a plan must be an object with rules*")]
    [InlineData("[]", "*line 1*")]
    [InlineData("""{ "rules": [null] }""", "*rules[0] must be an object, but was null.*")]
    [InlineData("""{ "ruls": [], "rules": [] }""", "*a plan must have known members, such as rules, *\"ruls\".*")]
    [InlineData(
        """{ "rules": [{ "match": "a", "inital": "Zeros" }] }""",
        "*rules[0] must have known members, such as *initializer*\"inital\"*")]
    [InlineData(
        """{ "rules": [{ "match": "a" }] }""",
        "*rules[0] must have one of initializer, tiedTo, scale, keep: true and skip: true, but had none.*")]
    [InlineData("""{ "rules": [{ "match": "a", "skip": true, "keep": true }] }""", "*but had keep and skip.*")]
    [InlineData("""{ "rules": [{ "match": "a", "regex": "a", "skip": true }] }""", "*rules[0] must have match, or regex, or preset*")]
    [InlineData("""{ "rules": [{ "skip": true }] }""", "*rules[0] must have match, or regex, or preset*")]
    [InlineData("""{ "rules": [{ "preset": "Gpt2(12)", "match": "a" }] }""", "*rules[0] must have nothing beside preset, but had match.*")]
    [InlineData("""{ "rules": [{ "preset": "Gtp2(12)" }] }""", "*rules[0]: *the name of a preset, such as Gpt2,*")]
    [InlineData("""{ "rules": [{ "preset": "Gpt2()" }] }""", "*layers, a whole number, among the arguments of Gpt2*")]
    [InlineData(
        """{ "rules": [{ "match": "a", "skip": true }, { "match": "a..b", "skip": true }] }""",
        "*rules[1]: pattern must have segments*")]
    [InlineData("""{ "rules": [{ "match": "a", "initializer": "HeNrmal()" }] }""", "*rules[0]: *a known name, such as HeNormal,*")]
    [InlineData("""{ "rules": [{ "match": "a", "initializer": "Zeros().WithSeed(1)" }] }""", "*initializer must not be bound*")]
    [InlineData("""{ "rules": [{ "match": "a", "initializer": 3 }] }""", "*at $.rules[0].initializer, line 1, column *")]
    [InlineData("""{ "rules": [{ "match": "a", "skip": true, "heads": 3 }] }""", "*rules[0]: Skip fills nothing*")]
    [InlineData(
        """{ "rules": [{ "match": "a", "initializer": "Zeros", "fans": { "in": 3 } }] }""",
        "*rules[0].fans must have in and out.*")]
    [InlineData("""{ "rules": [{ "match": "a", "initializer": "Zeros", "heads": 0 }] }""", "*heads must be a whole number of at least 1*")]
    [InlineData("""{ "rules": [{ "match": "a", "initializer": "Zeros", "layout": "up, down" }] }""", "*rules[0]: *")]
    [InlineData("""{ "rules": [{ "match": "a", "scale": -1 }] }""", "*rules[0]: factor must be *above 0*")]
    [InlineData("""{ "rules": [{ "match": "a", "scale": 1e999 }] }""", "*rules[0]*")]
    [InlineData(
        """{ "rules": [{ "match": "a", "match": "b", "skip": true }] }""",
        "*at $.rules[0].match, line 1, column 41: the member match is there twice.*")]
    [InlineData("""{ "rules": [{ "match": "a", "initializer": "Zeros", "blocks": [64] }] }""", "*a list of sizes must have two or more*")]
    [InlineData("""{ "rules": [{ "match": "a", "ignoreCase": true, "skip": true }] }""", "*rules[0] must have regex for ignoreCase*")]
    [InlineData("""{ "rule": [] }""", "*a plan must have known members, such as rules, but had \"rule\".*")]
    [InlineData("""{ "rules": [{ "match": "a.{n}", "initializer": "Constant({m})" }] }""", "*rules[0]: rule must have a text*{n}*{m}*")]
    [InlineData("""{ "rules": [{ "regex": "(", "skip": true }] }""", "*rules[0]: *")]
    [InlineData("""{ "rules": [[[[[[[[[]]]]]]]]] }""", "*line 1*")]
    public void FromJson_Faults_AreRefusedWithTheirRule(string json, string message) =>
        ((Action)(() => InitializationPlan.FromJson(json))).Should().Throw<ArgumentException>()
            .WithMessage(message).WithParameterName(nameof(json));

    [Fact]
    public void FromJson_SeveralFaults_AreAllNamed()
    {
        string rules = string.Join(
            ',', Enumerable.Repeat("""{ "match": "a", "initializer": "HeNrmal" }, { "match": "b", "skip": true }""", 30));
        string message = ((Action)(() => InitializationPlan.FromJson($$"""{ "rules": [{{rules}}] }""")))
            .Should().Throw<ArgumentException>().Which.Message;
        string[] lines = message.Split(Environment.NewLine);
        lines.Should().HaveCount(22);
        lines[0].Should().Be("json must be a plan, but: 30 rules are wrong:");
        lines[2].Should().StartWith("- rules[2]: text must be one of Init.Names, such as HeNormal");
        lines[21].Should().StartWith("- and 10 more");
    }

    [Fact]
    public void ToJson_Functions_AreRefusedWithTheirRule()
    {
        foreach ((InitializationPlan plan, string what) in new (InitializationPlan, string)[]
        {
            (
                new() { { "a", Init.Zeros() }, { "b.{n}", match => Init.Constant(match["n"]) } },
                "rule 1, \"b.{n}\", has an initializer that is a function"
            ),
            (new() { { "a", Rule.Scale(match => 2) } }, "rule 0, \"a\", has a factor that is a function"),
            (new() { { "a", Rule.Skip.Where(shape => shape.Rank > 2) } }, "rule 0, \"a\", has a condition"),
            (new() { { new Regex("a", RegexOptions.RightToLeft), Rule.Skip } }, "rule 0, \"/a/\", has the options RightToLeft"),
            (new() { { "a", Init.FromArray(new float[1000]) } }, "rule 0, \"a\", has the initializer FromArray(1000 values)"),
            (ModelPlan.ResNet(), "is of a preset that was made in code"),
            (new() { { "a", Init.Zeros() }, ModelPlan.Gpt2(2) }, "is of a preset that was made in code"),
        })
        {
            plan.Invoking(its => its.ToJson()).Should().Throw<NotSupportedException>()
                .WithMessage($"a plan must have rules that JSON can say, but *{what}*");
        }
        ModelPlan.Parse("ResNet").ToJson().Should().Contain("\"preset\": \"ResNet\"");
    }

    /// <summary>The names, the parameters and the defaults of presets' texts are those of the members.</summary>
    [Fact]
    public void ModelPlan_EveryMember_HasATextWithItsParametersAndDefaults()
    {
        var names = new HashSet<string>();
        foreach (MethodInfo member in typeof(ModelPlan).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (member.ReturnType != typeof(InitializationPlan) || member.Name is "Parse" or nameof(ModelPlan.MuP)) continue;
            names.Add(member.Name);
            ParameterInfo[] parameters = member.GetParameters();
            foreach (bool hasDefaults in new[] { false, true })
            {
                object?[] values = Array.ConvertAll(
                    parameters, parameter => hasDefaults && parameter.IsOptional ? parameter.DefaultValue : ExampleOf(parameter));
                string arguments = string.Join(", ", parameters.Zip(values)
                    .Where(pair => !(hasDefaults && pair.First.IsOptional))
                    .Select(pair => $"{pair.First.Name}: {TextOf(pair.Second)}"));
                ModelPlan.Parse($"{member.Name}({arguments})").ToString()
                    .Should().Be(((InitializationPlan)member.Invoke(null, values)!).ToString(), "{0}({1})", member.Name, arguments);
            }
        }
        ModelPlan.Names.Should().BeEquivalentTo(names);
    }

    [Fact]
    public void FromConfiguration_ASectionOfAppSettings_IsThePlan()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "Logging": {}, "Initialization": {{Example}} }""")))
            .AddInMemoryCollection([KeyValuePair.Create("Initialization:Rules:6:Scale", (string?)"0.25")])
            .Build();
        InitializationPlan plan = InitializationPlan.FromConfiguration(
            configuration.GetSection("Initialization").AsEnumerable(makePathsRelative: true));
        plan.ToString().Should()
            .Be(InitializationPlan.FromJson(Example).ToString().Replace("Scale(0.5)", "Scale(0.25)", StringComparison.Ordinal));
        ((Action)(() => InitializationPlan.FromConfiguration([KeyValuePair.Create("rules:0:mach", (string?)"a")])))
            .Should().Throw<ArgumentException>()
            .WithMessage("settings must be a plan, but: rules[0] must have known members, such as match,*");
    }

    [Fact]
    public void Schema_OfTheDocs_TakesWhatIsReadAndWrittenAndHasEveryMember()
    {
        string file = Repository.Read("docs", "plan.schema.json");
        var schema = JsonSchema.FromText(file);
        var comments = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        foreach (string json in new[] { Example, InitializationPlan.FromJson(Example).ToJson() })
            schema.Evaluate(JsonDocument.Parse(json, comments).RootElement).IsValid.Should().BeTrue();
        foreach (string json in new[]
        {
            "{}", """{ "rules": [{ "match": "a" }] }""", """{ "rules": [{ "match": "a", "inital": "Zeros" }] }""",
            """{ "rules": [{ "match": "a", "regex": "a", "skip": true }] }""", """{ "rules": [{ "preset": "Gpt2(12)", "match": "a" }] }""",
            """{ "rules": [{ "match": "a", "initializer": "Zeros", "fans": { "in": 3 } }] }""",
            """{ "rules": [{ "match": "a", "initializer": "Zeros", "heads": 0 }] }""", """{ "rules": [{ "match": "a", "scale": -1 }] }""",
        })
        {
            schema.Evaluate(JsonDocument.Parse(json).RootElement).IsValid.Should().BeFalse(json);
            ((Action)(() => InitializationPlan.FromJson(json))).Should().Throw<ArgumentException>(json);
        }
        JsonElement root = JsonDocument.Parse(file).RootElement;
        root.GetProperty("$defs").GetProperty("rule").GetProperty("properties").EnumerateObject().Select(member => member.Name)
            .Should().BeEquivalentTo(PlanReader.Members);
    }

    [Fact]
    public void ToJson_APresetThatWasReadAndAddedTo_IsItsTextAndTheRule()
    {
        InitializationPlan plan = ModelPlan.Parse("Gpt2(layers: 2)");
        plan.Add("**.extra", Init.Zeros());
        string json = plan.ToJson();
        json.Should().Contain("\"preset\": \"Gpt2(layers: 2)\"").And.Contain("\"match\": \"**.extra\"");
        InitializationPlan.FromJson(json).ToString().Should().Be(plan.ToString());
        InitializationPlan.FromJson(json).Invoking(its => its.Resolve([.. ModelShapes.Gpt2(3, 4, 8, 8), ("extra", [1])]))
            .Should().Throw<PlanException>().WithMessage("*write layers: 3*");
    }

    [Fact]
    public void Json_APlanDeepInOtherObjects_IsWrittenAndRead()
    {
        object nested = InitializationPlan.FromJson("""
            { "rules": [{ "match": "a", "initializer": "Zeros", "fans": { "in": 3, "out": 4 } }] }
            """);
        for (int level = 0; level < 10; level++) nested = new List<object> { nested };
        JsonSerializer.Serialize(nested).Should().Contain("\"fans\":{\"in\":3,\"out\":4}");
    }

    [Fact]
    public void FromConfiguration_KeysOfAnyCase_AreTheSame() => InitializationPlan.FromConfiguration(
        [
            KeyValuePair.Create("RULES:0:MATCH", (string?)"a"), KeyValuePair.Create("RULES:0:TIEDTO", (string?)"b"),
            KeyValuePair.Create("rules:0:optional", (string?)"True"), KeyValuePair.Create("Rules:0:Streams", (string?)""),
        ])
        .ToString().Should().Be("\"a\": TiedTo(\"b\").Optional()");

    [Fact]
    public void FromJson_PresetsWithoutEnd_AreRefusedInBoundedTime()
    {
        string presets = string.Join(',', Enumerable.Repeat("""{ "preset": "ClipOpenAI(2)" }""", 100_000));
        ((Action)(() => InitializationPlan.FromJson($$"""{ "rules": [{{presets}}] }"""))).Should().Throw<ArgumentException>()
            .WithMessage("*a plan must have at most 100000 rules, those of presets too, but had more.*");
    }

    [Fact]
    public void Json_APlanAsAMember_IsReadByGeneratedCode()
    {
        var run = new Run { Plan = InitializationPlan.FromJson("""{ "rules": [{ "match": "**", "initializer": "keras/he_normal" }] }""") };
        string json = JsonSerializer.Serialize(run, RunContext.Default.Run);
        json.Should().Contain("keras/he_normal");
        JsonSerializer.Deserialize(json, RunContext.Default.Run)!.Plan!.ToString().Should().Be(run.Plan.ToString());
    }

    [Fact]
    public void Rule_ATextForWhich1WouldNotDo_IsTakenAndMadeOfTheMatch()
    {
        var plan = new InitializationPlan { { "w.{a}.{b}", Rule.Initialize("Uniform({a}, {b})") } };
        plan.Resolve([("w.2.5", [4])])["w.2.5"].Initializer.Should().Be(Init.Uniform(2, 5));
        plan.Invoking(its => its.Resolve([("w.5.2", [4])])).Should().Throw<PlanException>().WithMessage("*must have a valid call*");
        ((Action)(() => Rule.Initialize("Unifrm({a}, {b})"))).Should().Throw<ArgumentException>().WithParameterName("text");
    }

    /// <summary>10^5 changed plans: each is read, or refused with a clear error.</summary>
    [Fact]
    public void FromJson_HostilePlans_AreReadOrRefused()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "1e999", "\"match\"", "\"initializer\"", "\"blocks\"", "\"fans\"",
            "{layer}", "**", "(a|b)", "(", "\u0000", "9223372036854775807", "Scaled(2)", "/*", "*/",
        ];
        int read = 0;
        Gen<(int, int, int, int)> changes = Gen.Select(
            Gen.Int[0, Example.Length - 1], Gen.Int[0, 40], Gen.Int[0, pieces.Length - 1], Gen.Int[1, 3]);
        changes.Holds((at, length, piece, times) =>
        {
            string json = Example;
            for (int i = 0; i < times; i++)
            {
                int from = (at * (i + 1) + i * 131) % json.Length;
                json = json[..from] + pieces[(piece + i) % pieces.Length] + json[Math.Min(json.Length, from + length)..];
            }
            try
            {
                InitializationPlan plan = InitializationPlan.FromJson(json);
                InitializationPlan.FromJson(plan.ToJson()).ToString().Should().Be(plan.ToString());
                read++;
            }
            catch (ArgumentException refusal)
            {
                refusal.ParamName.Should().Be("json");
                refusal.Message.Length.Should().BeLessThan(7000); // at most 20 faults of 300 letters
            }
        }, count: 100_000);
        read.Should().BeGreaterThan(1000);
    }

    internal sealed class Run
    {
        public InitializationPlan? Plan { get; set; }
    }

    [JsonSerializable(typeof(Run))]
    internal sealed partial class RunContext : JsonSerializerContext;

    private static object? ExampleOf(ParameterInfo parameter) => parameter.ParameterType switch
    {
        Type type when type == typeof(double) => 0.5,
        Type type when type == typeof(long) || type == typeof(long?) => 6L,
        Type type when type == typeof(bool) => parameter.DefaultValue is not true,
        Type type when type == typeof(string) => "**.a.{layer}.b",
        Type type when type.IsEnum => Enum.GetValues(type).GetValue(1),
        _ => ModelPlan.Roberta(0.25),
    };

    private static string TextOf(object? value) => value switch
    {
        InitializationPlan => "Roberta(0.25)",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
