using Initializers;
using Initializers.Diagnostics;

namespace PackageConsumer;

/// <summary>Checks what users rely on when measuring signals.</summary>
internal static class SignalChecks
{
    public static IEnumerable<Check> All()
    {
        SignalReport report = SignalPropagation.Run(
            new SignalNetwork(64).Dense(64, Init.Uniform()).Repeat(9, layers => layers.Apply(Activation.ReLU).Dense(64, Init.Uniform())));
        yield return new Check("signals shrink with small weights, and the verdict names an initializer that holds them",
            report.Verdict.StartsWith("pre-activations shrink 0.1", StringComparison.Ordinal)
                && report.Verdict.EndsWith("with HeNormal(mode: In) the expected factors are 1.000x and 1.000x", StringComparison.Ordinal));
        yield return new Check("they make a picture",
            SignalPictures.MeanSquares([("small", report)]).Svg.StartsWith("<svg ", StringComparison.Ordinal));
    }
}
