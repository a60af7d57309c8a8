using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <content>All parameters of a model.</content>
public static partial class WeightPictures
{
    /// <summary>How many layers alike are drawn one by one.</summary>
    private const int Outlines = 32;

    /// <summary>
    /// All weights of a model, in small pictures: a histogram for each kind of parameter. Parameters of the same shape whose names differ
    /// in numbers alone, such as those of layers alike, share a picture, in which each has its outline.
    /// </summary>
    /// <param name="parameters">The parameters, each with all of its weights in row-major order.</param>
    /// <param name="title">The title of the picture.</param>
    /// <remarks>
    /// Of more than 32 parameters in a picture, 32 outlines are drawn, evenly spaced, and the bars are those of all. Weights that are not
    /// finite are counted and left out.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> or <paramref name="title"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no name, or the number of its weights is not that of its shape.
    /// </exception>
    public static Picture Of(
        IReadOnlyList<(string Name, TensorShape Shape, ReadOnlyMemory<float> Weights)> parameters, string title = "Weights by parameter")
    {
        parameters = Guard.Items(parameters);
        ArgumentNullException.ThrowIfNull(title);
        if (parameters.Count == 0)
            throw new ArgumentException("parameters must have at least one element, but had none.", nameof(parameters));
        for (int i = 0; i < parameters.Count; i++)
        {
            (string name, TensorShape shape, ReadOnlyMemory<float> weights) = parameters[i];
            if (name is null)
                throw new ArgumentException(Invariant($"parameters[{i}] must have a name, but it was null."), nameof(parameters));
            if (weights.Length != shape.Count)
                throw new ArgumentException(
                    Invariant($"parameters[{i}], {Excerpt.Of(name)} {shape}, must have as many weights as its shape, but had ")
                    + Invariant($"{weights.Length}."),
                    nameof(parameters));
        }
        return Of([.. parameters.Select(one => new ParameterWeights(one.Name, one.Shape, [one.Weights], null))], title);
    }

    /// <summary>
    /// The same for the weights of a plan, with the densities that its initializers predict. Constants are left out where they are as
    /// planned, and tied and skipped parameters are too.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="weights">The weights of each parameter by its name as it was given.</param>
    /// <param name="title">The title of the picture.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="plan"/> has no parameters of its own, or the weights of a parameter have another length than it has.
    /// </exception>
    /// <remarks>Rows that are kept or padding are left out.</remarks>
    public static Picture Of(
        ResolvedPlan plan, Func<string, ReadOnlyMemory<float>> weights, string title = "Weights by parameter")
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(title);
        if (!HasAny(plan)) throw new ArgumentException("plan must have a parameter that is filled or kept, but had none.", nameof(plan));
        ParameterWeights[] all = [.. plan.Parameters.Where(HasWeights)
            .Select(parameter => new ParameterWeights(
                parameter.Name, parameter.Shape, PlanDeviation.DrawnOf(parameter, weights), parameter.Prediction))];
        ParameterWeights[] shown = [.. all.Where(one => !one.IsConstantAsPredicted)];
        return Of(shown.Length > 0 ? shown : all, title, all.Length - shown.Length);
    }

    /// <summary>Whether a plan has weights to show.</summary>
    internal static bool HasAny(ResolvedPlan plan) => plan.Parameters.Any(HasWeights);

    private static bool HasWeights(PlannedParameter parameter) => parameter.Action is RuleAction.Initialize or RuleAction.Keep;

    private static Picture Of(ParameterWeights[] parameters, string title, int constants = 0)
    {
        ParameterWeights[][] kinds =
            [.. parameters.GroupBy(one => (NameSegment.WithoutNumbers(one.Name), one.Shape)).Select(kind => kind.ToArray())];
        bool isPredicted = parameters.Any(one => one.Prediction is { Distribution: not null });
        return Chart.Histograms(
            title,
            $"Histograms of the weights of {Plural.Of(parameters.Length, "parameter")}"
            + (constants > 0 && constants < parameters.Length + constants
                ? $", without {Plural.Of(constants, "constant")} as planned" : "")
            + $": {string.Join("; ", kinds.Select(Words))}.",
            [.. kinds.Select(kind => (NameOf(kind), new Axis(AxisOf(kind)), DistributedOf(kind)))],
            isPredicted ? "predicted density" : null,
            kinds.Any(kind => kind.Length > 1) ? "measured, with an outline for each layer" : "measured");
    }

    private static string NameOf(ParameterWeights[] kind) => NameSegment.Folded([.. kind.Select(one => one.Name)]);

    private static string AxisOf(ParameterWeights[] kind) =>
        Invariant($"{(kind.Length == 1 ? "" : Invariant($"{kind.Length} x "))}[{string.Join(", ", kind[0].Shape.ToArray())}]");

    private static string Words(ParameterWeights[] kind)
    {
        string bad = kind.Sum(one => one.NonFinite) is > 0 and var count ? $", {Plural.Of(count, "weight")} not finite" : "";
        double[] deviations = [.. kind.Where(one => one.Count > 0).Select(one => one.Deviation)];
        if (deviations.Length == 0) return $"{NameOf(kind)} without a finite weight";
        string smallest = Number.Text(deviations.Min(), 3), largest = Number.Text(deviations.Max(), 3);
        return $"{NameOf(kind)} standard deviation {(smallest == largest ? smallest : $"{smallest} to {largest}")}{bad}";
    }

    private static Distributed DistributedOf(ParameterWeights[] kind)
    {
        (double smallest, double largest) = (kind.Min(one => one.Smallest), kind.Max(one => one.Largest));
        long count = kind.Sum(one => one.Count);
        if (!(smallest < largest)) return new(count == 0 ? [] : [new(smallest, largest, count)]);
        int bins = (int)Math.Clamp(2 * Math.Cbrt(count), 16, 48);
        IReadOnlyList<HistogramBar>[] parts = [.. kind.Select(one => one.Bars(smallest, largest, bins))];
        HistogramBar[] pooled = [.. Enumerable.Range(0, bins)
            .Select(bin => parts[0][bin] with { Count = parts.Sum(part => part[bin].Count) })];
        int drawn = kind.Length == 1 ? 0 : Math.Min(Outlines, kind.Length);
        return new(
            pooled, Mixture(kind),
            Parts: [.. Enumerable.Range(0, drawn).Select(i => parts[i * (kind.Length - 1) / Math.Max(1, drawn - 1)])
                .Where(part => part.Any(bar => bar.Count > 0))]);
    }

    /// <summary>The mean of the predicted densities; null if one is not known.</summary>
    private static Func<double, double>? Mixture(ParameterWeights[] kind)
    {
        WeightPrediction[] known = [.. kind.Select(one => one.Prediction).OfType<WeightPrediction>()
            .Where(prediction => prediction.Distribution is not null)];
        return known.Length < kind.Length ? null : weight => known.Average(prediction => prediction.Density(weight));
    }
}
