using Initializers.Diagnostics;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>The study as tables, for console, report and files.</summary>
public static class StudyTables
{
    private const double Target = 0.95;

    /// <summary>What the columns mean.</summary>
    public const string Legend = "Sums and gradients: by what their root mean square is multiplied from a layer to the next, before "
        + "training, as the median of 16 seeds. "
        + "Saturated: percent of the sums of the last hidden layer at which the slope of the activation function is below 0.05; off: the "
        + "same of a function like ReLU, where about a half is healthy. "
        + "Loss: of the last epoch; guessing gives 2.303. Right: percent of the test images. Epochs: until 95 % of the training images are "
        + "right. Orthogonal weights are times the gain of the activation function.";

    public static ReportTable Networks(Study study)
    {
        bool saturates = !double.IsNaN(study.Networks[0].Signals.Layers[0].Saturated.Mean);
        return new("Networks that differ in nothing but the initializer of their weights",
            ["initializer", "sums", "gradients", saturates ? "saturated" : "off", "loss", "right", "epochs"],
            study.Networks.Select(network => (IReadOnlyList<object?>)[network.Name, network.Signals.Growth, network.Signals.GradientGrowth,
                Percent((saturates ? network.Signals.Layers[^2].Saturated : network.Signals.Layers[^2].Off).Mean),
                network.Course.Losses[^1], Percent(network.Course.TestAccuracy),
                network.Course.EpochsTo(Target) is { } epochs ? (long)epochs : "never"]));
    }

    public static ReportTable Claims(Study study) => new("What the literature says, and what was measured",
        ["claim", "verdict", "measurement", "source"],
        study.Claims.Select(row =>
            (IReadOnlyList<object?>)[row.Claim.Text, row.Finding.Verdict, row.Finding.Measurement, row.Claim.Source]));

    public static ReportTable Courses(Study study) =>
        new("Loss, and share of right training images, after each epoch", ["initializer", "epoch", "loss", "right"],
            study.Networks.SelectMany(network => network.Course.Losses.Zip(network.Course.Accuracies).Select((values, epoch) =>
                (IReadOnlyList<object?>)[network.Name, epoch + 1, values.First, values.Second])));

    /// <summary>What was run, in a sentence.</summary>
    public static string Summary(Study study)
    {
        (Settings settings, Digits digits) = (study.Laboratory.Settings, study.Laboratory.Digits);
        return Invariant($"{settings.HiddenLayers} hidden layers of {settings.Width} units, {settings.Activation}, on ")
            + Invariant($"{digits.Training.Count:N0} images of 8 x 8 pixels to train and {digits.Test.Count} to test; {settings.Epochs} ")
            + Invariant($"epochs, batches of {settings.BatchSize}, rate {settings.Rate}, momentum {settings.Momentum}, seed ")
            + Invariant($"{settings.Seed}.");
    }

    /// <summary>In percent, with one digit behind the point.</summary>
    private static double Percent(double share) => Math.Round(100 * share, 1);
}
