using Initializers.Diagnostics;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>The study as tables for the console, the report and files.</summary>
public static class StudyTables
{
    private const double Target = 0.95;

    /// <summary>The meaning of the columns.</summary>
    public const string Legend = "Pre-activations and gradients: the factor by which their root mean square changes from one layer to the "
        + "next before training, as the median over 16 seeds; all 0 if there is none. "
        + "Saturated: the percentage of the last hidden layer's pre-activations at which the slope of the activation function is below "
        + "0.05; off: the same for functions like ReLU, for which about half is normal. "
        + "Loss: the mean over the training images in the last epoch; guessing gives 2.303. Test accuracy: the percentage of test images "
        + "classified correctly after training. Epochs: the number of epochs to an accuracy of 95 % on the training images. Orthogonal "
        + "weights are multiplied by the gain of the activation function.";

    public static ReportTable Networks(Study study)
    {
        bool saturates = !double.IsNaN(study.Networks[0].Signals.Layers[0].Saturated.Mean);
        return new("Networks that differ only in the initializer of their weights",
            [
                "initializer", "pre-activations, factor per layer", "gradients, factor per layer",
                saturates ? "saturated, %" : "off, %", "training loss", "test accuracy, %", "epochs to 95 % in training",
            ],
            study.Networks.Select(network => (IReadOnlyList<object?>)[network.Name,
                network.Signals.Layers[0].MeanSquare.Median == 0 ? "all 0" : network.Signals.Growth, network.Signals.GradientGrowth,
                Percent((saturates ? network.Signals.Layers[^2].Saturated : network.Signals.Layers[^2].Off).Mean),
                network.Course.Losses[^1], Percent(network.Course.TestAccuracy),
                network.Course.EpochsTo(Target) is { } epochs ? (long)epochs : "never"]));
    }

    public static ReportTable Claims(Study study) => new("Claims of the literature, and what was measured",
        ["claim", "verdict", "measurement", "source"],
        study.Claims.Select(row =>
            (IReadOnlyList<object?>)[row.Claim.Text, row.Finding.Verdict, row.Finding.Measurement, row.Claim.Source]));

    public static ReportTable Courses(Study study) =>
        new("Loss and accuracy after each epoch", ["initializer", "epoch", "training loss", "training accuracy", "test accuracy"],
            study.Networks.SelectMany(network => network.Course.Losses.Select((loss, epoch) =>
                (IReadOnlyList<object?>)
                    [network.Name, epoch + 1, loss, network.Course.Accuracies[epoch], network.Course.TestAccuracies[epoch]])));

    /// <summary>The settings in a sentence.</summary>
    public static string Summary(Study study)
    {
        (Settings settings, Digits digits) = (study.Laboratory.Settings, study.Laboratory.Digits);
        return Invariant($"{settings.HiddenLayers} hidden layers of {settings.Width} units, {settings.Activation}, on ")
            + Invariant($"{digits.Training.Count:N0} images of 8 x 8 pixels to train and {digits.Test.Count} to test; {settings.Epochs} ")
            + Invariant($"epochs, batches of {settings.BatchSize}, rate {settings.Rate}, momentum {settings.Momentum}, seed ")
            + Invariant($"{settings.Seed}.");
    }

    /// <summary>A fraction in percent, with one decimal.</summary>
    private static double Percent(double share) => Math.Round(100 * share, 1);
}
