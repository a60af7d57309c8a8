using static System.FormattableString;

namespace Initializers;

/// <summary>Compares the weights of a model with its plan.</summary>
/// <remarks>Not thread-safe: used once.</remarks>
internal sealed class PlanChecker(ResolvedPlan plan, Func<string, ReadOnlyMemory<float>> weights)
{
    /// <summary>
    /// Standard errors beyond which a moment is not the promised one: 2e-9 of checks at random, so that one of 10^5 models with 1,000
    /// parameters is suspected without reason.
    /// </summary>
    private const double Suspicious = 6.5;

    /// <summary>
    /// The fewest values whose moments are compared where the form of their distribution is not known: of fewer, their own kurtosis says
    /// nothing, and their mean is not yet normal.
    /// </summary>
    private const int FewestOfUnknownForm = 100;

    /// <summary>The fewest random values that two parameters do not share by chance.</summary>
    private const int FewestEqual = 4;

    private readonly List<PlanFinding> _findings = [];
    private readonly Dictionary<(int Length, float First, float Last), List<string>> _random = [];

    /// <summary>Looks at all parameters but those that are skipped.</summary>
    public PlanCheck Run()
    {
        int looked = 0;
        foreach (PlannedParameter parameter in plan.Parameters.Where(parameter => parameter.Action != RuleAction.Skip))
        {
            looked++;
            ReadOnlySpan<float> values = weights(parameter.Name).Span;
            if (values.Length != parameter.Elements)
            {
                Find(parameter, PlanFindingKind.Length,
                    $"has memory of {Plural.Of(values.Length, "element")}, where its shape has {parameter.Elements}");
            }
            else Look(parameter, values);
        }
        return new(_findings, looked);
    }

    private void Look(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        int notFinite = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) notFinite++;
        }
        if (notFinite > 0) Find(parameter, PlanFindingKind.NotFinite, $"has {Plural.Of(notFinite, "value")} NaN or infinite");
        else if (parameter.Action == RuleAction.Tie) LookAtTie(parameter, values);
        else if (parameter.Action == RuleAction.Initialize) LookAtValues(parameter, values);
    }

    private void LookAtTie(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        if (!values.SequenceEqual(weights(parameter.TiedTo!).Span))
            Find(parameter, PlanFindingKind.NotTied, $"has other values than {parameter.TiedTo}, which it is tied to");
    }

    private void LookAtValues(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        long row = parameter.Shape.Rank == 0 ? 1 : parameter.Shape.StrideOf(0);
        Rule rule = parameter.PlanRule.Rule;
        var moments = new MomentSum(parameter.Prediction?.Mean ?? 0);
        int kept = (int)(rule.KeptRows * row);
        if (rule.PaddingRow is { } padding)
        {
            int from = (int)(padding * row), to = from + (int)row;
            if (values[from..to].ContainsAnyExcept(0f))
                Find(parameter, PlanFindingKind.PaddingRow, Invariant($"has a padding row {padding} that is not 0"));
            moments.Add(values[Math.Min(kept, from)..from]);
            moments.Add(values[Math.Max(kept, to)..]);
        }
        else moments.Add(values[kept..]);
        if (moments.Count > 0 && parameter.Prediction is { } promise) Compare(parameter, moments, promise);
        if (parameter.Prediction is { StandardDeviation: > 0 })
            LookForTwins(parameter, values);
    }

    private void Compare(PlannedParameter parameter, in MomentSum moments, in WeightPrediction promise)
    {
        (double mean, double deviation) = (promise.Mean, promise.StandardDeviation);
        bool canBeZeros = promise is { Smallest: <= 0, Largest: >= 0, StandardDeviation: 0 };
        if (moments.Smallest == 0 && moments.Largest == 0 && !canBeZeros && moments.Count > 1)
        {
            Find(parameter, PlanFindingKind.NeverFilled,
                Invariant($"has only zeros, where a mean of {mean:G4} and a deviation of {deviation:G4} were promised: ")
                + "it was never filled");
            return;
        }
        if (moments.Smallest < promise.Smallest - Room(promise.Smallest) || moments.Largest > promise.Largest + Room(promise.Largest))
        {
            Find(parameter, PlanFindingKind.Bounds,
                Invariant($"has values from {moments.Smallest:G6} to {moments.Largest:G6}, ")
                + Invariant($"where {promise.Smallest:G6} to {promise.Largest:G6} was promised"));
        }
        if (deviation == 0) return;
        double kurtosis = double.IsNaN(promise.Kurtosis) ? Math.Max(moments.Kurtosis, 1) : promise.Kurtosis;
        double count = moments.Count * IndependentShare(parameter);
        if (double.IsNaN(promise.Kurtosis) && count < FewestOfUnknownForm) return;
        double errorOfMean = deviation / Math.Sqrt(count), off = (moments.Mean - mean) / errorOfMean;
        if (Math.Abs(off) > Suspicious)
        {
            Find(parameter, PlanFindingKind.Mean,
                Invariant($"has a mean of {moments.Mean:G4}, where {mean:G4} was promised ({Math.Abs(off):N0} standard errors)"));
        }
        // The variance of a mean square is (kurtosis - 1) / n of the square; a deviation has half its relative error.
        double error = deviation * Math.Sqrt((kurtosis - 1) / (4 * count)) + 1e-6 * deviation;
        off = (moments.Deviation - deviation) / error;
        if (Math.Abs(off) > Suspicious && moments.Count >= FewestEqual)
            Find(parameter, PlanFindingKind.Deviation,
                Invariant($"has a deviation of {moments.Deviation:G4}, where {deviation:G4} was promised ")
                + Invariant($"({Math.Abs(off):N0} standard errors)"));
    }

    /// <summary>A few ulps, by which values may be beyond a bound for their rounding; nothing is beyond an infinite one.</summary>
    private static double Room(double bound) => double.IsFinite(bound) ? 4 * Math.Abs(MathF.BitIncrement((float)bound) - bound) : 0;

    /// <summary>The share of the elements that are drawn and not repeated from others.</summary>
    private static double IndependentShare(PlannedParameter parameter) =>
        Capabilities.DrawnElements(parameter.Initializer!, parameter.Shape) / parameter.Elements;

    /// <summary>Random values that another parameter has too were drawn twice from one stream, or copied.</summary>
    private void LookForTwins(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        if (values.Length < FewestEqual) return;
        var key = (values.Length, values[0], values[^1]);
        if (!_random.TryGetValue(key, out List<string>? names)) _random.Add(key, names = []);
        foreach (string name in names)
        {
            if (!values.SequenceEqual(weights(name).Span) || !IsRandom(parameter)) continue;
            Find(parameter, PlanFindingKind.EqualToAnother, $"has the very values of {name}");
            return;
        }
        names.Add(parameter.Name);
    }

    /// <summary>Whether another seed gives other values: some initializers draw nothing, or from a distribution of one value.</summary>
    private static bool IsRandom(PlannedParameter parameter)
    {
        using var one = new Rented<float>((int)parameter.Elements);
        using var other = new Rented<float>((int)parameter.Elements);
        one.Span.Clear(); // of kept rows nothing is written
        other.Span.Clear();
        new ParameterFill(parameter, new PhiloxRandom(0)).Whole(one.Span);
        new ParameterFill(parameter, new PhiloxRandom(1)).Whole(other.Span);
        return !one.Span.SequenceEqual(other.Span);
    }

    private void Find(PlannedParameter parameter, PlanFindingKind kind, string message) =>
        _findings.Add(new(parameter.Name, kind, message));

    /// <summary>Moments around a promised mean.</summary>
    private struct MomentSum(double centre)
    {
        private double _sum, _squares, _fourths;

        public long Count { get; private set; }

        public double Smallest { get; private set; } = double.PositiveInfinity;

        public double Largest { get; private set; } = double.NegativeInfinity;

        public readonly double Mean => centre + _sum / Count;

        /// <summary>Around the promised mean, which that of few values may be far from.</summary>
        public readonly double Deviation => Math.Sqrt(_squares / Count);

        public readonly double Kurtosis => _fourths * Count / (_squares * _squares);

        public void Add(ReadOnlySpan<float> values)
        {
            foreach (float value in values)
            {
                double distance = value - centre, square = distance * distance;
                _sum += distance;
                _squares += square;
                _fourths += square * square;
                Smallest = Math.Min(Smallest, value);
                Largest = Math.Max(Largest, value);
            }
            Count += values.Length;
        }
    }
}
