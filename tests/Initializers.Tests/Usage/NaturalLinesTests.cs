using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Initializers.Tests.Usage;

/// <summary>Lines that newcomers type, through the SDK's own compiler: each compiles, or its error says what to write instead.</summary>
public partial class NaturalLinesTests
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
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            const int Before = 7;
            string[] head = ["using System;", "using Initializers;",
                "using Initializers.Frameworks;", "", "public static class Lines", "{", ""];
            head.Should().HaveCount(Before);
            string source = Path.Combine(folder, "Lines.cs"), arguments = Path.Combine(folder, "lines.rsp");
            File.WriteAllLines(source, [.. head, .. lines.Select((line, i) => $"public static void Line{i}() {{ {line} }}"), "}"]);
            IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => $"-r:\"{path}\"");
            File.WriteAllLines(arguments, ["-nologo", "-noconfig", "-nostdlib", "-langversion:14", "-nullable:enable",
                "-target:library", "-preferreduilang:en", $"-out:\"{Path.Combine(folder, "Lines.dll")}\"", .. references, $"\"{source}\""]);
            using Process compiler =
                Process.Start(new ProcessStartInfo("dotnet", ["exec", CompilerOf(), $"@{arguments}"]) { RedirectStandardOutput = true })!;
            string output = compiler.StandardOutput.ReadToEnd();
            compiler.WaitForExit();
            return ErrorPattern().Matches(output).ToLookup(
                match => int.Parse(match.Groups[1].ValueSpan) - Before - 1, match => match.Groups[2].Value);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The compiler of the SDK that runs the tests.</summary>
    private static string CompilerOf()
    {
        using Process dotnet = Process.Start(new ProcessStartInfo("dotnet", "--list-sdks") { RedirectStandardOutput = true })!;
        Match newest = SdkPattern().Matches(dotnet.StandardOutput.ReadToEnd()).Last();
        return Path.Combine(newest.Groups[2].Value.Trim(), newest.Groups[1].Value, "Roslyn", "bincore", "csc.dll");
    }

    [GeneratedRegex(@"\((\d+),\d+\): error (.*)")]
    private static partial Regex ErrorPattern();

    [GeneratedRegex(@"^(10\.\S+) \[([^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex SdkPattern();
}
