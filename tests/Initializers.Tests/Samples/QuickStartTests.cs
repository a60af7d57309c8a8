using System.Text.RegularExpressions;
using Initializers.Tests.Cultures;
using QuickStart;

namespace Initializers.Tests.Samples;

/// <summary>The sample's pieces on its own data, and its command line.</summary>
public class QuickStartTests
{
    private static readonly Digits Data = Digits.Load();

    [Fact]
    public void Digits_OfTheFile_AreAllThere()
    {
        (Data.Training.Count, Data.Test.Count).Should().Be((1500, 297));
        Data.Training.Concat(Data.Test).Should().OnlyContain(digit =>
            digit.Pixels.Length == 64 && digit.Pixels.All(pixel => pixel >= 0 && pixel <= 1) && digit.Label >= 0 && digit.Label <= 9);
        Data.Training.Average(digit => digit.Pixels.Average()).Should().BeApproximately(0.305f, 0.0005f, "the note on the data says so");
    }

    [Fact]
    public void Run_HeNormal_LearnsAndIsReproducible()
    {
        var settings = new Settings { Epochs = 4 };
        var losses = new List<double>();
        Outcome outcome = new Experiment(Data, settings).Run(Init.HeNormal(), losses.Add);
        losses.Should().HaveCount(4).And.BeInDescendingOrder();
        new Experiment(Data, settings).Run(Init.HeNormal(), _ => { }).Should().Be(outcome);
        new Experiment(Data, settings with { Seed = 43 }).Run(Init.HeNormal(), _ => { }).Loss.Should().NotBe(outcome.Loss);
    }

    [Theory]
    [InlineData("zeros", "symmetric")]
    [InlineData("torch/normal_", "exploded")]
    [InlineData("random_uniform", "vanished")]
    public void Verdict_OfWhatTheLiteratureWarnsOf_IsItsName(string name, string verdict)
    {
        Outcome outcome = new Experiment(Data, new Settings { Epochs = 1 }).Run(Init.Get(name), _ => { });
        Verdict.On(outcome).Word.Should().Be(verdict);
    }

    /// <summary>
    /// The whole program, and the README's word on it. Its exponentials come from the C runtime, so digits are compared on Linux only.
    /// </summary>
    [Fact]
    public void Program_WithoutArguments_PrintsTheTableOfTheGuide()
    {
        using var screen = new StringWriter();
        Culture.Under("", () => CommandLine.Create(Screen.Plain(screen)).Parse("").Invoke()).Should().Be(0);
        string[] printed = [.. screen.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
        string[] table = Regex.Match(Repository.Read("docs", "getting-started.md"), @"```\n( +test  final.*?)```", RegexOptions.Singleline)
            .Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        table.Should().HaveCount(2 + Experiment.Initializers.Count);
        printed.Select(Comparable).Should().Contain(table.Select(Comparable));

        static string Comparable(string row) => OperatingSystem.IsLinux() ? row : $"{row.Split(' ')[0]} {row.Split(' ')[^1]}";
    }

    [Theory]
    [InlineData("--epochs -3", "--epochs must be a whole number from 1 to *, but was -3.")]
    [InlineData("--seed x", "--seed must be a whole number*, but was x.")]
    [InlineData("--activation gelu", "*gelu*relu*")]
    [InlineData("--epoch 3", "*--epoch*")]
    public void CommandLine_BadArguments_SaysWhatIsAccepted(string arguments, string message)
    {
        using var screen = new StringWriter();
        string[] errors = [.. CommandLine.Create(Screen.Plain(screen)).Parse(arguments).Errors.Select(error => error.Message)];
        errors.Should().ContainMatch(message);
        screen.ToString().Should().BeEmpty();
    }
}
