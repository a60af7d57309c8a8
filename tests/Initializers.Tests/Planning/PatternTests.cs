namespace Initializers.Tests.Planning;

/// <summary>What patterns match, and that the index of all patterns agrees with each by itself.</summary>
public class PatternTests
{
    [Theory]
    [InlineData("h.*.attn.c_attn.weight", "h.11.attn.c_attn.weight", true)]
    [InlineData("h.*.attn.c_attn.weight", "h.1.2.attn.c_attn.weight", false)]
    [InlineData("layers.1.*", "layers.1.weight", true)]
    [InlineData("layers.1.*", "layers.10.weight", false)]
    [InlineData("layers.1", "layers.10", false)]
    [InlineData("**.bias", "bias", true)]
    [InlineData("**.bias", "a.b.c.bias", true)]
    [InlineData("**.bias", "a.b.c.biases", false)]
    [InlineData("**.bias", "fc1_bias", false)]
    [InlineData("**", "anything.at.all", true)]
    [InlineData("a.**.z", "a.z", true)]
    [InlineData("a.**.z", "a.b.z.z", true)]
    [InlineData("**.ln_*.weight", "h.3.ln_1.weight", true)]
    [InlineData("**.ln_*.weight", "ln_f.weight", true)]
    [InlineData("*_proj.weight", "q_proj.weight", true)]
    [InlineData("*_proj.weight", "x.q_proj.weight", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "ab", false)]
    [InlineData("(q|k|v)_proj.weight", "k_proj.weight", true)]
    [InlineData("(q|k|v)_proj.weight", "o_proj.weight", false)]
    [InlineData("(attn.c_proj|mlp.(c_fc|c_proj)).weight", "mlp.c_fc.weight", true)]
    [InlineData("(attn.c_proj|mlp.(c_fc|c_proj)).weight", "attn.c_fc.weight", false)]
    [InlineData("h.{layer}.weight", "h.7.weight", true)]
    [InlineData("h.{layer}.weight", "h.x.weight", false)]
    [InlineData("h.{layer}.weight", "h.07.weight", false)]
    [InlineData("block{n}_*", "block12_conv", true)]
    [InlineData("{n}*", "4294967296", false)]
    [InlineData("{n}*", "12x", true)]
    [InlineData("model/*/kernel", "model/dense_1/kernel", true)]
    public void Glob_MatchesTheWholeName(string pattern, string name, bool matches)
    {
        var glob = new GlobPattern(pattern, "pattern");
        glob.TryMatch(name, out _).Should().Be(matches);
        Indexed(name, glob).Should().Be(matches, "the index says the same");
    }

    [Fact]
    public void Captures_AreTheNumbersOfTheName()
    {
        var glob = new GlobPattern("layers.{layer}.(a|b).experts.e{expert}x*", "pattern");
        glob.TryMatch("layers.3.b.experts.e41x2.w".Replace(".w", ""), out int[] numbers).Should().BeTrue();
        glob.Captures.Should().Equal("layer", "expert");
        numbers.Should().Equal(3, 41);
    }

    [Theory]
    [InlineData("")]
    [InlineData("(a|b")]
    [InlineData("a)")]
    [InlineData("a|b")]
    [InlineData("{}")]
    [InlineData("{a b}")]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("{n}.{n}")]
    [InlineData("({n}|a)")]
    [InlineData("a..b")]
    [InlineData("a.***")]
    [InlineData("**x.weight")]
    [InlineData("{l}{m}")]
    public void Pattern_ThatIsNone_IsRefusedByName(string pattern) =>
        ((Action)(() => new InitializationPlan().Add(pattern, Init.Zeros()))).Should().Throw<ArgumentException>()
            .WithMessage("pattern must have *, but *").WithParameterName(nameof(pattern));

    [Fact]
    public void Alternatives_WithoutEnd_AreRefused() =>
        ((Func<object>)(() => new GlobPattern(string.Concat(Enumerable.Repeat("(a|b|c|d)", 20)), "pattern"))).Should()
            .Throw<ArgumentException>()
            .WithMessage("pattern must have at most 1000 alternatives in all*");

    /// <summary>A hostile pattern and name, whose naive comparison takes 2^30 steps.</summary>
    [Fact]
    public void ManyStars_AreMatchedInBoundedTime()
    {
        string segment = string.Concat(Enumerable.Repeat("*a", 200)), any = string.Concat(Enumerable.Repeat("**.a.", 100)) + "end";
        new GlobPattern(segment + "b", "pattern").TryMatch(new string('a', 400), out _).Should().BeFalse();
        new GlobPattern(any, "pattern").TryMatch(string.Join('.', Enumerable.Repeat("a", 400)), out _).Should().BeFalse();
    }

    private static bool Indexed(string name, GlobPattern glob)
    {
        var index = new PatternIndex();
        index.Add(glob, 5);
        var rules = new List<int>();
        index.Find(name, rules);
        return rules.Contains(5);
    }
}
