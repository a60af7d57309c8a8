namespace Initializers.Diagnostics;

/// <summary>Pictures of plans of whole models.</summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan { { "**", Init.HeNormal() } };
/// ResolvedPlan resolved = plan.Resolve(Enumerable.Range(0, 12).Select(layer =&gt; ($"h.{layer}.weight", new TensorShape(256, 256))));
/// PlanPictures.Deviations(PlanDeviation.Of(resolved)).Save("deviations.svg");
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class PlanPictures
{
    /// <summary>
    /// The standard deviations of a model's random weights by depth, a line for each kind of parameter, with standard errors and what the
    /// plan promises.
    /// </summary>
    /// <param name="deviations">The deviations in the order of the model: see <see cref="PlanDeviation.Of"/>.</param>
    /// <param name="title">The title of the picture.</param>
    /// <exception cref="ArgumentNullException"><paramref name="deviations"/>, one of them or <paramref name="title"/> is null.</exception>
    public static Picture Deviations(
        IReadOnlyList<PlanDeviation> deviations, string title = "Standard deviations of the weights by depth")
    {
        deviations = Guard.Items(deviations);
        ArgumentNullException.ThrowIfNull(title);
        var kinds = deviations.Index().GroupBy(one => one.Item.Kind).ToList();
        Dictionary<string, string> labels = Labels([.. kinds.Select(kind => kind.Key)]);
        bool isMeasured = deviations.Any(deviation => !double.IsNaN(deviation.Measured));
        return Chart.Lines(title, $"{title}; promised are: {string.Join(", ", kinds.Select(Words))}.",
            new Axis("parameters with random weights, in the order of the model"),
            new Axis("standard deviation", Logarithmic: true),
            [
                .. kinds.Where(_ => isMeasured).Select(kind => new Line(labels[kind.Key], LineKind.Measured, [.. kind.Select(Measured)])),
                .. kinds.Select(kind => new Line(
                    labels[kind.Key], LineKind.Theory, [.. kind.Select(one => new LinePoint(one.Index + 1, one.Item.Promised))])),
            ],
            measured: "measured, with standard errors", theory: "promised");
    }

    /// <summary>The last segments of each name, two or as many as no other name ends with.</summary>
    private static Dictionary<string, string> Labels(string[] names)
    {
        return names.ToDictionary(name => name, name => Enumerable.Range(2, name.Length).Select(count => Ending(name, count))
            .First(ending => ending == name || names.Count(other => Ending(other, ending.Split('.').Length) == ending) == 1));

        static string Ending(string name, int segments) => string.Join('.', name.Split('.').TakeLast(segments));
    }

    private static LinePoint Measured((int Index, PlanDeviation Item) one)
    {
        (double measured, double error) = (one.Item.Measured, one.Item.StandardError);
        return new(one.Index + 1, measured, measured - error, measured + error);
    }

    private static string Words(IGrouping<string, (int Index, PlanDeviation Item)> kind)
    {
        string smallest = Number.Text(kind.Min(one => one.Item.Promised), 3), largest = Number.Text(kind.Max(one => one.Item.Promised), 3);
        return smallest == largest ? $"{kind.Key} {smallest}" : $"{kind.Key} {smallest} to {largest}";
    }
}
