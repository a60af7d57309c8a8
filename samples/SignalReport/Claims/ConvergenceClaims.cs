using Initializers;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Claims about the speed of learning, for networks that learn from either initializer.</summary>
public static class ConvergenceClaims
{
    private const double Target = 0.95;

    public static IEnumerable<Claim> Of(Settings settings)
    {
        yield return Faster("Where both train, ReLU networks learn faster from He's weights than from Glorot's.", Sources.He,
            Nonlinearity.Relu, Init.HeNormal(), "He", Init.GlorotNormal(), "Glorot");
        yield return Faster("Tanh networks learn faster from Glorot's weights than from U(-1/sqrt(fan-in), 1/sqrt(fan-in)).",
            Sources.Glorot, Nonlinearity.Tanh, Init.GlorotUniform(), "Glorot",
            Init.VarianceScaling(1.0 / 3, FanMode.In, Distribution.Uniform), "the older rule");

        Claim Faster(string text, string source, Nonlinearity activation, IWeightInitializer one, string nameOfOne,
            IWeightInitializer other, string nameOfOther)
        {
            Trial[] trials = Trials(one, activation), otherTrials = Trials(other, activation);
            return new(text, source, [.. trials, .. otherTrials], laboratory =>
            {
                double[] epochs = Epochs(laboratory, trials), otherEpochs = Epochs(laboratory, otherTrials);
                var difference = Difference.Of(epochs, otherEpochs);
                return new(difference.IsBelow ? true : difference.IsAbove ? false : null,
                    Invariant($"{Shallow(settings)} layers, {trials.Length} seeds, epochs to a training accuracy of {Target:P0}: ")
                    + Invariant($"{nameOfOne} {Mean(epochs)}, {nameOfOther} {Mean(otherEpochs)}; difference ")
                    + Invariant($"{difference.Mean:+0.0;-0.0}, standard error {difference.StandardError:0.0}"));
            });
        }

        Trial[] Trials(IWeightInitializer weights, Nonlinearity activation) =>
            [.. Enumerable.Range(0, Difference.Seeds)
                .Select(i => new Trial(weights, activation, Shallow(settings), settings.Seed + 100 * i))];

        // A network that never reaches the target counts as reaching it one epoch after the last.
        double[] Epochs(Laboratory laboratory, Trial[] trials) =>
            [.. trials.Select(trial => (double)(laboratory.CourseOf(trial).EpochsTo(Target) ?? settings.Epochs + 1))];

        string Mean(double[] epochs) => Invariant($"{epochs.Average():0.0}{(epochs.Max() > settings.Epochs ? " or more" : "")}");
    }

    /// <summary>The hidden layers of networks that learn from either initializer: a fifth of the depth in the settings.</summary>
    public static int Shallow(Settings settings) => Math.Max(1, settings.HiddenLayers / 5);
}
