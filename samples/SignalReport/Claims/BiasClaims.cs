using Initializers;
using Initializers.Diagnostics;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Claims about initial biases.</summary>
public static class BiasClaims
{
    public static IEnumerable<Claim> Of(Settings settings)
    {
        Trial[] zero = Trials(Init.Zeros()), uniform = Trials(Init.VarianceScaling(1.0 / 3, FanMode.In, Distribution.Uniform)),
            constant = Trials(Init.Constant(0.1));
        int depth = zero[0].HiddenLayers;
        yield return new("Zero biases do no harm.", Sources.Stanford, [.. zero, .. uniform], laboratory =>
        {
            (Difference difference, string measured) = Compare(laboratory, zero, uniform, "zero biases",
                "PyTorch's U(-1/sqrt(fan-in), 1/sqrt(fan-in))");
            return new(!difference.IsBelow, Invariant($"{depth} layers, {measured}"));
        });
        yield return new("Biases of 0.1 make more ReLUs active at the start.", Sources.Goodfellow, [], laboratory =>
        {
            double without = Off(laboratory.SignalsOf(zero[0])), with = Off(laboratory.SignalsOf(constant[0]));
            return new(with < without,
                Invariant($"{depth} layers, inactive ReLUs before training: {with:P1} with, {without:P1} without"));
        });
        yield return new("With biases of 0.1, ReLU networks learn better.", Sources.Stanford + " (which doubts it)",
            [.. zero, .. constant], laboratory =>
        {
            (Difference difference, string measured) = Compare(laboratory, constant, zero, "biases of 0.1", "zero biases");
            return new(difference.IsAbove ? true : difference.IsBelow ? false : null, Invariant($"{depth} layers, {measured}"));
        });

        Trial[] Trials(IWeightInitializer biases) =>
            [.. Enumerable.Range(0, Difference.Seeds).Select(i => new Trial(Init.HeNormal(), Nonlinearity.Relu,
                ConvergenceClaims.Shallow(settings), settings.Seed + 100 * i) { Biases = biases })];
    }

    private static double Off(SignalReport signals) => signals.Layers.SkipLast(1).Average(layer => layer.Off.Mean);

    private static (Difference, string) Compare(Laboratory laboratory, Trial[] one, Trial[] other, string nameOfOne, string nameOfOther)
    {
        double[] accuracies = [.. one.Select(trial => laboratory.CourseOf(trial).TestAccuracy)],
            otherAccuracies = [.. other.Select(trial => laboratory.CourseOf(trial).TestAccuracy)];
        var difference = Difference.Of(accuracies, otherAccuracies);
        return (difference,
            Invariant($"{one.Length} seeds, test accuracy: {nameOfOne} {accuracies.Average():P1}, {nameOfOther} ")
            + Invariant($"{otherAccuracies.Average():P1}; difference {100 * difference.Mean:+0.0;-0.0} points, standard error ")
            + Invariant($"{100 * difference.StandardError:0.0}"));
    }
}
