namespace Initializers.Diagnostics;

/// <summary>Pictures of training curves, as in Figs. 2 and 3 of He et al. (2015).</summary>
/// <remarks>Thread-safe.</remarks>
public static class TrainingPictures
{
    /// <summary>The loss by epoch, on a logarithmic axis.</summary>
    /// <param name="courses">The losses from the first epoch on, with the name of the network; NaN ends a line.</param>
    /// <exception cref="ArgumentNullException"><paramref name="courses"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no courses, or one has no name or no values.</exception>
    public static Picture Losses(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> courses) =>
        ByEpoch(courses, "Loss by epoch", new Axis("mean loss of the epoch", Logarithmic: true));

    /// <summary>The accuracy by epoch, on an axis from 0 to 1.</summary>
    /// <param name="courses">The accuracies from the first epoch on, with the name of the network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="courses"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no courses, or one has no name or no values.</exception>
    public static Picture Accuracies(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> courses) =>
        ByEpoch(courses, "Accuracy by epoch", new Axis("accuracy", Minimum: 0, Maximum: 1));

    private static Picture ByEpoch(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> courses, string title, Axis axis)
    {
        courses = Series.Of(courses, "values");
        return Chart.Lines(title, $"{title}; in the last epoch: "
            + $"{string.Join("; ", courses.Select(course =>
                $"{course.Name} {(course.Values.Count == 0 ? "none" : Number.Text(course.Values[^1], 3))}"))}.",
            new Axis("epoch"), axis,
            [.. courses.Select(course =>
                new Line(course.Name, LineKind.Measured, [.. course.Values.Select((value, epoch) => new LinePoint(epoch + 1, value))]))]);
    }
}
