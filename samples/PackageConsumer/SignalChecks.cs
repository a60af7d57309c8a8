using Initializers;
using Initializers.Diagnostics;

namespace PackageConsumer;

/// <summary>What a user relies on when looking at signals.</summary>
internal static class SignalChecks
{
    public static IEnumerable<Check> All()
    {
        SignalReport report = SignalPropagation.Run(
            new SignalNetwork(64).Dense(64, Init.Uniform()).Repeat(9, layers => layers.Apply(Activation.ReLU).Dense(64, Init.Uniform())));
        yield return new Check("signals of small weights shrink, and the verdict names what would hold",
            report.Verdict.StartsWith("sums shrink 0.1", StringComparison.Ordinal)
                && report.Verdict.EndsWith("HeNormal(mode: In) would hold 1.000x and 1.000x", StringComparison.Ordinal));
        yield return new Check("they make a picture",
            SignalPictures.MeanSquares([("small", report)]).Svg.StartsWith("<svg ", StringComparison.Ordinal));
    }
}
