using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Initializers.Diagnostics;

/// <summary>The standard deviation of a parameter's random weights: what a plan promises, and what was measured.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
public sealed partial record PlanDeviation
{
    /// <summary>The digits of the longest number by which layers are sorted.</summary>
    private const int LongestNumber = 20;

    private PlanDeviation(PlannedParameter parameter, double promised) =>
        (Name, Kind, Promised) = (parameter.Name, KindOf(parameter.Name), promised);

    /// <summary>The parameter's name as it was given.</summary>
    public string Name { get; }

    /// <summary>
    /// What it has in common with the same parameter of other layers, <c>h.*.attn.c_attn.weight</c>: <c>*</c> for segments that are
    /// numbers, and for digits in the names of modules that hold others, <c>layer*.*.conv1.weight</c>.
    /// </summary>
    public string Kind { get; }

    /// <summary>The deviation that is promised, above 0.</summary>
    public double Promised { get; }

    /// <summary>The deviation of the weights, over n rather than n - 1; NaN if there are none.</summary>
    public double Measured { get; private init; } = double.NaN;

    /// <summary>
    /// The standard error of the deviation of n weights, s sqrt((k - 1) / (4 n)), where k is their kurtosis; NaN likewise.
    /// </summary>
    public double StandardError { get; private init; } = double.NaN;

    /// <summary>
    /// The deviations of a model's random weights, in the order of the model, but those of a <see cref="Kind"/> in the order of their
    /// numbers: files have <c>h.10</c> before <c>h.2</c>.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="weights">
    /// The weights of each parameter by its name as it was given. Defaults to none: then nothing is measured.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    /// <exception cref="ArgumentException">The weights of a parameter have another length than it has.</exception>
    /// <remarks>
    /// Parameters that are not filled, that are constant, or of which the initializer promises nothing are left out, and rows that are kept
    /// or padding are not measured.
    /// </remarks>
    public static IReadOnlyList<PlanDeviation> Of(ResolvedPlan plan, Func<string, ReadOnlyMemory<float>>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        // Weights are asked for one after the other, and few of them are held at a time: they may come from a large file.
        IEnumerable<(PlannedParameter, ReadOnlyMemory<float>?)> random = plan.Parameters
            .Where(parameter => parameter.Prediction is { StandardDeviation: > 0 })
            .Select(parameter => (parameter, weights is null ? (ReadOnlyMemory<float>?)null : WeightsOf(parameter, weights)));
        try
        {
            return Array.AsReadOnly(ByDepth([
                .. Partitioner.Create(random, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
                    .Select(one => Measure(one.Item1, one.Item2)),
            ]));
        }
        catch (AggregateException exceptions)
        {
            ExceptionDispatchInfo.Throw(exceptions.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary><c>h.0.attn.c_attn.weight: 0.02001, promised 0.02</c>.</summary>
    public override string ToString() => double.IsNaN(Measured) ? Invariant($"{Name}: promised {Promised:G4}")
        : Invariant($"{Name}: {Measured:G4}, promised {Promised:G4}");

    private static PlanDeviation Measure(PlannedParameter parameter, ReadOnlyMemory<float>? weights)
    {
        var deviation = new PlanDeviation(parameter, parameter.Prediction!.Value.StandardDeviation);
        if (weights is not { } values) return deviation;
        IReadOnlyList<ReadOnlyMemory<float>> drawn = DrawnOf(parameter, values);
        Moments moments = Moments.Of(drawn);
        return deviation with
        {
            Measured = moments.Deviation,
            StandardError = moments.Deviation * Math.Sqrt((moments.Kurtosis - 1) / (4.0 * drawn.Sum(part => part.Length))),
        };
    }

    /// <summary>The weights that a parameter draws: all but rows that are kept or padding; all of them if it is kept itself.</summary>
    internal static IReadOnlyList<ReadOnlyMemory<float>> DrawnOf(
        PlannedParameter parameter, Func<string, ReadOnlyMemory<float>> weights) => DrawnOf(parameter, WeightsOf(parameter, weights));

    private static IReadOnlyList<ReadOnlyMemory<float>> DrawnOf(PlannedParameter parameter, ReadOnlyMemory<float> weights) =>
        [.. parameter.DrawnRanges.Select(range => weights[range])];

    private static ReadOnlyMemory<float> WeightsOf(PlannedParameter parameter, Func<string, ReadOnlyMemory<float>> weights)
    {
        ReadOnlyMemory<float> values = PlanMemory.Of(weights, parameter);
        return values.Length == parameter.Elements ? values : throw new ArgumentException(
            Invariant($"weights must give as many elements as {Excerpt.Of(parameter.Name)} {parameter.Shape} has, ")
            + Invariant($"but gave {values.Length}."),
            nameof(weights));
    }

    /// <summary>Those of each kind in the order of their numbers, in the places that the kind had.</summary>
    private static PlanDeviation[] ByDepth(PlanDeviation[] deviations)
    {
        var kinds = deviations.GroupBy(one => one.Kind).ToDictionary(
            kind => kind.Key,
            kind => new Queue<PlanDeviation>(kind.OrderBy(
                one => Digits().Replace(one.Name, number => number.Value.PadLeft(LongestNumber, '0')), StringComparer.Ordinal)));
        return Array.ConvertAll(deviations, one => kinds[one.Kind].Dequeue());
    }

    private static string KindOf(string name)
    {
        int left = NameSegment.Split(name).Length;
        return NameSegment.Map(
            name, segment => left-- > 2 || NameSegment.Number(segment) is not null ? Digits().Replace(segment, "*") : segment);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
