namespace DigitsReport;

/// <summary>How a training went.</summary>
/// <param name="Losses">The mean loss of each epoch; ends early after one that is NaN.</param>
/// <param name="Accuracies">The share of training images that are right after each epoch.</param>
/// <param name="TestAccuracy">The share of test images that are right in the end.</param>
/// <param name="HasEqualUnits">Whether there is a hidden layer all of whose units have equal weights in the end.</param>
/// <param name="Range">
/// By how much the scores of a class differ at most between two test images in the end: 0 of a network that says the same to all.
/// </param>
public sealed record Course(IReadOnlyList<double> Losses, IReadOnlyList<double> Accuracies, double TestAccuracy, bool HasEqualUnits,
    double Range)
{
    /// <summary>Whether the loss stopped being a number.</summary>
    public bool EndsAtNaN => !double.IsFinite(Losses[^1]);

    /// <summary>After how many epochs so many of the training images are right; null if never.</summary>
    public int? EpochsTo(double accuracy) =>
        Accuracies.Select((share, epoch) => (Share: share, Epochs: epoch + 1)).Where(after => after.Share >= accuracy)
            .Select(after => (int?)after.Epochs).FirstOrDefault();
}
