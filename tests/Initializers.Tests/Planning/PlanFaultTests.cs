using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>What a hostile trial found: nothing of it may be silent again.</summary>
public class PlanFaultTests
{
    private static PhiloxRandom Random => new(7);

    [Fact]
    public void PerBlock_WithStreamsByBlock_FillsEachBlockByItsOwn()
    {
        IWeightInitializer zerosAndOnes = Init.PerBlock(Init.Zeros(), Init.Ones());
        Filled(Rule.Initialize(zerosAndOnes).WithBlocks(2).WithStreams("q", "k"), [8, 1]).Should().Equal(0, 0, 0, 0, 1, 1, 1, 1);
        Filled(Rule.Initialize(zerosAndOnes.Scaled(3)).WithBlocks(2).WithStreams("q", "k"), [2]).Should().Equal(0, 3);
        float[] gates = Filled(Rule.Initialize(RecurrentInit.ForgetGateBias()).WithBlocks(4).WithStreams("i", "f", "g", "o"), [16]);
        gates.Should().Equal(Enumerable.Range(0, 16).Select(i => i / 4 == 1 ? 1f : 0));
        Fault(Rule.Initialize(zerosAndOnes.Masked([true, false])).WithBlocks(2).WithStreams("q", "k"), [2]);
    }

    [Theory]
    [InlineData("*.w", "old.{layer}.w")]
    [InlineData("{entry}.w", "e.{entry}")]
    public void Streams_ThatDoNotExpand_AreRefused(string pattern, string stream) =>
        Faults(
            new() { { pattern, Rule.Initialize(Init.Normal()).WithLayout(new("batch, out, in")).WithStreams(stream) } }, ("7.w", [2, 2, 2]))
            .Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Refused);

    [Fact]
    public void Streams_ByGroupsThatAreNoNumbers_AreRefused()
    {
        var plan = new InitializationPlan();
        plan.Add(new System.Text.RegularExpressions.Regex(@"x\.(?<n>[a-z]+)"), Rule.Initialize(Init.Normal()).WithStreams("s.{n}"));
        Faults(plan, ("x.q", [2])).Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Refused);
    }

    [Fact]
    public void Ties_OfOneChain_LeadToOneOwner()
    {
        var plan = new InitializationPlan
        {
            { "t1", Rule.TiedTo("w") }, { "t2", Rule.TiedTo("t1") }, { "w", Init.Constant(1) }, { "p.w", Init.Constant(2) },
        };
        plan.Prefixes.Add("p");
        ResolvedPlan resolved = plan.Resolve([("t1", [2]), ("t2", [2]), ("p.w", [2]), ("p.p.w", [2])]);
        resolved["t1"].TiedTo.Should().Be("p.w");
        resolved["t2"].TiedTo.Should().Be("p.w");
    }

    [Fact]
    public void SharedMemory_IsRefused_UnlessTied()
    {
        ResolvedPlan plan = new InitializationPlan { { "c", Rule.TiedTo("a") }, { "*", Init.Normal() } }
            .Resolve([("a", [4]), ("b", [4]), ("c", [4])]);
        float[] memory = new float[8];
        Memory<float> Of(string name, int ofB) => name == "b" ? memory.AsMemory(ofB, 4) : memory.AsMemory(0, 4);
        plan.Initialize(name => Of(name, 4), Random);
        memory.Should().NotContain(0f);
        Array.Clear(memory);
        foreach (int shared in (int[])[0, 3])
            ((Action)(() => plan.Initialize(name => Of(name, shared), Random))).Should().Throw<ArgumentException>()
                .WithMessage("weights must give memory of its own to each parameter that is not tied, but * share some.*")
                .WithParameterName("weights");
        memory.Should().OnlyContain(weight => weight == 0);
    }

    [Fact]
    public void PaddingRow_IsZero_AlsoAmongKeptRows()
    {
        ResolvedPlan plan = Plan(Rule.Initialize(Init.Normal()).WithKeptRows(2).WithPaddingRow(1), [4, 2]);
        float[] whole = [.. Enumerable.Repeat(9f, 8)], slice = [.. whole], shard = [.. whole];
        plan.Initialize("w", whole, Random);
        plan.InitializeSlice("w", slice, 0, Random);
        plan.InitializeShard("w", shard, [(0, 4), (0, 2)], Random);
        whole[..4].Should().Equal(9, 9, 0, 0);
        slice.Should().Equal(whole);
        shard.Should().Equal(whole);
        plan.Check(_ => whole).IsAsPlanned.Should().BeTrue();
    }

    [Fact]
    public void Parts_AreCheckedAsTheyAreFilled()
    {
        var experts = new WeightLayout("batch, out, in");
        Fault(Rule.Initialize(Init.Normal().Masked(new bool[8])).WithLayout(experts).WithStreams("a{entry}"), [2, 2, 2]);
        Fault(Rule.Initialize(Init.FromArray([1f, 2, 3, 4])).WithBlocks(2).WithStreams("a", "b"), [4]);
        Fault(Rule.Initialize(Init.Normal()).WithLayout(experts).WithStreams("e.{entry}"), [1L << 24, 1, 1]);
    }

    [Fact]
    public void DeterministicTwins_AreNoFinding()
    {
        var plan = new InitializationPlan
        {
            { "lstm.{n}.bias", Rule.Initialize(RecurrentInit.ForgetGateBias()).WithBlocks(4) },
            { "eye.*", Init.Identity().Scaled(2) },
        };
        (string, TensorShape)[] parameters = [("lstm.0.bias", [64]), ("lstm.1.bias", [64]), ("eye.0", [4, 4]), ("eye.1", [4, 4])];
        ResolvedPlan resolved = plan.Resolve(parameters);
        Dictionary<string, float[]> weights = parameters.ToDictionary(one => one.Item1, one => new float[one.Item2.Count]);
        resolved.Initialize(name => weights[name], Random);
        resolved.Check(name => weights[name]).Findings.Should().BeEmpty();
    }

    public static TheoryData<string> Repeating => ["icnr", "icnr transposed", "repeated", "mirrored", "blocks", "half a normal", "sparse"];

    /// <summary>Repeated values are not independent, and few values of an unknown form say nothing of their kurtosis.</summary>
    [Theory]
    [MemberData(nameof(Repeating))]
    public void Check_OfRightValues_FindsNothing_OverManySeeds(string kind)
    {
        (IWeightInitializer Initializer, TensorShape Shape) one = kind switch
        {
            "icnr" => (Init.Icnr(Init.HeNormal(), 4), [64, 8, 3, 3]),
            "icnr transposed" => (Init.IcnrTransposed(Init.HeNormal(), 4), [8, 8, 8, 8]),
            "repeated" => (Init.HeNormal().Repeated(64), [64, 32]),
            "mirrored" => (Init.LooksLinear(Init.Normal()), [4, 2]),
            "blocks" => (Init.PerBlock(Init.Normal(1), Init.Normal(0.1)), [4]),
            "half a normal" => (Init.TruncatedNormal(0, 1, 0, double.PositiveInfinity), [4]),
            _ => (Init.Sparse(0.5, 1), [2, 2]),
        };
        ResolvedPlan plan = Plan(Rule.Initialize(one.Initializer), one.Shape);
        float[] weights = new float[one.Shape.Count];
        for (int seed = 0; seed < 400; seed++)
        {
            plan.Initialize("w", weights, new PhiloxRandom(seed));
            plan.Check(_ => weights).Findings.Should().BeEmpty("seed {0}", seed);
        }
    }

    [Fact]
    public void Check_LooksAtOneBound_WhereTheOtherIsInfinite()
    {
        ResolvedPlan plan = Plan(Rule.Initialize(Init.TruncatedNormal(0, 1, 0, double.PositiveInfinity)), [1000]);
        float[] weights = new float[1000];
        plan.Initialize("w", weights, Random);
        weights[5] = -0.5f;
        plan.Check(_ => weights).Findings.Should().ContainSingle().Which.Kind.Should().Be(PlanFindingKind.Bounds);
    }

    [Fact]
    public void Scale_OfAnAddedPlan_IsOverriddenWithoutAFault()
    {
        var inner = new InitializationPlan { { "**.bias", Rule.Scale(2) }, { "**", Init.Normal() } };
        new InitializationPlan { { "**.bias", Rule.Keep }, inner }.Resolve([("a.bias", [2]), ("a.w", [2])])["a.bias"].Action.Should()
            .Be(RuleAction.Keep);
    }

    [Fact]
    public void Heads_InterleaveBiasesAsWeights()
    {
        IWeightInitializer blocks = Init.PerBlock(Init.Constant(1), Init.Constant(2), Init.Constant(3));
        float[] bias = Filled(Rule.Initialize(blocks).WithBlocks(4, 2, 2).WithHeads(2), [8]);
        bias.Should().Equal(1, 1, 2, 3, 1, 1, 2, 3);
    }

    [Fact]
    public void Slashes_SeparateAsDotsDo()
    {
        ResolvedPlan plan = new InitializationPlan { { "**.out", Rule.TiedTo("{**}.in") }, { "**", Init.Ones() } }
            .Resolve([("a/b/out", [1]), ("a/b/in", [1]), ("_orig_mod/h/0/w", [1]), ("h/1/w", [1])]);
        plan["a/b/out"].TiedTo.Should().Be("a/b/in");
        plan["_orig_mod/h/0/w"].PlainName.Should().Be("h/0/w");
        new InitializationPlan { { "**", Init.Ones() } }.Resolve([("h/0/w", [1]), ("h/1/w", [1])]).ToString().Should().Contain("h/0-1/w");
    }

    [Fact]
    public void HugeShapes_AreShown()
    {
        ResolvedPlan plan = new InitializationPlan { { "*", Init.Zeros() } }.Resolve([("a", [1L << 62]), ("b", [1L << 62])]);
        plan.ToString().Should().Contain("2 parameters, 9,223,372,036,854,775,807 elements").And.NotContain("-9");
    }

    [Fact]
    public void Refinements_OfWhatFillsNothing_AreRefused()
    {
        foreach (Rule rule in (Rule[])[Rule.Keep, Rule.Skip, Rule.TiedTo("a"), Rule.Scale(2)])
        {
            foreach (Func<Rule, Rule> refine in (Func<Rule, Rule>[])
                [r => r.WithBlocks(5), r => r.WithBlocks(1, 2), r => r.WithPaddingRow(9), r => r.WithKeptRows(4), r => r.WithHeads(2),
                    r => r.WithGroups(2), r => r.WithFans(1, 2), r => r.WithStreams("s"), r => r.WithLayout(WeightLayout.InOut)])
                rule.Invoking(refine).Should().Throw<NotSupportedException>();
        }
    }

    [Fact]
    public void Ties_ToWhatIsRefused_AreNoSecondFault() =>
        Faults(new() { { "a", Init.HeNormal() }, { "b", Rule.TiedTo("a") } }, ("a", [3]), ("b", [3]))
            .Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Refused);

    [Fact]
    public void NoParameters_AreResolvedFromAnEmptyCollection()
    {
        new InitializationPlan().Resolve([]).Parameters.Should().BeEmpty();
        new InitializationPlan { { "a", Rule.Keep.Optional() } }.Resolve([]).Summary().Should().Be("0 parameters, 0 elements");
        new InitializationPlan { { "a", Rule.Keep } }.Invoking(plan => plan.Resolve([])).Should().Throw<PlanException>()
            .Which.Faults.Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.UnusedRule);
    }

    [Theory]
    [InlineData("one name for all")]
    [InlineData("other noise")]
    [InlineData("another's own name")]
    [InlineData("blocks")]
    public void Streams_ThatRandomParametersShare_AreRefused(string kind)
    {
        Rule noise = Rule.Initialize(Init.Normal()), other = Rule.Initialize(Init.Uniform(0.1).Scaled(2));
        InitializationPlan plan = kind switch
        {
            "one name for all" => new() { { "h.*", noise.WithStreams("old") } },
            "other noise" => new() { { "h.0", noise.WithStreams("old") }, { "h.1", other.WithStreams("old") } },
            "another's own name" => new() { { "h.0", noise.WithStreams("h.1") }, { "h.1", noise } },
            _ => new() { { "h.0", Rule.Keep }, { "h.1", noise.WithBlocks(2).WithStreams("a", "a") } },
        };
        PlanFault fault = Faults(plan, ("h.0", [4]), ("h.1", [4])).Should().ContainSingle().Which;
        fault.Kind.Should().Be(PlanFaultKind.SharedStream);
        fault.Name.Should().Be("h.1");
        fault.Message.Should().Contain(kind == "blocks" ? "name a stream for each" : "such as {layer} or {**}, or write Rule.TiedTo");
    }

    [Theory]
    [InlineData("by layer")]
    [InlineData("constants")]
    [InlineData("no noise")]
    [InlineData("tied")]
    public void Streams_ThatAreOfOne_OrDecideNothing_AreNoFault(string kind)
    {
        Rule noise = Rule.Initialize(Init.Normal());
        InitializationPlan plan = kind switch
        {
            "by layer" => new() { { "h.{layer}", noise.WithStreams("old.{layer}") } },
            "constants" => new() { { "h.*", Rule.Initialize(Init.PerBlock(Init.Ones(), Init.Zeros().Scaled(2))).WithStreams("old") } },
            "no noise" => new() { { "h.*", Rule.Initialize(Init.Normal(1, 0)).WithStreams("old") } },
            _ => new() { { "h.0", noise.WithStreams("old") }, { "h.1", Rule.TiedTo("h.0") } },
        };
        plan.Resolve([("h.0", [4]), ("h.1", [4])]).Parameters.Should().HaveCount(2);
    }

    /// <summary>Names of two versions of a model: each alone draws what the other would, and both together would be copies.</summary>
    [Fact]
    public void Streams_OfFormerNames_MayBeAlone()
    {
        InitializationPlan plan = ModelPlan.GptNeoX(layers: 1, width: 8, heads: 2);
        PlanRule head = plan.Rules.Single(rule => rule.Pattern.Contains("lm_head", StringComparison.Ordinal));
        var heads = new InitializationPlan { { head.Pattern, head.Rule } };
        heads.Resolve([("embed_out.weight", [9, 8])])["embed_out.weight"].Streams.Should()
            .Equal(heads.Resolve([("lm_head.weight", [9, 8])])["lm_head.weight"].Streams);
        Faults(heads, ("embed_out.weight", [9, 8]), ("lm_head.weight", [9, 8])).Should().ContainSingle()
            .Which.Kind.Should().Be(PlanFaultKind.SharedStream);
    }

    [Fact]
    public void MissingKeys_AreNamed_AndNothingIsWritten()
    {
        ResolvedPlan plan = new InitializationPlan { { "*", Init.Normal() } }.Resolve([("a", [2]), ("b", [2]), ("c", [2])]);
        var weights = new Dictionary<string, float[]> { ["a"] = new float[2], ["c"] = new float[2] };
        foreach (Action call in (Action[])
            [() => plan.Initialize(name => weights[name], Random), () => plan.Check(name => weights[name])])
            call.Should().Throw<ArgumentException>().WithParameterName("weights")
                .WithMessage("weights must give the memory of each parameter that is not skipped, but found no key for b [2]*")
                .WithInnerException<KeyNotFoundException>();
        weights["a"].Should().Equal(0, 0);
    }

    [Fact]
    public void Vectors_ThatAnInitializerByFansMeets_AreToldToBeConstant() =>
        Faults(new() { { "**.weight", Init.HeNormal() } }, ("fc.weight", [4, 4]), ("norm.weight", [4])).Should().ContainSingle()
            .Which.Message.Should().Contain("norm.weight").And.Contain("Norms and biases mostly begin as Ones() and Zeros()");

    [Fact]
    public void Norms_ThatARuleDoesNotSuit_AreToldOfTheRuleForNorms() =>
        new InitializationPlan { { "**", Init.HeNormal() } }
            .Invoking(plan => plan.Resolve([new PlanParameter("fc", [4, 4]), new PlanParameter("bn", [4], "norm")]))
            .Should().Throw<PlanException>().WithMessage("*bn*Rule.Initialize(Init.Ones()).OfRole(\"norm\")*");

    /// <summary>A log or a terminal is not led by a name.</summary>
    [Fact]
    public void Messages_ShowControlCharactersAsEscapes() =>
        new InitializationPlan { { "a", Init.HeNormal() } }.Invoking(plan => plan.Resolve([("x\u001b[2J\ny", [2, 2])]))
            .Should().Throw<PlanException>().WithMessage("*x\\u001b[2J\\u000ay*").Which.Message.Should().NotContain("\u001b");

    /// <summary>A hostile name may be of any length, and stands in no message whole.</summary>
    [Fact]
    public void Messages_ShowExcerptsOfNames()
    {
        string name = new('n', 3000), other = new('m', 3000);
        Rule noise = Rule.Initialize(Init.Normal());
        var pattern = new System.Text.RegularExpressions.Regex($"{name}|{other}");
        InitializationPlan[] plans =
        [
            new() { { "a", Rule.Keep } },
            new() { { pattern, Init.HeNormal() } },
            new() { { pattern, noise.WithStreams("s") } },
            new() { { pattern, noise.WithStreams(other) } },
            new() { { pattern, noise.WithStreams("{**}") } },
            new() { { pattern, _ => throw new InvalidOperationException(name) } },
            new() { { pattern, _ => throw new KeyNotFoundException(name) } },
            new() { { pattern, Rule.TiedTo(name) } },
            new() { { pattern, Rule.TiedTo("x" + name) } },
            new() { { pattern, Rule.TiedTo("*") } },
            new() { { pattern, Rule.Keep }, { pattern, Rule.Keep }, { "b", Rule.Keep } },
            new() { { pattern, Rule.Keep }, { pattern, Rule.Scale(2) } },
        ];
        foreach (InitializationPlan plan in plans)
        {
            foreach ((string, TensorShape)[] parameters in ((string, TensorShape)[][])
                [[(name, [2]), (other, [2])], [(name, [2]), (other, [3]), (name, [2])]])
            {
                Faults(plan, parameters).Max(fault => fault.Message.Length).Should().BeLessThan(1200);
            }
        }
        ResolvedPlan resolved = new InitializationPlan { { "**", Init.Normal() } }.Resolve([(name, [4]), (other, [4])]);
        var copies = new Dictionary<string, float[]> { [name] = Init.Normal().Initialize([4], Random) };
        copies[other] = copies[name];
        PlanCheck check = resolved.Check(key => copies[key]);
        check.Findings.Should().ContainSingle();
        check.ToString().Length.Should().BeLessThan(2000);
        foreach (Action call in (Action[])
        [
            () => resolved.Initialize(key => copies[key], Random), () => resolved.Initialize(_ => new float[3], Random),
            () => resolved.Initialize(Memory<float> (_) => throw new KeyNotFoundException(), Random), () => _ = resolved["x" + name],
            () => new InitializationPlan { { "**", Rule.Keep } }.Resolve([(name, [4])]).Initialize(name, new float[4], Random),
        ])
            call.Should().Throw<ArgumentException>().Which.Message.Length.Should().BeLessThan(2000);
        resolved.ToString().Length.Should().BeLessThan(5000);
    }

    [Fact]
    public void MatchesByRule_CountWhatEarlierRulesTake()
    {
        ResolvedPlan plan = new InitializationPlan { { "a.*", Init.Ones() }, { "*.w", Init.Zeros() }, { "**", Rule.Scale(2) } }
            .Resolve([("a.w", [1]), ("a.b", [1]), ("c.w", [1])]);
        plan.MatchesByRule.Should().Equal(2, 2, 3);
        plan.ParametersByRule.Should().Equal(2, 1, 3);
    }

    private static ResolvedPlan Plan(Rule rule, TensorShape shape) => new InitializationPlan { { "w", rule } }.Resolve([("w", shape)]);

    private static float[] Filled(Rule rule, TensorShape shape)
    {
        float[] weights = new float[shape.Count];
        Plan(rule, shape).Initialize("w", weights, Random);
        return weights;
    }

    private static void Fault(Rule rule, TensorShape shape) =>
        Faults(new() { { "w", rule } }, ("w", shape)).Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.Refused);

    private static IReadOnlyList<PlanFault> Faults(InitializationPlan plan, params (string, TensorShape)[] parameters) =>
        plan.Invoking(one => one.Resolve(parameters)).Should().Throw<PlanException>().Which.Faults;

    [Fact]
    public void ToString_AMisspeltAlternative_IsANote()
    {
        (string, TensorShape)[] model = [("blocks.0.attn.proj.weight", [4, 4]), ("blocks.0.mlp.down.weight", [4, 4])];
        var plan = new InitializationPlan
        {
            { "blocks.*.(attn.prj|mlp.down).weight", Init.Normal(0, 0.01) },
            { "**.(weight|gain)", Rule.Initialize(Init.Normal(0, 0.02)).Optional() },
        };
        plan.Resolve(model).ToString().Should().Contain(
            "Rule 0, \"blocks.*.(attn.prj|mlp.down).weight\": its alternative blocks.*.attn.prj.weight matches nothing; "
            + "the nearest name is blocks.0.attn.proj.weight.").And.NotContain("**.gain matches nothing");
        ModelPlan.Gpt2(1).Resolve(ModelShapes.Gpt2(1, 4, 8, 8)).ToString().Should().NotContain("alternative");
    }

    [Fact]
    public void Resolve_FaultsAlike_AreOneLineOfTheMessage()
    {
        (string, TensorShape)[] model = [.. Enumerable.Range(0, 30).SelectMany(layer =>
            new (string, TensorShape)[] { ($"h.{layer}.w", [4, 4]), ($"h.{layer}.b", [4]) })];
        PlanException refusal = new InitializationPlan { { "h.*.w", Init.Normal() } }
            .Invoking(plan => plan.Resolve(model)).Should().Throw<PlanException>().Which;
        refusal.Faults.Should().HaveCount(30);
        refusal.Message.Split(Environment.NewLine).Should().HaveCount(2);
        refusal.Message.Should().Contain("- no rule matches h.0.b [4]: write one that fills, keeps or skips it "
            + "(the nearest pattern is \"h.*.w\"); and 29 more names alike, the last h.29.b");
    }

    [Theory]
    [InlineData("blocks.[0-9]+.weight", "a regular expression is written new Regex(...), and a number {number}", false)]
    [InlineData("module.blocks.*.wieght", "patterns match names without the prefixes of wrappers", true)]
    [InlineData("blocks.*.weight", "\"module\" was not taken off names, since scale does not begin with it: add it to Prefixes", null)]
    public void Resolve_HabitsThatMatchNothing_AreNamed(string pattern, string hint, bool? hasPrefix)
    {
        string prefix = hasPrefix == false ? "" : "module.";
        var model = new Dictionary<string, TensorShape> { [prefix + "blocks.0.weight"] = [4, 4] };
        if (hasPrefix is null) model.Add("scale", [1]);
        var plan = new InitializationPlan { { pattern, Init.Normal() }, { "**", Init.Zeros() } };
        plan.Invoking(its => its.Resolve(model)).Should().Throw<PlanException>().WithMessage($"*{hint}*");
        plan.Prefixes.Add("module");
        if (hasPrefix is null) plan.Resolve(model).Parameters[0].PlainName.Should().Be("blocks.0.weight");
    }

    [Fact]
    public void Check_KeptParametersAndRows_WereLoaded()
    {
        (string, TensorShape)[] model = [("w", [4, 4]), ("b", [4]), ("e", [8, 4])];
        ResolvedPlan plan = new InitializationPlan
        {
            { "e", Rule.Initialize(Init.Normal()).WithKeptRows(6) },
            { "**", Rule.Keep },
        }.Resolve(model);
        Dictionary<string, float[]> weights = model.ToDictionary(one => one.Item1, one => new float[one.Item2.Count]);
        plan.Initialize(name => weights[name], new PhiloxRandom(1));
        plan.Check(name => weights[name]).Findings.Select(finding => finding.ToString()).Should().Equal(
            "w: is kept, but all zeros: were the values loaded?",
            "e: has its first 6 rows kept, but all zeros: were the values loaded?");
        weights["w"][3] = weights["e"][0] = 1;
        plan.Check(name => weights[name]).ToString().Should()
            .Be("1 parameter is as planned; of 2 kept ones none is NaN or was left at 0");
    }

    [Fact]
    public void Add_ATextWhoseCaptureThePatternLacks_IsRefused() =>
        new InitializationPlan().Invoking(plan => plan.Add("h.{layer}.w", Rule.Initialize("Constant({lyer})")))
            .Should().Throw<ArgumentException>().WithParameterName("rule")
            .WithMessage("rule must have a text whose captures the pattern has, {layer}, but had {lyer}.*");

    [Theory]
    [InlineData("Chrono(100)")]
    [InlineData("MambaStepBias()")]
    [InlineData("NguyenWidrow()")]
    public void Check_ZerosOfARandomInitializerWithoutAPrediction_AreFound(string text)
    {
        ResolvedPlan plan = new InitializationPlan { { "w", Init.Parse(text) } }
            .Resolve([("w", text == "NguyenWidrow()" ? [8, 8] : [64])]);
        plan.Check(_ => new float[64]).Findings.Should().ContainSingle()
            .Which.ToString().Should().Be("w: is all zeros, where random values were promised: was it filled?");
    }

    [Fact]
    public void WithBlocks_OneSize_IsRefused() => ((Action)(() => Rule.Initialize(Init.Zeros()).WithBlocks([64])))
        .Should().Throw<ArgumentException>().WithParameterName("sizes");

    [Fact]
    public void Prefixes_Null_IsRefused() =>
        new InitializationPlan().Invoking(plan => plan.Prefixes.Add(null!)).Should().Throw<ArgumentNullException>();

    [Fact]
    public void Check_BlocksThatAreDrawnByThemselves_AreAsTheirPartsPromise()
    {
        ResolvedPlan plan = new InitializationPlan
        {
            { "w", Rule.Initialize(Init.Orthogonal(perBlock: false)).WithBlocks(3).WithStreams("a", "b", "c") },
        }.Resolve([("w", [24, 12])]);
        float[] weights = new float[24 * 12];
        plan.Initialize("w", weights, Random);
        plan["w"].Prediction!.Value.StandardDeviation.Should().BeApproximately(Math.Sqrt(1.0 / 12), 1e-12); // of [8, 12]
        plan.Check(_ => weights).ToString().Should().Be("1 parameter is as planned");
    }

    [Fact]
    public void SlicesAndShards_OfHugeParameters_NeedNoWhole()
    {
        TensorShape huge = [1L << 40, 1L << 10];
        ResolvedPlan plan = new InitializationPlan
        {
            { "scaled", Init.HeNormal().Scaled(2) },
            { "kept", Rule.Initialize(Init.HeNormal().Scaled(2)).WithKeptRows(1L << 39) },
        }.Resolve([("scaled", huge), ("kept", huge)]);
        float[] floats = new float[3];
        double[] doubles = new double[3];
        plan.InitializeSlice("scaled", floats, 1L << 45, Random);
        plan.InitializeSlice("scaled", doubles, 1L << 45, Random);
        doubles.Should().Equal(floats.Select(value => (double)value));
        plan.InitializeShard("scaled", Array.Empty<Half>(), [(0, 0), (0, 5)], Random);
        Half[] kept = [(Half)7];
        plan.InitializeShard("kept", kept, [(0, 1), (1, 1)], Random);
        kept.Should().Equal((Half)7);
        plan.Invoking(its => its.InitializeSlice("scaled", new Half[1], 0, Random)).Should().Throw<ArgumentException>()
            .WithParameterName("name").WithMessage("name must be that of a parameter of at most 2147483591 elements, since *");
    }

    [Fact]
    public void Resolve_FaultsOfOtherReasons_AreLinesOfTheirOwn()
    {
        var plan = new InitializationPlan { { "l.*", Rule.Initialize(Init.Orthogonal()).WithBlocks(3).WithPaddingRow(50) } };
        string[] lines = plan.Invoking(its => its.Resolve([("l.0", [4, 4]), ("l.1", [9, 4]), ("l.2", [7, 4])]))
            .Should().Throw<PlanException>().Which.Message.Split(Environment.NewLine);
        lines.Should().HaveCount(3);
        lines[1].Should().Contain("blocks").And.EndWith("and 1 more name alike, the last l.2");
        lines[2].Should().Contain("l.1").And.Contain("padding");
    }
}
