using System.Text.RegularExpressions;

namespace Initializers.Tests.Planning;

/// <summary>What a model says of its parameters itself: padding rows, shared memory, frozen ones and buffers.</summary>
public class ModelStateTests
{
    private static readonly PlanParameter[] Parameters =
    [
        new("words.weight", TensorShape.Embedding(6, 4), "embedding") { PaddingRow = 2 },
        new("head.weight", [6, 4]) { SharesWith = "words.weight" },
        new("stem.weight", [4, 4]) { State = ParameterState.Frozen },
        new("norm.running_mean", [4]) { State = ParameterState.Buffer },
        new("body.weight", [4, 4]),
    ];

    [Fact]
    public void PaddingRow_OfTheModel_IsClearedUnlessTheRuleSaysAnother()
    {
        (long? Row, int Start)[] cases = [(null, 8), (5, 20)];
        foreach ((long? row, int start) in cases)
        {
            Rule rule = Rule.Initialize(Init.Ones());
            ResolvedPlan plan = new InitializationPlan
            {
                { "words.*", row is { } own ? rule.WithPaddingRow(own) : rule }, { "**", Init.Ones() },
            }.Resolve(Parameters);
            plan["words.weight"].PaddingRow.Should().Be(row ?? 2);
            plan["body.weight"].PaddingRow.Should().BeNull();
            float[] values = new float[24], slice = new float[10];
            plan.Initialize("words.weight", values, new PhiloxRandom(1));
            values.Select((value, i) => value == 0 ? i : -1).Where(i => i >= 0).Should().Equal(Enumerable.Range(start, 4));
            plan.InitializeSlice("words.weight", slice, 5, new PhiloxRandom(1));
            slice.Should().Equal(values[5..15]);
            plan["words.weight"].ToString().Should().Contain($"WithPaddingRow({row ?? 2})");
        }
    }

    [Fact]
    public void Texts_SayWhatTheModelSays()
    {
        Parameters[0].ToString().Should().Be("words.weight [6, 4] (in, out), embedding, padding row 2");
        Parameters[1].ToString().Should().Be("head.weight [6, 4] (out, in), shares with words.weight");
        Parameters[2].ToString().Should().Be("stem.weight [4, 4] (out, in), frozen");
        default(PlanParameter).ToString().Should().Be(" []");
    }

    [Fact]
    public void PaddingRow_OutsideTheShape_IsRefused()
    {
        PlanParameter[] wrong = [Parameters[0] with { PaddingRow = 6 }];
        new InitializationPlan { { "**", Init.Ones() } }.Invoking(plan => plan.Resolve(wrong)).Should().Throw<PlanException>()
            .WithMessage("*padding row must be below 6*");
        new InitializationPlan { { "**", Rule.Keep } }.Resolve(wrong)["words.weight"].PaddingRow.Should().BeNull("nothing is filled");
        FluentActions.Invoking(() => Parameters[0] with { PaddingRow = -1 }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("PaddingRow must be*");
        FluentActions.Invoking(() => Parameters[0] with { State = (ParameterState)3 }).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void SharedMemory_IsTiedWhateverRulesMatch()
    {
        ResolvedPlan plan = new InitializationPlan { { "**.weight", Init.Normal(0, 1) } }.Resolve(Parameters);
        PlannedParameter head = plan["head.weight"];
        (head.TiedTo, head.Action, head.RuleNumber).Should().Be(("words.weight", RuleAction.Tie, -1));
        plan.Elements.Should().Be(24 + 16 + 16, "kept ones count, shared and skipped ones do not");
        plan.ParametersByRule.Should().Equal(2);
        new InitializationPlan { { "head.weight", Rule.TiedTo("words.weight") }, { "**.weight", Init.Ones() } }.Resolve(Parameters)
            .ParametersByRule.Should().Equal(1, 2);
        plan.ToString().Should().Contain("tied to words.weight");
        plan.ToJson().Should().Contain("\"tiedTo\": \"words.weight\"").And.Contain("\"state\": \"frozen\"")
            .And.NotContain("\"pattern\": \"head.weight\"");

        new InitializationPlan { { "head.weight", Init.Zeros() }, { "**", Init.Ones() } }
            .Invoking(one => one.Resolve(Parameters)).Should().Throw<PlanException>().Which.Faults.Should().ContainSingle()
            .Which.Kind.Should().Be(PlanFaultKind.ShadowedRule);
        new InitializationPlan { { "head.weight", Rule.TiedTo("words.weight") }, { "**", Init.Ones() } }.Resolve(Parameters)
            .Parameters.Should().HaveCount(5);
        ResolvedPlan skipped = new InitializationPlan { { "words.*", Rule.Skip }, { "**", Init.Ones() } }.Resolve(Parameters);
        skipped["head.weight"].Action.Should().Be(RuleAction.Skip);
        skipped.ToString().Should().Contain("skipped, as what it shares memory with");
        PlanParameter[] lost = [Parameters[4], Parameters[1]];
        new InitializationPlan { { "**", Init.Ones() } }.Invoking(one => one.Resolve(lost)).Should().Throw<PlanException>()
            .WithMessage("*head.weight is tied to words.weight, which is not there*");
    }

    [Fact]
    public void SharedMemory_OfSkippedOnes_IsSkippedThroughChainsAndSpellings()
    {
        PlanParameter[] parameters =
        [
            new("x/a", [2, 2]), new("x.b", [2, 2]) { SharesWith = "x.a" }, new("x.c", [2, 2]) { SharesWith = "x/b" }, new("x.d", [2, 2]),
        ];
        ResolvedPlan plan = new InitializationPlan { { "x/a", Rule.Skip }, { "**", Init.Ones() } }.Resolve(parameters);
        plan.Parameters.Select(parameter => parameter.Action).Should()
            .Equal(RuleAction.Skip, RuleAction.Skip, RuleAction.Skip, RuleAction.Initialize);
    }

    [Fact]
    public void SharedMemory_IsThatOfTheNameAsItIsSpelt()
    {
        PlanParameter[] parameters = [new("b/a", [2, 2]), new("b.a", [2, 2]), new("t", [2, 2]) { SharesWith = "b.a" }];
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal(0, 1) } }.Resolve(parameters);
        plan["t"].TiedTo.Should().Be("b.a");
        PlanParameter[] star = [new("a", [2, 2]), new("t", [2, 2]) { SharesWith = "*" }];
        new InitializationPlan { { "**", Init.Ones() } }.Invoking(one => one.Resolve(star)).Should().Throw<PlanException>()
            .Which.Message.Should().Contain("t is tied to *, which is not there", "it is a name, no pattern");
    }

    [Fact]
    public void SharedMemory_IsThatOfTheGivenName()
    {
        // The plain name of the first is the given name of the second.
        PlanParameter[] parameters =
            [new("module.module.a", [2, 2]), new("module.a", [2, 2]), new("module.b", [2, 2]) { SharesWith = "module.a" }];
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Ones() } }.Resolve(parameters);
        plan["module.b"].TiedTo.Should().Be("module.a");
    }

    [Fact]
    public void SharedMemory_WithARuleThatContradictsIt_IsAFault()
    {
        InitializationPlan rest = new() { { "**", Init.Ones() } };
        PlanParameter[] others = [.. Parameters, new("other.weight", [6, 4])];
        Refused(new InitializationPlan { { "head.weight", Rule.Keep }, rest },
            "*head.weight shares the memory of words.weight, but rule 0, *, keeps it: write the rule for words.weight*");
        Refused(new InitializationPlan { { "head.weight", Rule.TiedTo("other.weight") }, rest },
            "*head.weight shares the memory of words.weight, but rule 0, *, ties it to other.weight: write the rule for words.weight*");
        new InitializationPlan { { "head.weight", Rule.Skip.Optional() }, rest }.Resolve(Parameters)["head.weight"].TiedTo.Should()
            .Be("words.weight", "a rule that leaves it alone asks for nothing else");
        new InitializationPlan { { "**.weight", Rule.Keep }, rest }.Resolve(Parameters)["head.weight"].TiedTo.Should().Be("words.weight");

        void Refused(InitializationPlan plan, string message) => plan.Invoking(one => one.Resolve(others)).Should().Throw<PlanException>()
            .WithMessage(message).Which.Faults.Should().Contain(fault => fault.Kind == PlanFaultKind.Tie);
    }

    [Fact]
    public void PaddingRow_OfTheModel_AmongTheKeptRows_IsKept()
    {
        Rule extended = Rule.Initialize(Init.Ones()).WithKeptRows(3);
        ResolvedPlan plan = new InitializationPlan { { "words.*", extended }, { "**", Init.Ones() } }.Resolve(Parameters);
        plan["words.weight"].PaddingRow.Should().BeNull();
        float[] values = [.. Enumerable.Repeat(5f, 24)];
        plan.Initialize("words.weight", values, new PhiloxRandom(1));
        values.Should().Equal([.. Enumerable.Repeat(5f, 12), .. Enumerable.Repeat(1f, 12)]);
        new InitializationPlan { { "words.*", Rule.Initialize(Init.Ones()).WithKeptRows(2) }, { "**", Init.Ones() } }.Resolve(Parameters)
            ["words.weight"].PaddingRow.Should().Be(2);
    }

    [Fact]
    public void Scales_OfWhatIsNotFilled_AreToldWhy()
    {
        PlanParameter[] kept = [new("a.weight", [4, 4]), new("b.weight", [4, 4]) { State = ParameterState.Frozen }];
        Says(new InitializationPlan { { "a.*", Rule.Scale(0.5) }, { "**", Rule.Keep } }, "*scales none*left to rule 1, *");
        Says(new InitializationPlan { { "b.weight", Rule.Scale(0.5) }, { "a.weight", Init.Ones() } },
            "*scales none of the parameters that it matches, 1 in all, since no rule fills them, or they share the memory of others*");

        void Says(InitializationPlan plan, string message) =>
            plan.Invoking(one => one.Resolve(kept)).Should().Throw<PlanException>().WithMessage(message);
    }

    [Fact]
    public void RegularExpressions_OfFrozenOnes_AreToldThatTheyDoNotNameThem() =>
        new InitializationPlan { { new Regex("stem.*"), Init.Ones() }, { "**", Init.Zeros() } }
            .Invoking(one => one.Resolve(Parameters)).Should().Throw<PlanException>()
            .WithMessage("*1 tensor among the frozen ones and buffers*names them, as no regular expression does*");

    [Theory]
    [InlineData("**", false, false)]
    [InlineData("**.weight", false, false)]
    [InlineData("stem.*", false, false)]
    [InlineData("stem.weight", true, false)]
    [InlineData("(stem|stern).weight", true, false)]
    [InlineData("**.running_mean", false, true)]
    [InlineData("norm.running_mean", false, true)]
    [InlineData("norm.running_*", false, false)]
    public void FrozenParametersAndBuffers_AreLeftAloneUnlessNamed(string pattern, bool frozen, bool buffer)
    {
        ResolvedPlan plan = new InitializationPlan
        {
            { pattern, Rule.Initialize(Init.Ones()).Optional() },
            new InitializationPlan { { "**.weight", Rule.Initialize(Init.Zeros()).Optional() } },
        }.Resolve(Parameters);
        plan["stem.weight"].Action.Should().Be(frozen ? RuleAction.Initialize : RuleAction.Keep);
        plan["norm.running_mean"].Action.Should().Be(buffer ? RuleAction.Initialize : RuleAction.Skip);
        plan["body.weight"].Action.Should().Be(RuleAction.Initialize);
    }

    [Fact]
    public void FrozenParametersAndBuffers_AreNamedByTheirRolesToo()
    {
        ResolvedPlan plan = new InitializationPlan
        {
            { "**", Rule.Initialize(Init.Ones()).OfRole("frozen") },
            { "**", Rule.Initialize(Init.Ones()).OfRole("buffer") },
            { "**.weight", Init.Zeros() },
        }.Resolve(Parameters);
        plan.ParametersByRule.Should().Equal(1, 1, 2);
        InitializationPlan plain = new() { { "stem.*", Init.Ones() }, { "**", Init.Zeros() } };
        plain.Invoking(one => one.Resolve(Parameters)).Should().Throw<PlanException>()
            .WithMessage("*matches nothing but 1 tensor*left alone unless a rule names them*");
        new InitializationPlan { { "stem.*", Rule.Keep }, { "norm.*", Rule.Skip }, { "**", Init.Zeros() } }.Resolve(Parameters)
            .ParametersByRule.Should().Equal(1, 1, 2);
    }

    [Fact]
    public void Layouts_OfKnownLayers_AreNotOverridden()
    {
        PlanParameter known = new("c_attn.weight", [96, 32], "weight") { IsLayerKnown = true };
        foreach (Rule rule in new[] { Rule.Initialize(Init.HeNormal()).WithLayout(new("out, in")), Rule.Initialize(Init.HeNormal()) })
            new InitializationPlan { { "**", rule } }.Resolve([known])["c_attn.weight"].Prediction!.Value.StandardDeviation.Should()
                .Be(0.25);
        Refused(Rule.Initialize(Init.HeNormal()).WithLayout(WeightLayout.InOut), "*the rule's layout must be that of the layer*");
        Refused(Rule.Initialize(Init.HeNormal()).WithGroups(2), "*the rule's groups must be those of the layer, 1, but were 2*");
        PlanParameter[] gpt = [new("h.0.attn.c_attn.weight", [96, 32], "weight") { IsLayerKnown = true }];
        FluentActions.Invoking(() => ModelPlan.Gpt2(1).Resolve(gpt)).Should().Throw<PlanException>()
            .WithMessage("*the preset is for other code*");

        void Refused(Rule rule, string message) => new InitializationPlan { { "**", rule } }
            .Invoking(plan => plan.Resolve([known])).Should().Throw<PlanException>().WithMessage(message);
    }

    [Fact]
    public void Norms_ThatARuleForAllWeightsFills_AreNoted()
    {
        PlanParameter[] parameters = [new("norm.weight", [8], "norm"), new("out.weight", [4, 8], "weight")];
        new InitializationPlan { { "**.weight", Init.Normal(0, 0.02) } }.Resolve(parameters).ToString().Should()
            .Contain("Rule 0, \"**.weight\", fills 1 scale of normalizations around 0, such as norm.weight; they mostly begin as 1");
        new InitializationPlan { { "**", Rule.Initialize(Init.Ones()).OfRole("norm") }, { "**.weight", Init.Normal(0, 0.02) } }
            .Resolve(parameters).ToString().Should().NotContain("normalizations");
        new InitializationPlan { { "norm.weight", Init.Normal(1, 0.02) }, { "**.weight", Init.Normal(0, 0.02) } }
            .Resolve(parameters).ToString().Should().NotContain("normalizations", "DCGAN's");
    }

    [Theory]
    [InlineData("*.weight", "*\"**.[*].weight\" would match*")]
    [InlineData("(weight|bias)", "*\"**.(weight|bias)\" would match*")]
    [InlineData("weight", "*a pattern matches the whole name, and [*] no dot*")]
    public void Patterns_ThatLackTheBeginning_AreTold(string pattern, string message) =>
        FluentActions.Invoking(() => new InitializationPlan { { pattern, Init.Ones() }, { "**", Rule.Keep } }.Resolve(
            [("a.b.weight", [4]), ("a.b.bias", [4])])).Should().Throw<PlanException>().WithMessage(
                message.Replace("[*]", "*", StringComparison.Ordinal));

    [Fact]
    public void Rules_WhosePatternMatchesOtherRanksAndRoles_AreTold()
    {
        FluentActions.Invoking(() => new InitializationPlan
        {
            { "**.weight", Rule.Initialize(Init.Ones()).OfRank(4) }, { "**", Rule.Initialize(Init.Ones()).OfRole("norms") },
            { "**", Rule.Keep },
        }.Resolve(Parameters)).Should().Throw<PlanException>()
            .WithMessage("*matches 4 names, but nothing of the rank, role or shape that it asks for (they have the ranks 2)*"
                + "(they have the roles embedding, none)*");
        FluentActions.Invoking(() => new InitializationPlan { { ".*weight", Init.Ones() } }).Should().Throw<ArgumentException>()
            .WithMessage("*a regular expression is written new Regex(...).*");
    }
}
