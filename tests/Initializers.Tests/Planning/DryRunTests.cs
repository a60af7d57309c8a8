using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Initializers.Tests.Cultures;
using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>The dry run as CSV and JSON: what is written is read back, whatever the names.</summary>
public class DryRunTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>A plan with a parameter for everything that a column says.</summary>
    private static ResolvedPlan Everything => new InitializationPlan
    {
        { "h.{layer}.scaled", Rule.Scale(match => 1 / (match["layer"] + 2.0)) },
        { "wte.weight", Rule.Initialize(Init.Normal(0, 0.02)).WithPaddingRow(1).WithKeptRows(2) },
        { "lm_head.weight", Rule.TiedTo("wte.weight") },
        { "loaded", Rule.Keep },
        { "**.mask", Rule.Skip },
        { "h.*.qkv", Rule.Initialize(Init.GlorotUniform()).WithLayout(WeightLayout.InOut).WithBlocks(3).WithHeads(2) },
        { "experts", Rule.Initialize(Init.HeNormal()).WithLayout(new("batch, out, in")).WithStreams("e.{entry}.w") },
        { "norm", Rule.Initialize(Init.Ones()).OfRole("norm") },
        { "**", Init.Uniform(-0.25, 0.75) },
        { "**.never", Rule.Skip.Optional() },
    }.Resolve((PlanParameter[])
    [
        new("module.wte.weight", [10, 4]), new("module.lm_head.weight", [10, 4]), new("module.loaded", [3]), new("module.h.0.mask", [2, 2]),
        new("module.h.0.qkv", [4, 12]), new("module.experts", [2, 3, 5]), new("module.norm", [7], "norm"), new("module.h.0.scaled", [2, 3]),
        new("module.empty", [0, 3]),
    ]);

    private static readonly string[] HostileNames =
    [
        "a,b", "\"", "\"\"", "say \"hello\", world", "line\nbreak", "return\r", "both\r\n", "<script>alert(1)</script>", "=1+1", " spaces ",
        "'", "\0", "\u0001", "日本.語", "\ud83d\ude00", "; ", "\\", "{\"name\": 1}", "]]>", "&amp;",
    ];

    [Fact]
    public void ToCsv_IsReadBack_CellByCell()
    {
        IReadOnlyList<string[]> records = CsvReader.Read(Everything.ToCsv());
        records[0].Should().Equal(
            "name", "plainName", "shape", "layout", "role", "state", "action", "rule", "pattern", "scaledBy", "initializer", "heads",
            "paddingRow", "keptRows", "streams", "tiedTo", "mean", "standardDeviation", "smallest", "largest", "elements", "bytes");
        records.Should().HaveCount(10);
        Row("module.wte.weight").Should().Equal(
            "wte.weight", "[10, 4]", "", "", "", "initialize", "1", "wte.weight", "", "Normal(mean: 0, standardDeviation: 0.02)", "", "1",
            "2", "wte.weight", "", "0", "0.02", Text(Everything["module.wte.weight"].Prediction!.Value.Smallest),
            Text(Everything["module.wte.weight"].Prediction!.Value.Largest), "40", "160");
        Row("module.lm_head.weight").Should().Equal(
            "lm_head.weight", "[10, 4]", "", "", "", "tie", "2", "lm_head.weight", "", "", "", "", "", "", "module.wte.weight", "", "", "",
            "", "40", "160");
        Row("module.loaded")[5..9].Should().Equal("keep", "3", "loaded", "");
        Row("module.h.0.mask")[5..9].Should().Equal("skip", "4", "**.mask", "");
        Row("module.h.0.qkv")[1..11].Should().Equal(
            "[4, 12]", "in, out; blocks: 3", "", "", "initialize", "5", "h.*.qkv", "", Init.GlorotUniform().ToString(), "2");
        Row("module.experts")[2].Should().Be("batch, out, in");
        Row("module.experts")[13].Should().Be("e.0.w; e.1.w");
        Row("module.norm")[3].Should().Be("norm");
        Row("module.norm")[15..19].Should().Equal("1", "0", "1", "1");
        Row("module.h.0.scaled")[8..10].Should().Equal("[0]", "Uniform(low: -0.125, high: 0.375)");
        Row("module.h.0.scaled")[17..19].Should().Equal("-0.125", "0.375");
        Row("module.empty")[15..].Should().Equal("", "", "", "", "0", "0");

        string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
        string[] Row(string name) => records.Single(record => record[0] == name)[1..];
    }

    [Fact]
    public void ToCsv_WritesNumbersThatAreReadBack_InAnyCulture()
    {
        ResolvedPlan plan = ModelPlan.Gpt2(2).Resolve(ModelShapes.Gpt2(2, 48, 100, 16));
        string invariant = plan.ToCsv();
        Culture.Under("fa-IR", () => plan.ToCsv()).Should().Be(invariant);
        Culture.Under("de-DE", () => plan.ToJson()).Should().Be(plan.ToJson());
        IReadOnlyList<string[]> records = CsvReader.Read(invariant);
        foreach ((PlannedParameter parameter, string[] record) in plan.Parameters.Zip(records.Skip(1)))
        {
            record[0].Should().Be(parameter.Name);
            double[] promise = [.. record[16..20].Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            WeightPrediction promised = parameter.Prediction!.Value;
            promise.Should().Equal(promised.Mean, promised.StandardDeviation, promised.Smallest, promised.Largest);
        }
        records.Skip(1).Sum(record => long.Parse(record[20], CultureInfo.InvariantCulture)).Should().Be(plan.Elements);
    }

    [Fact]
    public void WriteCsv_WritesTheSame_AndDefusesFormulas()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Zeros() } }.Resolve([("=cmd()", [2]), ("-1.weight", [3])]);
        using var writer = new StringWriter();
        plan.WriteCsv(writer);
        writer.ToString().Should().Be(plan.ToCsv());
        CsvReader.Read(plan.ToCsv()).Select(record => record[0]).Should().Equal("name", "=cmd()", "-1.weight");
        CsvReader.Read(plan.ToCsv(defuseFormulas: true)).Select(record => record[0]).Should().Equal("name", "'=cmd()", "'-1.weight");
        ((Action)(() => plan.WriteCsv(null!))).Should().Throw<ArgumentNullException>().WithParameterName("writer");
    }

    [Fact]
    public void ToJson_IsReadBack_MemberByMember()
    {
        ResolvedPlan plan = Everything;
        Document read = JsonSerializer.Deserialize<Document>(plan.ToJson(), Options)!;
        read.Totals.Should().Be(new Totals(9, 6, 1, 1, 1, plan.Elements, 4 * plan.Elements));
        read.Rules.Select(rule => (rule.Rule, rule.Pattern, rule.Does, rule.Parameters)).Should().Equal(
            plan.Rules.Zip(plan.ParametersByRule).Select((rule, i) =>
                (i, rule.First.Pattern, rule.First.Rule.ToString(), rule.Second)));
        foreach ((PlannedParameter parameter, Parameter one) in plan.Parameters.Zip(read.Parameters))
        {
            (one.Name, one.PlainName, one.Role).Should().Be((parameter.Name, parameter.PlainName, parameter.Role));
            (one.Rule, one.Pattern, one.TiedTo).Should().Be((parameter.RuleNumber, parameter.PlanRule.Pattern, parameter.TiedTo));
            one.Action.Should().BeEquivalentTo(parameter.Action.ToString());
            one.Shape.Should().Equal(parameter.Shape.ToArray());
            one.Initializer.Should().Be(parameter.Initializer?.ToString());
            (one.ScaledBy ?? []).Should().Equal(parameter.ScalingRules);
            (one.Streams ?? []).Should().Equal(parameter.Streams);
            (one.Mean, one.StandardDeviation).Should().Be((parameter.Prediction?.Mean, parameter.Prediction?.StandardDeviation));
            (one.Smallest, one.Largest).Should().Be((parameter.Prediction?.Smallest, parameter.Prediction?.Largest));
            (one.Elements, one.Bytes).Should().Be((parameter.Elements, 4 * parameter.Elements));
        }
        read.Parameters[0].Should().BeEquivalentTo(new { PaddingRow = 1L, KeptRows = 2L, Layout = (string?)null });
        read.Parameters[4].Should().BeEquivalentTo(new { Heads = 2L, Layout = "in, out; blocks: 3" });
    }

    [Fact]
    public void Infinities_AreStringsInJson_AndWordsInCsv()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", new Unbounded() } }.Resolve([("w", [2, 3])]);
        using var json = JsonDocument.Parse(plan.ToJson());
        JsonElement parameter = json.RootElement.GetProperty("parameters")[0];
        parameter.GetProperty("smallest").GetString().Should().Be("-Infinity");
        parameter.GetProperty("largest").GetString().Should().Be("Infinity");
        parameter.GetProperty("standardDeviation").GetDouble().Should().Be(3);
        CsvReader.Read(plan.ToCsv())[1][18..20].Should().Equal("-Infinity", "Infinity");
        JsonSerializer.Deserialize<Document>(plan.ToJson(), Options)!.Parameters[0].Largest.Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void HostileNames_AreReadBack_FromBoth()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.HeNormal() } }
            .Resolve(HostileNames.Select(name => (name, new TensorShape(4, 4))));
        IReadOnlyList<string[]> records = CsvReader.Read(plan.ToCsv());
        records.Select(record => record[0]).Skip(1).Should().Equal(HostileNames);
        records.Should().OnlyContain(record => record.Length == 22);
        records.Skip(1).Should().OnlyContain(record => record[14] == record[0], "the stream is the name");
        Document read = JsonSerializer.Deserialize<Document>(plan.ToJson(), Options)!;
        read.Parameters.Select(parameter => parameter.Name).Should().Equal(HostileNames);
        read.Parameters.Select(parameter => parameter.Streams!.Single()).Should().Equal(HostileNames);
        plan.ToJson().Should().NotContain("<script>", "it may be put into a page");
    }

    [Fact]
    public void WriteJson_WritesIntoADocument_AndNotBesideOne()
    {
        ResolvedPlan plan = Everything;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("plan");
            plan.WriteJson(writer);
            writer.WriteEndObject();
            ((Action)(() => plan.WriteJson(writer))).Should().Throw<InvalidOperationException>();
        }
        using var json = JsonDocument.Parse(stream.ToArray());
        json.RootElement.GetProperty("plan").GetProperty("parameters").GetArrayLength().Should().Be(9);
        ((Action)(() => plan.WriteJson(null!))).Should().Throw<ArgumentNullException>().WithParameterName("writer");
    }

    [Fact]
    public void Empty_HasHeadingsAndTotals()
    {
        ResolvedPlan plan = new InitializationPlan().Resolve(Array.Empty<PlanParameter>());
        CsvReader.Read(plan.ToCsv()).Should().ContainSingle();
        Document read = JsonSerializer.Deserialize<Document>(plan.ToJson(), Options)!;
        (read.Totals, read.Rules.Length, read.Parameters.Length).Should().Be((new Totals(0, 0, 0, 0, 0, 0, 0), 0, 0));
    }

    [Fact]
    public void Bytes_OfAlmostAllElements_AreTheLargestNumber()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Rule.Keep } }.Resolve([("w", [long.MaxValue])]);
        CsvReader.Read(plan.ToCsv())[1][20..].Should().Equal("9223372036854775807", "9223372036854775807");
    }

    [Fact]
    public void ToString_FoldsWhatDiffersInNumbersAlone_WhateverStandsInNames()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Zeros() } }.Resolve(
            new[] { "7", "\0", "0.\0.2", "9.1.\0", "h.3", "h.4", "h.6", "h.06" }.Select(name => (name, new TensorShape(2))));
        string[] names = [.. plan.ToString().Split(Environment.NewLine)[1..7].Select(line => line.Split("  ")[0])];
        names.Should().Equal("7", "\\u0000", "0.\\u0000.2", "9.1.\\u0000", "h.3-4,6", "h.06");
    }

    private sealed record Document(Totals Totals, RuleCount[] Rules, Parameter[] Parameters);

    private sealed record Totals(int Parameters, int Initialized, int Tied, int Kept, int Skipped, long Elements, long Bytes);

    private sealed record RuleCount(int Rule, string Pattern, string Does, int Parameters);

    private sealed record Parameter(
        string Name, string? PlainName, long[] Shape, string? Layout, string? Role, string Action, int Rule, string Pattern,
        int[]? ScaledBy, string? Initializer, long? Heads, long? PaddingRow, long? KeptRows, string[]? Streams, string? TiedTo,
        double? Mean, double? StandardDeviation, double? Smallest, double? Largest, long Elements, long Bytes);

    /// <summary>A distribution without bounds, as a user may write one.</summary>
    private sealed record Unbounded : ElementwiseInitializer, IPredictableInitializer
    {
        public WeightPrediction? Predict(TensorShape shape) => new WeightPrediction(0, 3, double.NegativeInfinity, double.PositiveInfinity);

        protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random) =>
            random.NextNormal(slice, 0, 3);
    }
}
