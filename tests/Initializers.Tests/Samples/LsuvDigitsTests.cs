using Initializers.Tests.Cultures;
using LsuvDigits;
using QuickStart;

namespace Initializers.Tests.Samples;

/// <summary>The sample of LSUV on the digits.</summary>
public class LsuvDigitsTests
{
    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    public void Apply_ToADeepNetwork_HoldsTheVarianceInEveryLayer(string activation)
    {
        Digits digits = Digits.Load();
        Nonlinearity function = Nonlinearity.All.Single(choice => choice.Name == activation);
        var network = new Network([Digit.PixelCount, .. Enumerable.Repeat(64, 12), Digit.ClassCount], function, Init.Zeros());
        LsuvReport report = UnitVariance.Apply(network, Batch.Of([.. digits.Training.Take(100)]).Images, seed: 1);
        report.Layers.Should().HaveCount(13);
        report.IsWithinTolerance.Should().BeTrue();
    }

    [Fact]
    public void Program_Run_TrainsBestFromWhatTheDataScaled()
    {
        using var screen = new StringWriter();
        Culture.Under("", () => DeepDigits.Command(Screen.Plain(screen)).Parse("--depth 16 --epochs 1").Invoke()).Should().Be(0);
        string[] lines = screen.ToString().ReplaceLineEndings("\n").Split('\n');
        lines.Should().ContainMatch("  layer 17: variance * to 1 in 1 try*");
        double DeviationOf(string start) =>
            double.Parse(lines.Single(line => line.StartsWith(start, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        DeviationOf("Lsuv()").Should().BeGreaterThan(0.3);
        DeviationOf("Orthogonal()").Should().BeLessThan(0.01, "each ReLU halves the mean square");
    }

    [Fact]
    public void Command_BadNumbers_SaysWhatIsAccepted()
    {
        DeepDigits.Command(Screen.Plain(TextWriter.Null)).Parse("--depth 0").Errors.Should().ContainSingle()
            .Which.Message.Should().Be("--depth must be a whole number from 1 to 2147483647, but was 0.");
        DeepDigits.Command(Screen.Plain(TextWriter.Null)).Parse("--epochs x").Errors.Should().ContainSingle()
            .Which.Message.Should().Be("--epochs must be a whole number from 1 to 2147483647, but was x.");
    }
}
