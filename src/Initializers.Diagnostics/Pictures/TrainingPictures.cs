namespace Initializers.Diagnostics;

/// <summary>Pictures of how networks of different initializers learn, as Figs. 2 and 3 of He et al. (2015).</summary>
/// <remarks>Thread-safe.</remarks>
public static class TrainingPictures
{
    /// <summary>The loss by epoch, on a logarithmic axis.</summary>
    /// <param name="courses">The loss of each epoch, the first one first, by name; NaN ends a line.</param>
    /// <exception cref="ArgumentNullException"><paramref name="courses"/> is null.</exception>
    /// <exception cref="ArgumentException">There are none, or one of them has no name or no values.</exception>
    public static Picture Losses(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> courses) =>
        ByEpoch(courses, "Loss by epoch", new Axis("mean loss of the epoch", Logarithmic: true));

    /// <summary>A share, such as the accuracy, by epoch.</summary>
    /// <param name="courses">The share after each epoch, from 0 to 1, the first one first, by name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="courses"/> is null.</exception>
    /// <exception cref="ArgumentException">There are none, or one of them has no name or no values.</exception>
    public static Picture Accuracies(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> courses) =>
        ByEpoch(courses, "Share of right answers by epoch", new Axis("share of right answers", Minimum: 0, Maximum: 1));

    private static Picture ByEpoch(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> courses, string title, Axis axis)
    {
        courses = Series.Of(courses, "values");
        return Chart.Lines(title, $"{title}; in the last one: "
            + $"{string.Join("; ", courses.Select(course =>
                $"{course.Name} {(course.Values.Count == 0 ? "none" : Number.Text(course.Values[^1], 3))}"))}.",
            new Axis("epoch"), axis,
            [.. courses.Select(course =>
                new Line(course.Name, LineKind.Measured, [.. course.Values.Select((value, epoch) => new LinePoint(epoch + 1, value))]))]);
    }
}
