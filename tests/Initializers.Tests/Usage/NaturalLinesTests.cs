namespace Initializers.Tests.Usage;

/// <summary>Lines that newcomers type, through the SDK's own compiler: each compiles, or its error says what to write instead.</summary>
public class NaturalLinesTests
{
    private static readonly (string Line, string? Says)[] Lines =
    [
        .. File.ReadLines(Repository.PathOf("tests", "Initializers.Tests", "Usage", "NaturalLines.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(" -> ") is [var code, var says] ? (code, says) : (line, (string?)null)),
    ];

    [Fact]
    public void EveryLine_CompilesOrSaysWhatToWrite()
    {
        Lines.Should().HaveCountGreaterThanOrEqualTo(52);
        ILookup<int, string> errors = Compile(Lines.Select(line => line.Line));
        for (int i = 0; i < Lines.Length; i++)
        {
            (string line, string? says) = Lines[i];
            if (says is null) errors[i].Should().BeEmpty($"\"{line}\" compiles");
            else errors[i].Should().ContainSingle($"\"{line}\" does not compile").Which.Should().Contain(says);
        }
    }

    [Fact]
    public void TheLinesThatCompile_MeanWhatAStrangerTakesThemFor()
    {
        TensorShape shape = [64, 48];
        Init.Normal(0.02).Should().Be(new NormalInitializer(0, 0.02));
        Init.TruncatedNormal(0.02).Should().Be(new TruncatedNormalInitializer(0, 0.02, -2, 2));
        Init.TruncatedNormal(1, 0.02).Should().Be(new TruncatedNormalInitializer(1, 0.02, -2, 2));
        Init.Uniform(0.05).Should().Be(new UniformInitializer(-0.05, 0.05));
        Init.HeNormal(0).Should().Be(Init.HeNormal());
        Init.HeNormal(1).Should().Be(Init.HeNormal(negativeSlope: 1));
        Init.HeNormal(FanMode.Out).Should().Be(Init.HeNormal(mode: FanMode.Out));
        Init.HeNormal(Activation.ReLU).Should().Be(Init.HeNormal());
        Init.XavierUniform(Activation.Tanh).Should().Be(Init.GlorotUniform(gain: Gain.Forward(Activation.Tanh)));
        (FanMode.FanIn, FanMode.FanOut, FanMode.FanAvg).Should().Be((FanMode.In, FanMode.Out, FanMode.Average));
        Init.HeNormal().Initialize(shape, 42).Should().Equal(Init.HeNormal().Initialize(shape, new PhiloxRandom(42)));
        Init.HeNormal().Initialize(shape, new Random(42))
            .Should().Equal(Init.HeNormal().Initialize(shape, new DotNetRandom(new Random(42))));
        ((IWeightInitializer)Init.Recommend(Activation.ReLU)).Initialize(shape, 42).Should().Equal(Init.HeNormal().Initialize(shape, 42));
        ((IWeightInitializer)Init.Recommend(Activation.ReLU)).Initialize<Half>(shape, 42)
            .Should().Equal(Init.HeNormal().Initialize<Half>(shape, 42));
        Init.Zeros().InitializeVector<float>(3).Should().Equal(0, 0, 0);
        Init.HeNormal().InitializeMatrix<double>(256, 784).RowCount.Should().Be(256);
    }

    /// <summary>Compiles each line as a method of its own and returns the errors by line.</summary>
    private static ILookup<int, string> Compile(IEnumerable<string> lines)
    {
        string[] head = ["using System;", "using Initializers;", "using Initializers.Frameworks;", "", "public static class Lines", "{"];
        (ILookup<int, string> errors, _) = SdkCompiler.Compile(
            [.. head, .. lines.Select((line, i) => $"public static void Line{i}() {{ {line} }}"), "}"]);
        return errors.SelectMany(line => line.Select(message => (Line: line.Key - head.Length, message)))
            .ToLookup(error => error.Line, error => error.message);
    }
}
