using System.Text.RegularExpressions;
using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>What a plan does, and that it cannot fail silently.</summary>
public class PlanTests
{
    private static readonly (string, TensorShape)[] Small = [.. ModelShapes.Gpt2(layers: 3, width: 8, vocabulary: 11, positions: 5)];

    private static InitializationPlan Gpt2 => new()
    {
        { "h.*.attn.c_attn.weight", Rule.Initialize(Init.Normal(0, 0.02)).WithLayout(WeightLayout.InOut).WithBlocks(3) },
        { "h.{layer}.*.c_proj.weight", match => TransformerInit.ResidualProjectionAtDepth(match["layer"]) },
        { "**.(ln_1|ln_2|ln_f).weight", Init.Ones() },
        { "**.bias", Init.Zeros() },
        { "lm_head.weight", Rule.TiedTo("wte.weight").Optional() },
        { "**.attn.masked_bias", Rule.Skip.Optional() },
        { new Regex(@"w[tp]e\.weight|h\.\d+\.mlp\.c_fc\.weight"), Init.Normal(0, 0.02) },
    };

    [Fact]
    public void Parameters_DrawFromTheStreamsOfTheirNames()
    {
        Dictionary<string, float[]> weights = Allocate(Small);
        ResolvedPlan plan = Gpt2.Resolve(Small);
        plan.Initialize(name => weights[name], new PhiloxRandom(42));
        var random = new PhiloxRandom(42);
        weights["wte.weight"].Should().Equal(Init.Normal(0, 0.02).Initialize([11, 8], random.Fork("wte.weight")));
        weights["h.2.mlp.c_proj.weight"].Should()
            .Equal(TransformerInit.ResidualProjectionAtDepth(2).Initialize([32, 8], random.Fork("h.2.mlp.c_proj.weight")));
        weights["h.1.ln_2.weight"].Should().AllBeEquivalentTo(1f);
        random.Position.Should().Be(0);
        plan.Check(name => weights[name]).IsAsPlanned.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_DoNotMatter(int threads)
    {
        (string, TensorShape)[] parameters = [.. ModelShapes.Gpt2(layers: 4, width: 256, vocabulary: 2000, positions: 64)];
        Dictionary<string, float[]> one = Allocate(parameters), many = Allocate(parameters);
        ResolvedPlan plan = Gpt2.Resolve(parameters);
        plan.Initialize(name => one[name], new PhiloxRandom(42) { MaxDegreeOfParallelism = 1 });
        plan.Initialize(name => many[name], new PhiloxRandom(42) { MaxDegreeOfParallelism = threads });
        foreach ((string name, float[] values) in one) many[name].AsSpan().SequenceEqual(values).Should().BeTrue(name);
    }

    [Fact]
    public void Faults_AreReportedAllAtOnce()
    {
        var plan = new InitializationPlan
        {
            { "**.bias", Init.Zeros() },
            { "a.bias", Init.Ones() },
            { "b.weigth", Init.HeNormal() },
            { "b.weight", Init.HeNormal() },
            { "c.weight", Rule.TiedTo("d.weight") },
            { "d.weight", Rule.TiedTo("c.weight") },
            { "e.weight", Rule.TiedTo("b.weight") },
            { "g.weight", Rule.TiedTo("missing.weight") },
            { "v.weight", Init.HeNormal() },
        };
        Action resolve = () => plan.Resolve(
        [
            ("a.bias", [4]), ("b.weight", [4, 4]), ("c.weight", [2]), ("d.weight", [2]), ("e.weight", [2, 2]), ("f.weight", [3]),
            ("g.weight", [2]), ("v.weight", [3]), ("b.weight", [4, 4]),
        ]);
        PlanException exception = resolve.Should().Throw<PlanException>().WithParameterName("parameters").Which;
        exception.Faults.Select(fault => (fault.Kind, fault.Name, fault.Rule)).Should().BeEquivalentTo(new (PlanFaultKind, string?, int?)[]
        {
            (PlanFaultKind.DuplicateName, "b.weight", null),
            (PlanFaultKind.UnmatchedParameter, "f.weight", null),
            (PlanFaultKind.Refused, "v.weight", 8),
            (PlanFaultKind.Tie, "c.weight", 4),
            (PlanFaultKind.Tie, "d.weight", 5),
            (PlanFaultKind.Tie, "e.weight", 6),
            (PlanFaultKind.Tie, "g.weight", 7),
            (PlanFaultKind.ShadowedRule, null, 1),
            (PlanFaultKind.UnusedRule, null, 2),
        });
        exception.Message.Should()
            .ContainAll("9 faults", "no rule matches f.weight", "fills, keeps or skips it", "the nearest names are b.weight", "WithFans");
    }

    [Fact]
    public void FirstMatchWins()
    {
        ResolvedPlan plan = new InitializationPlan { { "a.*", Init.Ones() }, { "**", Init.Zeros() } }.Resolve([("a.b", [1]), ("b", [1])]);
        plan["a.b"].Initializer.Should().Be(Init.Ones());
        plan["b"].Initializer.Should().Be(Init.Zeros());
        plan.ParametersByRule.Should().Equal(1, 1);
    }

    [Fact]
    public void Wrappers_AreTakenOff()
    {
        var plan = new InitializationPlan { { "h.0.weight", Init.Normal() }, { "h.module.bias", Init.Normal() } };
        ResolvedPlan resolved = plan.Resolve(
            [("module._orig_mod.h._fsdp_wrapped_module.0._checkpoint_wrapped_module.weight", [4]), ("module.h.module.bias", [4])]);
        resolved.Parameters.Select(parameter => parameter.PlainName).Should().Equal("h.0.weight", "h.module.bias");
        resolved.Parameters[0].Streams.Should().Equal("h.0.weight");
        resolved.ToString().Should().Contain("2 names have a wrapper's prefix, which patterns and streams leave out: ");
        ((Action)(() => plan.Resolve([("module.h.0.weight", [4]), ("h.module.bias", [4])]))).Should().Throw<PlanException>(
            "some names without it say that module is the model's own");
    }

    [Fact]
    public void NamedPrefixes_AreTakenOff()
    {
        var plan = new InitializationPlan { { "h.weight", Init.Normal() } };
        plan.Prefixes.Add("base_model.model");
        plan.Resolve([("base_model.model.h.weight", [4])]).Parameters[0].PlainName.Should().Be("h.weight");
    }

    [Fact]
    public void Conditions_StandBesideThePattern()
    {
        ResolvedPlan plan = new InitializationPlan
        {
            { "**", Rule.Initialize(Init.Ones()).OfRank(1) },
            { "**", Rule.Initialize(Init.Constant(2)).OfRole("gate") },
            { "**", Rule.Initialize(Init.Constant(3)).Where(shape => shape[0] == 7) },
            { "**", Init.Zeros() },
        }.Resolve((PlanParameter[])[new("a", [3]), new("b", [3, 3], "gate"), new("c", [7, 3]), new("d", [3, 3])]);
        plan.Parameters.Select(parameter => parameter.Initializer).Should()
            .Equal(Init.Ones(), Init.Constant(2), Init.Constant(3), Init.Zeros());
    }

    [Fact]
    public void RulesBeforeAnAddedPlan_OverrideIt()
    {
        var preset = new InitializationPlan { { "head.weight", Init.Normal() }, { "**.weight", Init.Zeros() } };
        preset.Prefixes.Add("model");
        var plan = new InitializationPlan { { "head.weight", Init.Ones() }, preset };
        ResolvedPlan resolved = plan.Resolve([("model.head.weight", [2]), ("model.body.weight", [2])]);
        resolved["model.head.weight"].Initializer.Should().Be(Init.Ones());
        resolved.ParametersByRule.Should().Equal(1, 0, 1);
        plan.Add("head.weight", Init.Constant(2));
        ((Action)(() => plan.Resolve([("head.weight", [2]), ("body.weight", [2])]))).Should().Throw<PlanException>()
            .Which.Faults.Should().ContainSingle().Which.Rule.Should().Be(3, "an outer rule behind the plan is overlooked by mistake");
    }

    [Fact]
    public void Rules_MayAskForTheShapeOfAnotherParameter()
    {
        var plan = new InitializationPlan
        {
            { "**.weight", Init.HeUniform(Math.Sqrt(5)) },
            { "**.bias", match => Init.Uniform(1 / Math.Sqrt(match.ShapeOf(match.Name.Replace("bias", "weight")).Fans.In)) },
        };
        plan.Resolve([("_orig_mod.fc.bias", [3]), ("_orig_mod.fc.weight", [3, 16])])["_orig_mod.fc.bias"].Initializer.Should()
            .Be(Init.Uniform(0.25));
        ((Action)(() => plan.Resolve([("fc.bias", [3]), ("fd.weight", [3, 16])]))).Should().Throw<PlanException>()
            .WithMessage("*does not suit fc.bias: name must be that of a parameter, such as fd.weight, but was \"fc.weight\".*");
    }

    [Fact]
    public void BoundInitializers_AreRefused()
    {
        ((Action)(() => new InitializationPlan().Add("a", Init.HeNormal().WithSeed(1)))).Should().Throw<ArgumentException>()
            .WithParameterName("initializer");
        ((Action)(() => new InitializationPlan { { "a", _ => Init.Normal().WithSeed(1) } }.Resolve([("a", [1])]))).Should()
            .Throw<PlanException>().Which.Faults.Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Refused);
    }

    [Fact]
    public void Ties_GiveTheirValuesOnce()
    {
        var plan = new InitializationPlan
        {
            { "a.{i}", Init.Normal() }, { "b.{i}", Rule.TiedTo("a.{i}") }, { "c", Rule.TiedTo("b.1") },
        };
        (string, TensorShape)[] parameters = [("a.0", [6]), ("a.1", [6]), ("b.0", [6]), ("b.1", [6]), ("c", [6])];
        Dictionary<string, float[]> weights = Allocate(parameters);
        weights["b.0"] = weights["a.0"];
        ResolvedPlan resolved = plan.Resolve(parameters);
        resolved.Initialize(name => weights[name], new PhiloxRandom(1));
        weights["c"].Should().Equal(weights["a.1"]).And.Equal(weights["b.1"]);
        weights["a.0"].Should().NotEqual(weights["a.1"]);
        resolved["c"].TiedTo.Should().Be("a.1");
        resolved.Elements.Should().Be(12);
        weights["c"][3]++;
        resolved.Check(name => weights[name]).Findings.Should().ContainSingle().Which.Kind.Should().Be(PlanFindingKind.NotTied);
    }

    [Fact]
    public void Tie_ToWhatIsNoPattern_IsAFault() =>
        ((Action)(() => new InitializationPlan { { "a", Rule.TiedTo("b.*(") }, { "b", Init.Zeros() } }.Resolve([("a", [1]), ("b", [1])])))
            .Should().Throw<PlanException>().Which.Faults.Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Tie);

    [Theory]
    [InlineData("a|ab", RegexOptions.None)]
    [InlineData("a b # a comment", RegexOptions.IgnorePatternWhitespace)]
    [InlineData("a|ab", RegexOptions.RightToLeft)]
    public void Regex_MatchesTheWholeName_WhateverItsOptions(string pattern, RegexOptions options)
    {
        var plan = new InitializationPlan { { new Regex(pattern, options), Init.Ones() }, { "**", Init.Zeros() } };
        ResolvedPlan resolved = plan.Resolve([("ab", [1]), ("abc", [1]), ("cab", [1])]);
        resolved.Parameters.Select(parameter => parameter.RuleNumber).Should().Equal(0, 1, 1);
    }

    [Theory]
    [InlineData("blocks")]
    [InlineData("sizes")]
    [InlineData("groups")]
    [InlineData("blocks of a vector")]
    public void PartsThatDoNotDivide_AreRefused_WhateverTheInitializer(string kind)
    {
        (Rule Rule, TensorShape Shape) wrong = kind switch
        {
            "blocks" => (Rule.Initialize(Init.Normal()).WithBlocks(3), [193, 64]),
            "sizes" => (Rule.Initialize(Init.Normal()).WithBlocks(64, 16), [193, 64]),
            "groups" => (Rule.Initialize(Init.Normal()).WithGroups(5), [16, 4, 3, 3]),
            _ => (Rule.Initialize(Init.Zeros()).WithBlocks(4), [6]),
        };
        ((Action)(() => new InitializationPlan { { "w", wrong.Rule } }.Resolve([("w", wrong.Shape)]))).Should().Throw<PlanException>()
            .Which.Faults.Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Refused);
    }

    [Fact]
    public void Texts_SayOneOfOne()
    {
        var plan = new InitializationPlan { { "w", Rule.Initialize(Init.Normal()).WithPaddingRow(0) } };
        ResolvedPlan resolved = plan.Resolve([("w", [2, 2])]);
        resolved.Summary().Should().Be("1 parameter, 4 elements");
        resolved.ToString().Should().Contain("standardDeviation: 0.05).WithPaddingRow(0)");
        resolved.Check(_ => new float[] { 0, 0, float.NaN, 1 }).ToString().Should()
            .Be($"1 finding in 1 parameter:{Environment.NewLine}w: has 1 NaN or infinite value");
        ((Action)(() => plan.Resolve([("w", [2, 2]), ("v", [1])]))).Should().Throw<PlanException>().Which.Message.Should()
            .StartWith("The plan does not fit the parameters: 1 fault.").And.NotContain("(Parameter").And.NotContain("are v");
    }

    /// <summary>For all faults it would take minutes.</summary>
    [Fact]
    public void NearNames_AreLookedForOnlyWhereTheMessageShowsThem()
    {
        var plan = new InitializationPlan();
        for (int i = 0; i < 1000; i++) plan.Add($"model.layers.*.attention.rule_{i}.weight", Init.Zeros());
        Action resolve = () =>
            plan.Resolve(Enumerable.Range(0, 10000).Select(i => ($"transformer.blocks.{i}.mlp.weight", new TensorShape(1))));
        IReadOnlyList<PlanFault> faults = resolve.Should().Throw<PlanException>().Which.Faults;
        faults.Should().HaveCount(11000);
        faults.Select(fault => fault.Message.Contains("nearest", StringComparison.Ordinal)).Should()
            .Equal(Enumerable.Range(0, 11000).Select(i => i is 0 or >= 10000 and < 10019)); // names alike are one line of the message
    }

    [Fact]
    public void Padding_KeptRows_AndSkips()
    {
        var plan = new InitializationPlan
        {
            { "emb", Rule.Initialize(Init.Normal()).WithPaddingRow(1) },
            { "grown", Rule.Initialize(Init.Normal()).WithKeptRows(2) },
            { "kept", Rule.Keep },
            { "skipped", Rule.Skip },
        };
        (string, TensorShape)[] parameters = [("emb", [3, 4]), ("grown", [4, 2]), ("kept", [2]), ("skipped", [9])];
        Dictionary<string, float[]> weights = Allocate(parameters, fill: 7);
        weights.Remove("skipped");
        ResolvedPlan resolved = plan.Resolve(parameters);
        resolved.Initialize(name => weights[name], new PhiloxRandom(1));
        float[] whole = Init.Normal().Initialize([3, 4], new PhiloxRandom(1).Fork("emb"));
        weights["emb"].Should().Equal([.. whole[..4], 0, 0, 0, 0, .. whole[8..]]);
        weights["grown"].Should().Equal([7, 7, 7, 7, .. Init.Normal().Initialize([4, 2], new PhiloxRandom(1).Fork("grown"))[4..]]);
        weights["kept"].Should().Equal(7, 7);
        resolved.Check(name => weights[name]).IsAsPlanned.Should().BeTrue();
    }

    [Fact]
    public void Heads_DealOutTheRowsOfBlocks()
    {
        // Blocks of 4, 2 and 2 rows of 3 columns for 2 heads: rows q0 q1 k0 v0, then q2 q3 k1 v1.
        TensorShape shape = new TensorShape(8, 3).WithBlocks(4, 2, 2);
        IWeightInitializer inner = Init.PerBlock(Init.Normal(0, 1), Init.Constant(5), Init.Constant(6));
        ResolvedPlan plan = new InitializationPlan { { "qkv", Rule.Initialize(inner).WithBlocks(4, 2, 2).WithHeads(2) } }
            .Resolve([("qkv", [8, 3])]);
        float[] weights = new float[24], packed = inner.Initialize(shape, new PhiloxRandom(3).Fork("qkv"));
        plan.Initialize("qkv", weights, new PhiloxRandom(3));
        weights.Should().Equal(
            [.. packed[..6], .. packed[12..15], .. packed[18..21], .. packed[6..12], .. packed[15..18], .. packed[21..24]]);
        weights[6..9].Should().AllBeEquivalentTo(5f);
    }

    [Fact]
    public void Streams_OfStackedExperts_AreThoseOfTheExperts()
    {
        TensorShape expert = [5, 3];
        IWeightInitializer he = Init.HeNormal(mode: FanMode.Out);
        ResolvedPlan apart = new InitializationPlan { { "experts.*.*", he } }.Resolve(
            from e in Enumerable.Range(0, 4) from w in (string[])["w1", "w3"] select ($"experts.{e}.{w}", expert));
        ResolvedPlan stacked = new InitializationPlan
        {
            {
                "gate_up",
                Rule.Initialize(he).WithLayout(new("batch, out, in")).WithBlocks(2)
                    .WithStreams("experts.{entry}.w1", "experts.{entry}.w3")
            },
        }.Resolve([("gate_up", [4, 10, 3])]);
        float[] whole = new float[120], part = new float[15];
        stacked.Initialize("gate_up", whole, new PhiloxRandom(9));
        for (int e = 0; e < 4; e++)
        {
            apart.Initialize($"experts.{e}.w1", part, new PhiloxRandom(9));
            whole[(30 * e)..(30 * e + 15)].Should().Equal(part);
            apart.Initialize($"experts.{e}.w3", part, new PhiloxRandom(9));
            whole[(30 * e + 15)..(30 * e + 30)].Should().Equal(part);
        }
    }

    public static TheoryData<string> Sliceable =>
        ["normal", "heads", "experts", "padded", "bounded", "grown", "orthogonal", "scaled orthogonal"];

    [Theory]
    [MemberData(nameof(Sliceable))]
    public void SlicesAndShards_AreThoseOfTheWhole(string kind)
    {
        (Rule Rule, TensorShape Shape) planned = kind switch
        {
            "normal" => (Rule.Initialize(Init.HeNormal()), [12, 7]),
            "heads" => (Rule.Initialize(Init.GlorotUniform()).WithBlocks(6, 3, 3).WithHeads(3), [12, 7]),
            "experts" => (Rule.Initialize(Init.HeUniform()).WithLayout(new("batch, out, in")).WithStreams("e{entry}"), [3, 4, 7]),
            "padded" => (Rule.Initialize(Init.Normal()).WithPaddingRow(2), [12, 7]),
            "bounded" => (Rule.Initialize(Init.TruncatedNormal(0, 1, 1, 1.01)), [12, 7]),
            "grown" => (Rule.Initialize(Init.Normal()).WithKeptRows(5), [12, 7]),
            "orthogonal" => (Rule.Initialize(Init.Orthogonal()).WithKeptRows(1), [12, 7]),
            _ => (Rule.Initialize(Init.Orthogonal().Scaled(2)), [12, 7]),
        };
        (Rule rule, TensorShape shape) = planned;
        ResolvedPlan plan = new InitializationPlan { { "w", rule } }.Resolve([("w", shape)]);
        float[] whole = new float[84];
        plan.Initialize("w", whole, new PhiloxRandom(5));
        for (int start = 0; start <= 84; start += 3)
        {
            for (int length = 0; start + length <= 84; length += 5)
            {
                float[] slice = new float[length];
                plan.InitializeSlice("w", slice, start, new PhiloxRandom(5));
                slice.Should().Equal(whole[start..(start + length)], "{0} from {1}", length, start);
            }
        }
        // a column shard, and a rectangle
        float[] shard = new float[shape.Count / 7 * 3];
        (long, long)[] columns = [.. shape.ToArray()[..^1].Select(extent => (0L, extent)), (2L, 3L)];
        plan.InitializeShard("w", shard, columns, new PhiloxRandom(5));
        shard.Should().Equal(Enumerable.Range(0, shard.Length).Select(i => whole[i / 3 * 7 + 2 + i % 3]));

        // the other number types
        double[] doubles = new double[84], doubleShard = new double[shard.Length];
        Half[] halves = new Half[84], halfShard = new Half[shard.Length];
        ushort[] bits = new ushort[84], bitShard = new ushort[shard.Length];
        plan.Initialize("w", doubles, new PhiloxRandom(5));
        plan.Initialize("w", halves, new PhiloxRandom(5));
        plan.InitializeBFloat16("w", bits, new PhiloxRandom(5));
        for (int start = 0; start < 84; start += 9)
        {
            int length = Math.Min(17, 84 - start);
            double[] doubleSlice = new double[length];
            Half[] halfSlice = new Half[length];
            ushort[] bitSlice = new ushort[length];
            plan.InitializeSlice("w", doubleSlice, start, new PhiloxRandom(5));
            plan.InitializeSlice("w", halfSlice, start, new PhiloxRandom(5));
            plan.InitializeSliceBFloat16("w", bitSlice, start, new PhiloxRandom(5));
            doubleSlice.Should().Equal(doubles[start..(start + length)]);
            halfSlice.Should().Equal(halves[start..(start + length)]);
            bitSlice.Should().Equal(bits[start..(start + length)]);
        }
        plan.InitializeShard("w", doubleShard, columns, new PhiloxRandom(5));
        plan.InitializeShard("w", halfShard, columns, new PhiloxRandom(5));
        plan.InitializeShardBFloat16("w", bitShard, columns, new PhiloxRandom(5));
        doubleShard.Should().Equal(Enumerable.Range(0, shard.Length).Select(i => doubles[i / 3 * 7 + 2 + i % 3]));
        halfShard.Should().Equal(Enumerable.Range(0, shard.Length).Select(i => halves[i / 3 * 7 + 2 + i % 3]));
        bitShard.Should().Equal(Enumerable.Range(0, shard.Length).Select(i => bits[i / 3 * 7 + 2 + i % 3]));
    }

    [Fact]
    public void Doubles_Halves_AndBFloat16_AreTheSameValues()
    {
        ResolvedPlan plan = Gpt2.Resolve(Small);
        Dictionary<string, float[]> floats = Allocate(Small);
        Dictionary<string, double[]> doubles = floats.ToDictionary(pair => pair.Key, pair => new double[pair.Value.Length]);
        Dictionary<string, Half[]> halves = floats.ToDictionary(pair => pair.Key, pair => new Half[pair.Value.Length]);
        plan.Initialize(name => floats[name], new PhiloxRandom(42));
        plan.Initialize(name => doubles[name], new PhiloxRandom(42));
        plan.Initialize(name => halves[name], new PhiloxRandom(42));
        foreach ((string name, float[] values) in floats)
        {
            doubles[name].Should().Equal(values.Select(value => (double)value));
            halves[name].Should().Equal(values.Select(value => (Half)value));
        }
    }

    [Fact]
    public void WrongMemory_IsRefusedBeforeAnythingIsWritten()
    {
        Dictionary<string, float[]> weights = Allocate(Small, fill: 3);
        weights["ln_f.bias"] = new float[5];
        ((Action)(() => Gpt2.Resolve(Small).Initialize(name => weights[name], new PhiloxRandom(1)))).Should().Throw<ArgumentException>()
            .WithMessage("weights must give memory of as many elements as each parameter has, but ln_f.bias [8] has memory of 5.*")
            .WithParameterName("weights");
        weights["wte.weight"].Should().AllBeEquivalentTo(3f);
    }

    [Fact]
    public void Check_FindsWhatIsNotAsPlanned()
    {
        (string, TensorShape)[] parameters = [.. ModelShapes.Gpt2(layers: 4, width: 64, vocabulary: 200, positions: 50)];
        Dictionary<string, float[]> weights = Allocate(parameters);
        ResolvedPlan plan = Gpt2.Resolve(parameters);
        plan.Initialize(name => weights[name], new PhiloxRandom(42));
        plan.Check(name => weights[name]).ToString().Should().Be("52 parameters are as planned");
        Array.Clear(weights["wpe.weight"]);
        weights["h.0.ln_1.weight"][3] = float.NaN;
        weights["h.1.ln_1.bias"][3] = 1;
        weights["h.1.mlp.c_fc.weight"] = weights["h.2.mlp.c_fc.weight"];
        for (int i = 0; i < 64 * 192; i++) weights["h.3.attn.c_attn.weight"][i] *= 1.1f;
        foreach (ref float weight in weights["h.0.mlp.c_proj.weight"].AsSpan()) weight += 0.01f;
        plan.Check(name => weights[name]).Findings.Select(finding => (finding.Name, finding.Kind)).Should().BeEquivalentTo(
        [
            ("wpe.weight", PlanFindingKind.NeverFilled), ("h.0.ln_1.weight", PlanFindingKind.NotFinite),
            ("h.1.ln_1.bias", PlanFindingKind.Values), ("h.2.mlp.c_fc.weight", PlanFindingKind.EqualToAnother),
            ("h.3.attn.c_attn.weight", PlanFindingKind.Deviation), ("h.0.mlp.c_proj.weight", PlanFindingKind.Mean),
            ("h.0.mlp.c_proj.weight", PlanFindingKind.Deviation),
        ]);
    }

    [Fact]
    public void ToString_FoldsLayersAlike()
    {
        string table = Gpt2.Resolve(ModelShapes.Gpt2()).ToString();
        table.Should().Contain("h.0-11.attn.c_attn.weight").And.Contain("148 parameters, 124,439,808 elements (497.8 MB as float32)");
        table.Should().Contain("0.01414 to 0.004082");
        table.Split(Environment.NewLine).Length.Should().BeLessThan(25);
    }

    [Fact]
    public void Cancellation_StopsBetweenParameters()
    {
        Dictionary<string, float[]> weights = Allocate(Small);
        using var source = new CancellationTokenSource();
        source.Cancel();
        ((Action)(() => Gpt2.Resolve(Small).Initialize(name => weights[name], new PhiloxRandom(1), cancellation: source.Token)))
            .Should().Throw<OperationCanceledException>();
        weights.Values.Should().OnlyContain(values => values.All(value => value == 0));
    }

    [Fact]
    public void Progress_EndsWithAll()
    {
        Dictionary<string, float[]> weights = Allocate(Small);
        var reports = new List<PlanProgress>();
        Gpt2.Resolve(Small).Initialize(name => weights[name], new PhiloxRandom(1), new Synchronous(reports));
        reports.Should().HaveCount(Small.Length);
        reports[^1].Parameters.Should().Be(reports[^1].AllParameters);
        reports[^1].Elements.Should().Be(reports[^1].AllElements).And.Be(Small.Sum(parameter => parameter.Item2.Count));
    }

    [Fact]
    public void Scale_MultipliesWhatAnotherRuleFills()
    {
        ResolvedPlan plan = new InitializationPlan
        {
            { "h.{layer}.w", Rule.Scale(match => match["layer"] + 1) },
            { "h.*.w", Init.Normal(0, 0.02) },
            { "h.*.v", Init.HeNormal() },
            { "h.*.n", Init.Ones() },
            { "**", Rule.Scale(0.5) },
        }.Resolve([("h.0.w", [4, 4]), ("h.1.w", [4, 4]), ("h.0.v", [4, 4]), ("h.0.n", [4])]);
        plan.Parameters.Select(parameter => parameter.Initializer).Should()
            .Equal(Init.Normal(0, 0.01), Init.Normal(0, 0.02), Init.HeNormal().Scaled(0.5), Init.Constant(0.5));
        plan.ParametersByRule.Should().Equal(2, 2, 1, 1, 4);
        plan["h.1.w"].ScalingRules.Should().Equal(0, 4);
        float[] weights = new float[16];
        plan.Initialize("h.0.w", weights, new PhiloxRandom(3));
        weights.Should().Equal(Init.Normal(0, 0.01).Initialize([4, 4], new PhiloxRandom(3).Fork("h.0.w")));
    }

    [Fact]
    public void Scale_OfNothing_IsAFault()
    {
        Action resolve = () => new InitializationPlan
        {
            { "w", Init.Normal() },
            { "k", Rule.Keep },
            { "x", Rule.Scale(2) },
            { "k", Rule.Scale(2) },
            { "w", Rule.Scale(_ => double.NaN) },
        }.Resolve([("w", [2, 2]), ("k", [2])]);
        resolve.Should().Throw<PlanException>().Which.Faults.Select(fault => (fault.Kind, fault.Rule)).Should().BeEquivalentTo(
            new (PlanFaultKind, int?)[] { (PlanFaultKind.Refused, 4), (PlanFaultKind.UnusedRule, 2), (PlanFaultKind.ShadowedRule, 3) });
        ((Action)(() => Rule.Scale(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("factor");
    }

    [Fact]
    public void Ties_MayNameAPattern_ThatOneParameterMatches()
    {
        var plan = new InitializationPlan { { "**.head", Rule.TiedTo("**.embedding") }, { "**", Init.Normal() } };
        plan.Resolve([("model.embedding", [4, 2]), ("head", [4, 2])])["head"].TiedTo.Should().Be("model.embedding");
        ((Action)(() => plan.Resolve([("a.embedding", [4, 2]), ("b.embedding", [4, 2]), ("head", [4, 2])]))).Should()
            .Throw<PlanException>().WithMessage("*head is tied to **.embedding, which a.embedding, b.embedding match: name one*");
        plan = new() { { "**.head", Rule.TiedTo("{**}.embedding") }, { "**", Init.Normal() } };
        plan.Resolve([("a.embedding", [4, 2]), ("b.embedding", [4, 2]), ("b.head", [4, 2])])["b.head"].TiedTo.Should().Be("b.embedding");
    }

    [Theory]
    [InlineData("a.b.layers.3.w", "a.b.layers.3.old")]
    [InlineData("layers.3.w", "layers.3.old")]
    public void Streams_MayNameWhatAnySegmentsStandFor(string name, string stream) =>
        new InitializationPlan { { "**.layers.{i}.w", Rule.Initialize(Init.Normal()).WithStreams("{**}.layers.{i}.old") } }
            .Resolve([(name, [2, 2])])[name].Streams.Should().Equal(stream);

    [Fact]
    public void Streams_ByAnySegments_NeedAPatternThatHasThem() =>
        ((Action)(() => new InitializationPlan { { "a.w", Rule.Initialize(Init.Normal()).WithStreams("{**}.old") } }
            .Resolve([("a.w", [2, 2])]))).Should().Throw<PlanException>().Which.Faults.Should().ContainSingle()
            .Which.Message.Should().Contain("the pattern must have ** for {**}");

    [Fact]
    public void RulesOfAPlan_MayTakeAllOfOneThatItContains()
    {
        var inner = new InitializationPlan { { "a.*", Init.Ones() }, { "**", Init.Zeros() } };
        ResolvedPlan plan = new InitializationPlan { { "a.b", Init.Normal() }, inner }.Resolve([("a.b", [1]), ("c", [1])]);
        plan.Parameters.Select(parameter => parameter.Initializer).Should().Equal(Init.Normal(), Init.Zeros());
        plan.ToString().Should().Contain("Rule 1 takes nothing");
        ((Action)(() => new InitializationPlan { inner, { "c", Init.Normal() } }.Resolve([("a.b", [1]), ("c", [1])]))).Should()
            .Throw<PlanException>().Which.Faults.Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.ShadowedRule);
    }

    [Fact]
    public void Prefixes_MayStandAnywhere_AndComeWithAPlan()
    {
        var inner = new InitializationPlan { { "a.b", Init.Normal() } };
        inner.Prefixes.Add("**.wrapped");
        ResolvedPlan plan = new InitializationPlan { inner }.Resolve([("a.wrapped.b", [1])]);
        plan["a.wrapped.b"].PlainName.Should().Be("a.b");
    }

    private static Dictionary<string, float[]> Allocate((string Name, TensorShape Shape)[] parameters, float fill = 0)
    {
        var weights = new Dictionary<string, float[]>();
        foreach ((string name, TensorShape shape) in parameters)
        {
            weights[name] = new float[shape.Count];
            weights[name].AsSpan().Fill(fill);
        }
        return weights;
    }

    private sealed class Synchronous(List<PlanProgress> reports) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => reports.Add(value);
    }
}
