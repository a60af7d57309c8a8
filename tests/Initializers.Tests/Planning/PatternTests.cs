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

    /// <summary>Matches, numbers, and what the first ** stands for, beside a search that tries every way.</summary>
    [Fact]
    public void Glob_AgreesWithTryingEverything()
    {
        var random = new Random(5);
        int matched = 0;
        for (int trial = 0; trial < 100_000; trial++)
        {
            int captures = 0;
            string pattern = Joined(random, 4, () => random.Next(4) == 0 ? "**" : string.Concat(Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => random.Next(6) switch { 0 or 1 => "*", 2 => $"{{n{captures++}}}", 3 => "1", 4 => "a", _ => "b" })));
            string name = Joined(random, 5, () => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => "ab10"[random.Next(4)])]));
            string[] segments = pattern.Split('.');
            if (segments.Any(segment => segment is not "**" && NameSegment.Parse(segment) is null)) continue;
            var numbers = new List<int>();
            string? any = null;
            bool matches = MatchesFrom(segments, name.Split('.'), numbers, ref any);
            var glob = new GlobPattern(pattern, "pattern");
            glob.TryMatch(name, out int[] found).Should().Be(matches, "{0} and {1}", pattern, name);
            Indexed(name, glob).Should().Be(matches, "{0} and {1}", pattern, name);
            if (!matches) continue;
            matched++;
            found.Should().Equal(numbers, "{0} and {1}", pattern, name);
            glob.AnySegments(name).Should().Be(any, "{0} and {1}", pattern, name);
        }
        matched.Should().BeGreaterThan(2000);
    }

    [Fact]
    public void Index_GivesEachRuleOfAName()
    {
        string[] patterns = ["a_1_*.w", "a_*.w", "*_x.w", "a_1_x.*", "{n}*.w", "**", "a_12_*.w", "a_1_x.w", "*.(w|*)"];
        var index = new PatternIndex();
        for (int rule = 0; rule < patterns.Length; rule++) index.Add(new(patterns[rule], "pattern"), rule);
        var found = new List<int>();
        index.Find("a_1_x.w", found);
        found.Distinct().Should().BeEquivalentTo([0, 1, 2, 3, 5, 7, 8]);
    }

    private static string Joined(Random random, int most, Func<string> segment) =>
        string.Join('.', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => segment()));

    /// <summary>Tries for each ** and * fewer segments and letters before more, the first one first.</summary>
    private static bool MatchesFrom(ReadOnlySpan<string> pattern, ReadOnlySpan<string> name, List<int> numbers, ref string? any)
    {
        if (pattern.IsEmpty) return name.IsEmpty;
        int before = numbers.Count;
        if (pattern[0] != "**")
        {
            if (!name.IsEmpty && LettersMatch(pattern[0], name[0], numbers) && MatchesFrom(pattern[1..], name[1..], numbers, ref any))
                return true;
            numbers.RemoveRange(before, numbers.Count - before);
            return false;
        }
        for (int taken = 0; taken <= name.Length; taken++)
        {
            string? later = null;
            if (!MatchesFrom(pattern[1..], name[taken..], numbers, ref later)) continue;
            any = string.Join('.', name[..taken]);
            return true;
        }
        return false;
    }

    private static bool LettersMatch(string pattern, string text, List<int> numbers)
    {
        if (pattern == "") return text == "";
        int before = numbers.Count;
        if (pattern[0] == '*')
        {
            for (int taken = 0; taken <= text.Length; taken++)
            {
                if (LettersMatch(pattern[1..], text[taken..], numbers)) return true;
            }
            return false;
        }
        if (pattern[0] == '{')
        {
            int end = text.TakeWhile(char.IsAsciiDigit).Count();
            if (end == 0 || (end > 1 && text[0] == '0')) return false;
            numbers.Add(int.Parse(text[..end]));
            if (LettersMatch(pattern[(pattern.IndexOf('}') + 1)..], text[end..], numbers)) return true;
            numbers.RemoveRange(before, numbers.Count - before);
            return false;
        }
        return text != "" && text[0] == pattern[0] && LettersMatch(pattern[1..], text[1..], numbers);
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
