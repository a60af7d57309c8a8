namespace DigitsReport;

/// <summary>The course of a training.</summary>
/// <param name="Losses">The mean loss of each epoch; ends early after one that is not finite.</param>
/// <param name="Accuracies">The training accuracy after each epoch.</param>
/// <param name="TestAccuracies">The test accuracy after each epoch.</param>
/// <param name="HasEqualUnits">Whether all units of some hidden layer have equal weights after training.</param>
/// <param name="Range">
/// The largest difference in the score of a class between two test images after training: 0 if all images get the same scores.
/// </param>
public sealed record Course(IReadOnlyList<double> Losses, IReadOnlyList<double> Accuracies, IReadOnlyList<double> TestAccuracies,
    bool HasEqualUnits, double Range)
{
    /// <summary>The test accuracy after training.</summary>
    public double TestAccuracy => TestAccuracies[^1];

    /// <summary>Whether the last loss is NaN or infinite.</summary>
    public bool EndsAtNaN => !double.IsFinite(Losses[^1]);

    /// <summary>The number of epochs to a training accuracy; null if it is never reached.</summary>
    public int? EpochsTo(double accuracy) =>
        Accuracies.Select((share, epoch) => (Share: share, Epochs: epoch + 1)).Where(after => after.Share >= accuracy)
            .Select(after => (int?)after.Epochs).FirstOrDefault();
}
