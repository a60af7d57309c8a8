using System.Xml.Linq;
using DigitsReport;
using Initializers.Diagnostics;
using QuickStart;
using Spectre.Console;

namespace Initializers.Tests.Samples;

/// <summary>The report's pieces on its own data, its files, and its command line.</summary>
public class SignalReportTests
{
    private static readonly Settings Short = new() { HiddenLayers = 3, Epochs = 2, Width = 16, Rate = 0.002f };

    [Fact]
    public void Claims_OfSymmetry_AreMeasured()
    {
        var laboratory = new Laboratory(Digits.Load(), Short with { Epochs = 6 });
        Finding[] findings = [.. SymmetryClaims.Of(laboratory.Settings).Select(claim => claim.Judge(laboratory))];
        findings.Select(finding => finding.Verdict).Should().Equal("holds", "holds", "does not hold");
        findings[2].Measurement.Should().Contain("only the biases of the last layer learn");
        // An initializer that breaks the symmetry is not called symmetric.
        laboratory.CourseOf(laboratory.Of(Init.HeNormal())).HasEqualUnits.Should().BeFalse();
        laboratory.CourseOf(laboratory.Of(Init.HeNormal())).Range.Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void Signals_OfATrial_AreThoseOfItsNetwork()
    {
        var laboratory = new Laboratory(Digits.Load(), Short);
        SignalReport signals = laboratory.SignalsOf(laboratory.Of(Init.HeNormal()));
        signals.Layers.Should().HaveCount(4);
        signals.Layers.Take(3).Should().OnlyContain(layer => layer.Off.Mean > 0.3 && layer.Off.Mean < 0.7);
        laboratory.SignalsOf(laboratory.Of(Init.HeNormal())).Should().BeSameAs(signals, "it is remembered");
        Literature.Claims(Short)
            .Should().HaveCount(16).And.OnlyContain(claim => claim.Text.EndsWith('.') && claim.Source.Contains("https://"));
    }

    [Fact]
    public void Course_CountsEpochs()
    {
        var course = new Course([1, 0.5, 0.1], [0.5, 0.96, 0.9], [0.4, 0.8, 0.7], false, 1);
        (course.EpochsTo(0.95), course.EpochsTo(0.5), course.EpochsTo(0.97), course.EndsAtNaN).Should().Be((2, 1, null, false));
        course.TestAccuracy.Should().Be(0.7, "it is that of the last epoch, and of other images than the training's");
        (course with { Losses = [1, double.NaN] }).EndsAtNaN.Should().BeTrue();
    }

    [Fact]
    public void Conclusion_SaysWhatHoldsTheSignal_AndWhatDoesNot()
    {
        NetworkStudy he = Studied("He normal", Init.HeNormal(), 0.9),
            orthogonal = Studied("orthogonal", Init.Orthogonal(Math.Sqrt(2)), 0.8),
            zeros = Studied("zeros", Init.Zeros(), 0.1), small = Studied("small", Init.Normal(0, 0.001), 0.2),
            large = Studied("large", Init.Normal(0, 1), 0);
        Conclusion.Of(new Study(null!, [zeros, he, small, orthogonal, large], [])).Should().Be(
            "He normal and orthogonal hold the signal: over 8 layers neither pre-activations nor gradients change more than tenfold, and "
            + "after training 80.0 % to 90.0 % of the test images are classified correctly. The signal explodes with large, it vanishes "
            + "with zeros and small; with these, 0.0 % to 20.0 % are.");
        Conclusion.Of(new Study(null!, [he], [])).Should().StartWith("He normal holds the signal: ").And.EndWith(
            "90.0 % of the test images are classified correctly.");
        Conclusion.Of(new Study(null!, [zeros], [])).Should().StartWith("None of these initializers holds ").And.EndWith(
            " The signal vanishes with zeros; with these, 10.0 % are.");
    }

    private static NetworkStudy Studied(string name, IWeightInitializer weights, double accuracy) => new(
        name, new Trial(weights, Nonlinearity.Relu, 7, 1),
        SignalPropagation.Run(
            new SignalNetwork(64).Dense(64, weights).Repeat(7, layers => layers.Apply(Activation.ReLU).Dense(64, weights)), seeds: 2),
        new Course([1], [1], [accuracy], false, 1));

    [Fact]
    public void Difference_IsJudgedByItsStandardError()
    {
        // Differences 1 2 3 4 5: mean 3, standard error sqrt(2.5 / 5) = 0.707, 4.24 of them.
        var above = Difference.Of([2, 4, 6, 8, 10], [1, 2, 3, 4, 5]);
        above.StandardError.Should().BeApproximately(Math.Sqrt(0.5), 1e-15);
        (above.Mean, above.IsAbove, above.IsBelow).Should().Be((3, true, false));
        Difference.Of([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]).IsBelow.Should().BeTrue();
        Difference.Of([1, 0, 1, 0, 1], [0, 1, 0, 1, 0]).Should().Match<Difference>(none => !none.IsAbove && !none.IsBelow);
    }

    [Fact]
    public void Program_WritesTheReportAndItsFiles()
    {
        using var temporary = new TemporaryFolder();
        string folder = Path.Combine(temporary.Path, "missing");
        using var screen = new StringWriter();
        ReportCommand.Create(Screen.Plain(screen))
            .Parse($"--depth 2 --epochs 1 --activation tanh --data noise --output {folder}/signals.html --open no").Invoke()
            .Should().Be(0);
        screen.ToString().Should().Contain("2 hidden layers of 64 units, tanh").And.Contain("Weights of N(0, 1) saturate tanh.")
            .And.Contain("saturated");
        string html = File.ReadAllText($"{folder}/signals.html");
        XDocument.Parse(html["<!DOCTYPE html>".Length..]).Descendants().Count(element => element.Name.LocalName == "svg")
            .Should().Be(18);
        Directory.GetFiles($"{folder}/signals", "*.svg").Should().HaveCount(18);
        string[] networks = File.ReadAllLines($"{folder}/signals/networks.csv");
        networks.Should().HaveCount(12);
        networks[0].Should().Contain("\"test accuracy, %\"").And.Contain("\"pre-activations, factor per layer\"");
        networks[1].Should().StartWith("zeros,all 0,");
        html.Should().Contain("Accuracy on the 297 test images by epoch").And.Contain("Loss on the 1,500 training images by epoch");
        XDocument.Parse(html["<!DOCTYPE html>".Length..]).Descendants("h1").Single().ElementsAfterSelf().First().Value
            .Should().MatchRegex(@"^(None of these|.* holds? the signal: over 3 layers)", "the conclusion comes first");
        File.ReadAllLines($"{folder}/signals/claims.csv").Should().HaveCount(17);
        File.Exists($"{folder}/signals/signals-HeNormal.json").Should().BeTrue();
    }

    [Theory]
    [InlineData("--depth 0", "*--depth must be a whole number from 1 to 2147483647, but was 0*")]
    [InlineData("--activation gelu", "*gelu*relu*")]
    [InlineData("--data mnist", "*mnist*digits*")]
    [InlineData("--open maybe", "*maybe*yes*")]
    public void CommandLine_BadArguments_SaysWhatIsAccepted(string arguments, string message)
    {
        var parsed = ReportCommand.Create(Screen.Plain(TextWriter.Null)).Parse(arguments);
        parsed.Errors.Should().ContainSingle().Which.Message.Should().Match(message);
    }
}
