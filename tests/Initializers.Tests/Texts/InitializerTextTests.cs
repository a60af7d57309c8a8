using System.Globalization;
using System.Reflection;
using CsCheck;
using Initializers.Tests.Cultures;

namespace Initializers.Tests.Texts;

/// <summary>Initializers as texts: what is written is read back, and what cannot be read is refused with its place.</summary>
public class InitializerTextTests
{
    private static readonly Type[] Recipes =
    [
        typeof(TransformerInit), typeof(AdapterInit), typeof(RecurrentInit), typeof(SigmoidInit), typeof(FieldInit), typeof(StateSpaceInit),
    ];

    [Fact]
    public void Parse_WhatToStringSays_IsTheSameInitializer() => InitializerGen.Composed(3).Holds(initializer =>
    {
        IWeightInitializer read = Init.Parse(initializer.ToString()!);
        read.Should().Be(initializer);
        read.ToString().Should().Be(initializer.ToString());
    }, count: 3000);

    [Fact]
    public void Parse_InACultureWithCommas_IsTheSame()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Culture.Get("de-DE");
            Init.Parse(Init.Normal(1.5, 0.25).ToString()).Should().Be(Init.Normal(1.5, 0.25));
            Init.Parse(Init.FromArray([1.5f, -0.25f]).ToString()).Should().Be(Init.FromArray([1.5f, -0.25f]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The names, the parameters and the defaults of texts are those of the members.</summary>
    [Fact]
    public void Parse_EveryMember_HasItsParametersAndDefaults()
    {
        int calls = 0;
        foreach (MethodInfo member in Recipes.Append(typeof(Init)).SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            ParameterInfo[] parameters = member.GetParameters();
            if (!member.ReturnType.IsAssignableTo(typeof(IWeightInitializer)) || member.GetCustomAttribute<ObsoleteAttribute>() is not null
                || parameters.Any(parameter => ExampleOf(parameter) is null))
            {
                continue;
            }
            string name = member.DeclaringType == typeof(Init) ? member.Name : $"{member.DeclaringType!.Name}.{member.Name}";
            object?[] examples = Array.ConvertAll(parameters, ExampleOf);
            string arguments = string.Join(", ", parameters.Zip(examples, (parameter, value) => $"{parameter.Name}: {TextOf(value)}"));
            Init.Parse($"{name}({arguments})").Should().Be(member.Invoke(null, examples), "{0}({1})", name, arguments);
            calls++;
            object?[] defaults = Array.ConvertAll(parameters, parameter => parameter.IsOptional ? parameter.DefaultValue : null);
            if (!parameters.All(parameter => parameter.IsOptional)) continue;
            Init.Parse($"{name}()").Should().Be(member.Invoke(null, defaults), "{0}() has the defaults", name);
        }
        calls.Should().BeGreaterThan(60);
    }

    [Theory]
    [InlineData("Init.HeNormal(mode: FanMode.Out)")]
    [InlineData("HeNormal(mode: Out)")]
    [InlineData("he_normal( mode = 'fan_out' )")]
    [InlineData("HeNormal(0, Out)")]
    [InlineData("kaiming_normal_(mode: fan_out)")]
    [InlineData("torch/kaiming_normal_(a=0, mode=\"fan_out\", nonlinearity='relu')")]
    public void Parse_SpellingsOfOneCall_AreEqual(string text) => Init.Parse(text).Should().Be(Init.HeNormal(mode: FanMode.Out));

    public static TheoryData<string, IWeightInitializer> Frameworks => new()
    {
        { "normal_", Init.Normal(0, 1) },
        { "uniform_", Init.Uniform(0, 1) },
        { "trunc_normal_", Init.TruncatedNormal(0, 1) },
        { "trunc_normal_(mean: 1, std: 0.5, a: 0, b: 3)", Init.TruncatedNormal(1, 0.5, -2, 4) },
        { "orthogonal_", Init.Orthogonal(perBlock: false) },
        { "zeros_", Init.Zeros() },
        { "constant_(val: 0.1)", Init.Constant(0.1) },
        { "sparse_(0.5, 1)", Init.Sparse(0.5, 1, SparseUnit.Input) },
        { "kaiming_uniform_(a: 0.2)", Init.HeUniform(0.2) },
        { "kaiming_normal_(nonlinearity: tanh)", Init.VarianceScaling(5.0 / 3 * (5.0 / 3), FanMode.In, Distribution.Normal) },
        { "kaiming_normal_(nonlinearity: linear)", Init.VarianceScaling(1, FanMode.In, Distribution.Normal) },
        { "xavier_normal_(gain: 2)", Init.GlorotNormal(2) },
        { "torch/dirac_(groups: 2)", Init.Dirac(2) },
        { "keras/he_normal", Init.HeTruncatedNormal() },
        { "keras/random_normal(stddev: 0.1)", Init.Normal(0, 0.1) },
        { "keras/random_uniform(-1, 1)", Init.Uniform(-1, 1) },
        { "keras/VarianceScaling(scale=2, mode='fan_avg', distribution='normal')", Init.VarianceScaling(2, FanMode.Average) },
        {
            "keras/variance_scaling(2, fan_out, untruncated_normal)",
            Init.VarianceScaling(2, FanMode.Out, Distribution.Normal)
        },
        { "jax/variance_scaling(2, fan_geo_avg, normal)", Init.VarianceScaling(2, FanMode.GeometricMean, Distribution.Normal) },
        { "jax/truncated_normal(0.1, -1, 3)", Init.TruncatedNormal(0, 0.1, -1, 3) },
        { "jax/delta_orthogonal(2)", Init.DeltaOrthogonal(2, KernelCentre.Earlier) },
    };

    [Theory]
    [MemberData(nameof(Frameworks))]
    public void Parse_FrameworkNames_HaveTheirFormulasParametersAndDefaults(string text, IWeightInitializer expected) =>
        Init.Parse(text).Should().Be(expected);

    [Theory]
    [InlineData("ResidualProjection(layers: 12)")]
    [InlineData("TransformerInit.ResidualProjection(12)")]
    [InlineData("transformer/residual_projection(12, 0.02)")]
    public void Parse_Recipes_NeedNoPrefixWhereTheirNameIsUnique(string text) =>
        Init.Parse(text).Should().Be(TransformerInit.ResidualProjection(12));

    [Theory]
    [InlineData("", "text must be one of Init.Names, such as *, but was \"\".*")]
    [InlineData("ResidualProjecton(layers: 12)", "*a known name, such as residual_projection,*")]
    [InlineData("he_norml", "text must be one of Init.Names, such as HeNormal,*")]
    [InlineData("trunc", "text must be one of Init.Names, such as *Truncated*")]
    [InlineData("HeNormal(slope: 1)", "*arguments of HeNormal, which are negativeSlope, mode, at character 9, but had \"slope: 1\"*")]
    [InlineData("HeNormal(mode: Sideways)", "*one of In, Out, Average, *for mode at character 15, but had \"Sideways\"*")]
    [InlineData("HeNormal(mode: In", "*a comma or ) at character 17, but had nothing more*")]
    [InlineData("HeNormal(mode: In))", "*nothing more at character 18, but had \")\"*")]
    [InlineData("HeNormal(NaN)", "*negativeSlope must be a number that is finite*")]
    [InlineData("HeNormal(1, 2, 3)", "*one of In, *for mode at character 12, but had \"2\"*")]
    [InlineData("Normal(mean: 1)", "*standardDeviation, a number, among the arguments of Normal*")]
    [InlineData("Normal(mean: 0, std: 1)", "*standardDeviation, a number, for Normal at character 16, but had \"std: 1\"*")]
    [InlineData("Normal(0.5, 0,2)", "*arguments of Normal, which are mean, standardDeviation, at character 14, but had \"2\"*")]
    [InlineData("Normal(mean: 1, 2)", "*a name for an argument behind a named one at character 16*")]
    [InlineData("GlorotNormal(gain: 1, gain: 2)", "*gain once at character 22, but had \"gain: 2\"*")]
    [InlineData("GlorotNormal(2, gain: 2)", "*gain once at character 22*")]
    [InlineData("GlorotNormal(gain: big)", "*a number for gain at character 19, but had \"big\"*")]
    [InlineData("Dirac(groups: 1.5)", "*a whole number for groups*")]
    [InlineData("Icnr(Zeros(), 5000000000)", "*a whole number of 32 bits for factor*")]
    [InlineData("PerBlock(Zeros(), Foo())", "*a known name, such as *, at character 18, but had \"Foo\"*")]
    [InlineData("PerBlock()", "*blocks must have at least one initializer*")]
    [InlineData("Zeros().Halved()", "*Scaled, Masked, Repeated, WithSeed or nothing behind an initializer at character 8*")]
    [InlineData("Zeros().Masked([1, 2])", "*mask must have 0 and 1 only, but had 2*")]
    [InlineData("FromArray(1000 values)", "*a comma or ) at character 15*")]
    [InlineData("FromArray([1, 2], [3])", "*values must have 3 elements for the shape [3], but had 2*")]
    [InlineData("FromArray([1e39])", "*must be a finite number*")]
    [InlineData("[1, 2]", "*an initializer at character 0*")]
    [InlineData("'HeNormal'", "*an initializer at character 0*")]
    [InlineData("'HeNormal", "*a closing ' to the one at character 0*")]
    [InlineData("keras/", "text must be one of Init.Names*")]
    [InlineData("keras/(1)", "*a name at character 6*")]
    [InlineData("lecun_normal_", "text must be one of Init.Names*")]
    [InlineData("ResidualProjectionAtDepth({layer})", "*an argument at character 26, but had \"{\"*")]
    [InlineData("torch/kaiming_normal_(nonlinearity: gelu)", "*one of leaky_relu, relu, *for nonlinearity*")]
    public void Parse_OtherTexts_AreRefusedWithTheirPlace(string text, string message)
    {
        ((Action)(() => Init.Parse(text))).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(nameof(text));
        ((Action)(() => Init.Get(text))).Should().Throw<ArgumentException>().WithParameterName("name");
        Init.TryParse(text, out IWeightInitializer? initializer).Should().BeFalse();
        initializer.Should().BeNull();
    }

    [Fact]
    public void Parse_DeepOrLongTexts_AreRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("PerBlock(", 10_000));
        string chain = "Zeros()" + string.Concat(Enumerable.Repeat(".Scaled(1)", 6000));
        ((Action)(() => Init.Parse(deep[..60_000]))).Should().Throw<ArgumentException>().WithMessage("*at most 32 levels*");
        ((Action)(() => Init.Parse(chain[..60_007]))).Should().Throw<ArgumentException>().WithMessage("*at most 32 calls in a row*");
        ((Action)(() => Init.Parse(new string(' ', 70_000)))).Should().Throw<ArgumentException>();
        ((Action)(() => Init.Parse("Zeros()" + new string(' ', 70_000)))).Should().Throw<ArgumentException>()
            .WithMessage("text must have at most 65536 characters, but had 70007.*");
    }

    [Fact]
    public void TryParse_Null_IsNone()
    {
        Init.TryParse(null, out IWeightInitializer? none).Should().BeFalse();
        none.Should().BeNull();
        ((Action)(() => Init.Parse(null!))).Should().Throw<ArgumentNullException>().WithParameterName("text");
    }

    [Fact]
    public void Parse_ABoundInitializer_HasItsSeedAndCountsAnew()
    {
        SeededInitializer bound = Init.HeNormal().WithSeed(42);
        float[] first = bound.Initialize([3, 4]);
        IWeightInitializer read = Init.Parse(bound.ToString());
        read.Should().BeOfType<SeededInitializer>().Which.State.Should().Be(new SeededState(42, 0));
        read.Initialize([3, 4]).Should().Equal(first);
        ((SeededInitializer)Init.Parse("Zeros().WithSeed(-1)")).Seed.Should().Be(ulong.MaxValue);
        ((SeededInitializer)Init.Parse("Zeros().WithSeed(18446744073709551615)")).Seed.Should().Be(ulong.MaxValue);
    }

    [Fact]
    public void Register_OnesOwn_IsReadWithItsArgumentsAlsoWithinOthers()
    {
        Init.Register("tests/own_text", arguments => Init.Normal(arguments.Number("mean", 1), arguments.Number("deviation"))
            .Scaled(arguments.Flag("half", false) ? 0.5 : 1));
        Init.Parse("tests/own_text(deviation: 2)").Should().Be(Init.Normal(1, 2).Scaled(1));
        Init.Parse("PerBlock(Tests/OwnText(3, 2, half: True))").Should().Be(Init.PerBlock(Init.Normal(3, 2).Scaled(0.5)));
        Init.Names.Should().NotContain("tests/own_text");
        ((Action)(() => Init.Parse("tests/own_txt(1)"))).Should().Throw<ArgumentException>().WithMessage("*such as tests/own_text,*");
        ((Action)(() => Init.Register("tests/OwnText", _ => Init.Zeros()))).Should().Throw<ArgumentException>()
            .WithMessage("name must be one that no initializer has yet, but was \"tests/OwnText\".*").WithParameterName("name");
        foreach (string name in new[] { "HeNormal", "keras/he_normal", "", "a b", "a/b/c", "/a", "1a", "a_" })
        {
            ((Action)(() => Init.Register(name, _ => Init.Zeros()))).Should().Throw<ArgumentException>().WithParameterName("name");
        }
    }

    [Fact]
    public void Register_AFactoryThatFails_IsRefusedWithThePlaceOfTheCall()
    {
        Init.Register("tests/failing", arguments => Init.Constant(arguments.Number("value") / 0));
        ((Action)(() => Init.Parse("PerBlock(tests/failing(1))"))).Should().Throw<ArgumentException>().WithParameterName("text")
            .WithMessage("text must have a valid call at character 9, but of \"tests/failing(1)\" value must be*");
    }

    /// <summary>10^5 texts of random letters, and of texts with letters changed: each is read or refused.</summary>
    [Fact]
    public void Parse_HostileTexts_AreReadOrRefused()
    {
        Gen<string> changed = Gen.Select(
            InitializerGen.Composed(2), Gen.Int[0, 1 << 20], Gen.Int[0, 2], Gen.Char["()[],.:='\"{}+-e/_ aZ09\0é"],
            (initializer, place, change, letter) =>
            {
                string text = initializer.ToString()!;
                int at = place % text.Length;
                return change switch
                {
                    0 => text.Remove(at, 1),
                    1 => text.Insert(at, letter.ToString()),
                    _ => text[..at] + letter + text[(at + 1)..],
                };
            });
        int read = 0;
        Gen.OneOf(changed, Gen.String[Gen.Char["()[],.:='\"HeNormal0129_/ "], 0, 40]).Holds(text =>
        {
            if (Init.TryParse(text, out IWeightInitializer? initializer)) Init.Parse(initializer.ToString()!).Should().Be(initializer);
            read += initializer is null ? 0 : 1;
        }, count: 100_000);
        read.Should().BeInRange(1000, 99_000);
    }

    /// <summary>A value for a parameter that is not its default; null if texts have none of its type.</summary>
    private static object? ExampleOf(ParameterInfo parameter) => parameter.ParameterType switch
    {
        Type type when type == typeof(double) => parameter.Name is "sparsity" or "probability" ? 0.25 : parameter.Name switch
        {
            "low" or "lower" or "smallest" => 0.125,
            "largest" => 20.5,
            _ => 2.5,
        },
        Type type when type == typeof(long) => 3L,
        Type type when type == typeof(int) => 3,
        Type type when type == typeof(bool) => parameter.DefaultValue is not true,
        Type type when type == typeof(Distribution) => Distribution.TruncatedAt(1.5),
        Type type when type == typeof(IWeightInitializer) => Init.Normal(1, 2),
        Type type when type.IsEnum => Enum.GetValues(type).GetValue(1),
        _ => null,
    };

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
