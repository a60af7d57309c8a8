using static System.FormattableString;

namespace Initializers;

/// <summary>Compares the weights of a model with its plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="weights">The weights of each parameter by its name.</param>
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

    /// <summary>
    /// The bits in which random values of two parameters have to agree to be copies of each other: by chance that happens to one in 10^12
    /// models of a million parameters.
    /// </summary>
    private const double FewestBitsEqual = 80;

    /// <summary>The elements of a parameter that are computed at once, to be compared.</summary>
    private const int Chunk = 1 << 16;

    private readonly List<PlanFinding> _findings = [];
    private readonly Dictionary<(int Length, float First, float Last), List<PlannedParameter>> _random = [];

    /// <summary>The format that a parameter is stored in, by its name; null where its weights have to tell, which is the default.</summary>
    public Func<string, BinaryFormat?> Formats { get; init; } = static _ => null;

    /// <summary>
    /// Whether values that a fill does not write are there, by the name of a parameter that is tied, or that is kept or has kept rows:
    /// otherwise they are not looked at. Defaults to true.
    /// </summary>
    public Func<string, bool> AreThere { get; init; } = static _ => true;

    /// <summary>Looks at all parameters but those that are skipped.</summary>
    public PlanCheck Run()
    {
        PlannedParameter[] looked = [.. plan.Parameters.Where(parameter => parameter.Action == RuleAction.Initialize
            || (parameter.Action != RuleAction.Skip && AreThere(parameter.Name)))];
        foreach (PlannedParameter parameter in looked)
        {
            ReadOnlySpan<float> values = PlanMemory.Of(weights, parameter).Span;
            if (values.Length != parameter.Elements)
            {
                Find(parameter, PlanFindingKind.Length,
                    $"has memory of {Plural.Of(values.Length, "element")}, where its shape has {parameter.Elements}");
            }
            else Look(parameter, values);
        }
        return new(_findings, looked.Length) { Kept = looked.Count(parameter => parameter.Action == RuleAction.Keep) };
    }

    private void Look(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        int notFinite = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) notFinite++;
        }
        if (notFinite > 0) Find(parameter, PlanFindingKind.NotFinite, $"has {Plural.Of(notFinite, "NaN or infinite value")}");
        else if (parameter.Action == RuleAction.Tie) LookAtTie(parameter, values);
        else if (parameter.Action == RuleAction.Keep) LookForLoaded(parameter, values, "is kept");
        else if (parameter.Action == RuleAction.Initialize) LookAtValues(parameter, values);
    }

    /// <summary>Reports a kept matrix, or the kept rows of one, that is all 0: vectors may be so on purpose.</summary>
    private void LookForLoaded(PlannedParameter parameter, ReadOnlySpan<float> kept, string what)
    {
        if (parameter.Shape.Rank > 1 && kept.Length > 0 && !kept.ContainsAnyExcept(0f))
            Find(parameter, PlanFindingKind.NeverFilled, $"{what}, but all zeros: were the values loaded?");
    }

    private void LookAtTie(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        PlannedParameter owner = plan[parameter.TiedTo!];
        if (!values.SequenceEqual(PlanMemory.Of(weights, owner).Span))
            Find(parameter, PlanFindingKind.NotTied, $"has other values than {Excerpt.Of(owner.Name)}, which it is tied to");
    }

    private void LookAtValues(PlannedParameter parameter, ReadOnlySpan<float> values)
    {
        Rule rule = parameter.PlanRule.Rule;
        int row = (int)parameter.RowLength, kept = (int)rule.KeptRows * row;
        if (kept > 0 && AreThere(parameter.Name))
            LookForLoaded(parameter, values[..kept], Invariant($"has its first {rule.KeptRows} rows kept"));
        if (parameter.PaddingRow is { } padding && values.Slice((int)padding * row, row).ContainsAnyExcept(0f))
            Find(parameter, PlanFindingKind.PaddingRow, Invariant($"has a padding row {padding} that is not 0"));
        IReadOnlyList<Range> drawn = parameter.DrawnRanges;
        StoredNumbers stored = Formats(parameter.Name) is { } format ? new(format) : StoredNumbers.Of(values[kept..]);
        var moments = new MomentSum(parameter.Prediction?.Mean ?? 0, stored);
        foreach (Range range in drawn) moments.Add(values[range]);
        if (moments.Count == 0) return;
        if (Array.TrueForAll(parameter.Parts, part => Capabilities.IsFixed(part.Initializer)))
        {
            if (!IsNeverFilled(parameter, moments)) CompareEach(parameter, values, drawn, stored);
        }
        else if (parameter.Prediction is { } promise)
        {
            if (IsNeverFilled(parameter, moments)) return;
            Compare(parameter, moments, promise, stored);
            if (promise.StandardDeviation > 0) LookForTwins(parameter, values, moments.Rounding);
        }
        else if (moments is { Smallest: 0, Largest: 0, Count: > 1 } && IsRandom(parameter))
            Find(parameter, PlanFindingKind.NeverFilled, "is all zeros, where random values were promised: was it filled?");
    }

    /// <summary>Reports values that are all 0, where others were promised that are not rounded to 0.</summary>
    private bool IsNeverFilled(PlannedParameter parameter, in MomentSum moments)
    {
        if (moments is not { Smallest: 0, Largest: 0, Count: > 1 }
            || parameter.Prediction is not { Mean: var mean, StandardDeviation: var deviation }
            || Math.Sqrt(mean * mean + deviation * deviation) <= moments.Rounding)
            return false;
        Find(parameter, PlanFindingKind.NeverFilled,
            "is all zeros, where " + (deviation == 0 ? Invariant($"{mean:G4} everywhere was promised: was it filled?")
                : Invariant($"a mean of {mean:G4} and a deviation of {deviation:G4} were promised: was it filled?")));
        return true;
    }

    /// <summary>Compares values that depend on the shape alone with those, as they are or rounded to the type of the weights.</summary>
    private void CompareEach(PlannedParameter parameter, ReadOnlySpan<float> values, IReadOnlyList<Range> drawn, in StoredNumbers stored)
    {
        var fill = new ParameterFill(parameter, new PhiloxRandom(0));
        using var promised = new Rented<float>(fill.FillsSlices<float>() ? Math.Min(Chunk, values.Length) : values.Length);
        (long wrong, int first, float instead) = (0, 0, 0);
        foreach (Range range in drawn)
        {
            (int start, int length) = range.GetOffsetAndLength(values.Length);
            for (int done = 0, count; done < length; done += count)
            {
                count = Math.Min(promised.Span.Length, length - done);
                Span<float> expected = promised.Span[..count];
                fill.Slice(expected, start + done);
                ReadOnlySpan<float> actual = values.Slice(start + done, count);
                for (int i = actual.CommonPrefixLength(expected); i < count; i++)
                {
                    if (stored.IsRounded(expected[i], actual[i])) continue;
                    if (wrong++ == 0) (first, instead) = (start + done + i, expected[i]);
                }
            }
        }
        if (wrong > 0)
            Find(parameter, PlanFindingKind.Values,
                Invariant($"has {wrong:N0} of {values.Length:N0} values that are not those of {Excerpt.Of($"{parameter.Initializer}")}: ")
                + Invariant($"the first is {values[first]} at index {first}, where {instead} was promised"));
    }

    private void Compare(PlannedParameter parameter, in MomentSum moments, in WeightPrediction promise, in StoredNumbers stored)
    {
        (double mean, double deviation) = (promise.Mean, promise.StandardDeviation);
        if (moments.Smallest < promise.Smallest - Room(promise.Smallest, stored)
            || moments.Largest > promise.Largest + Room(promise.Largest, stored))
        {
            Find(parameter, PlanFindingKind.Bounds,
                Invariant($"has values from {moments.Smallest:G6} to {moments.Largest:G6}, ")
                + Invariant($"where {promise.Smallest:G6} to {promise.Largest:G6} was promised"));
        }
        if (deviation == 0) return;
        double kurtosis = double.IsNaN(promise.Kurtosis) ? Math.Max(moments.Kurtosis, 1) : promise.Kurtosis;
        double count = moments.Count * IndependentShare(parameter);
        if (double.IsNaN(promise.Kurtosis) && count < FewestOfUnknownForm) return;
        // Values that were rounded by e have a mean and a root mean square that differ by at most the root mean square of e.
        double error = deviation / Math.Sqrt(count), off = Math.Abs(moments.Mean - mean);
        if (off > Suspicious * error + moments.Rounding)
        {
            Find(parameter, PlanFindingKind.Mean,
                Invariant($"has a mean of {moments.Mean:G4}, where {mean:G4} was promised ({off / error:N0} standard errors)"));
        }
        // The variance of a mean square is (kurtosis - 1) / n of the square; a deviation has half its relative error.
        error = deviation * Math.Sqrt((kurtosis - 1) / (4 * count)) + 1e-6 * deviation;
        off = Math.Abs(moments.Deviation - deviation);
        if (off > Suspicious * error + moments.Rounding && moments.Count >= FewestEqual)
            Find(parameter, PlanFindingKind.Deviation,
                Invariant($"has a deviation of {moments.Deviation:G4}, where {deviation:G4} was promised ")
                + Invariant($"({off / error:N0} standard errors)"));
    }

    /// <summary>
    /// By how much values may be beyond a bound: a few ulps, and what they were rounded by; nothing is beyond an infinite one.
    /// </summary>
    private static double Room(double bound, in StoredNumbers stored) => !double.IsFinite(bound) ? 0
        : 4 * Math.Abs(MathF.BitIncrement((float)bound) - bound) + stored.Rounding((float)bound);

    /// <summary>The share of the elements that are drawn and not repeated from others.</summary>
    private static double IndependentShare(PlannedParameter parameter) =>
        Capabilities.DrawnElements(parameter.Initializer!, parameter.Shape) / parameter.Elements;

    /// <summary>Random values that another parameter has too were drawn twice from one stream, or copied.</summary>
    private void LookForTwins(PlannedParameter parameter, ReadOnlySpan<float> values, double rounding)
    {
        double bits = Math.Log2(parameter.Prediction!.Value.StandardDeviation / rounding); // of one value, about
        if (values.Length < FewestEqual || values.Length * bits < FewestBitsEqual) return;
        var key = (values.Length, values[0], values[^1]);
        if (!_random.TryGetValue(key, out List<PlannedParameter>? others)) _random.Add(key, others = []);
        foreach (PlannedParameter other in others)
        {
            if (!values.SequenceEqual(PlanMemory.Of(weights, other).Span) || !IsRandom(parameter)) continue;
            Find(parameter, PlanFindingKind.EqualToAnother, $"has the same values as {Excerpt.Of(other.Name)}");
            return;
        }
        others.Add(parameter);
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
    private struct MomentSum(double centre, StoredNumbers stored)
    {
        private double _sum, _squares, _fourths, _roundings;

        public long Count { get; private set; }

        public double Smallest { get; private set; } = double.PositiveInfinity;

        public double Largest { get; private set; } = double.NegativeInfinity;

        public readonly double Mean => centre + _sum / Count;

        /// <summary>Around the promised mean, which that of few values may be far from.</summary>
        public readonly double Deviation => Math.Sqrt(_squares / Count);

        public readonly double Kurtosis => _fourths * Count / (_squares * _squares);

        /// <summary>The most that the root mean square of what was rounded can be.</summary>
        public readonly double Rounding => Math.Sqrt(_roundings / Count);

        public void Add(ReadOnlySpan<float> values)
        {
            foreach (float value in values)
            {
                double rounding = stored.Rounding(value);
                _roundings += rounding * rounding;
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
