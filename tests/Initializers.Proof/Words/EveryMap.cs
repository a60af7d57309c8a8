using Spectre.Console;
using static System.FormattableString;

namespace Initializers.Words;

/// <summary>
/// All 2^32 words through a map to floats and to the other number types: values lie within their bounds and never fall as words rise; they
/// are those of the formula, where it is short; their mean and deviation are the predicted ones; and halves, bfloat16 numbers and doubles
/// are the floats, rounded once or widened.
/// </summary>
/// <param name="Name">The name of the map.</param>
/// <param name="Initializer">The initializer that draws by it, a word for each value.</param>
/// <param name="Smallest">The least number that a value of any type may be.</param>
/// <param name="Largest">The greatest.</param>
/// <param name="Formula">
/// The value of a word and its standard normal by the documented formula, in scalar arithmetic; null where it is not a line.
/// </param>
internal sealed record EveryMap(
    string Name, IPredictableInitializer Initializer, double Smallest, double Largest, Func<uint, float, float>? Formula = null)
{
    private const int Chunk = 1 << 16, Chunks = 1 << 16;

    private static readonly EveryMap[] All =
    [
        Uniform(0, 1), Uniform(-0.05f, 0.05f), Uniform(1, 2), Uniform(1000, 1001),
        Normal(0, 1), Normal(0, 0.02), Normal(-3, 2),
        TruncatedNormal(0, 1, -2, 2), TruncatedNormal(0, 0.02, -2, 2), TruncatedNormal(0.5, 0.25, -1, 3),
        TruncatedNormal(0, 1, 2, double.PositiveInfinity), TruncatedNormal(0, 1, 5, 6),
    ];

    /// <summary>Checks all maps, prints the results, and returns whether everything holds.</summary>
    public static bool Run(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("map");
        foreach (string column in (string[])["least", "largest", "mean off", "of", "deviation off", "of", "violations"])
            table.AddColumn(column, c => c.RightAligned());
        bool holds = true;
        console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                foreach (EveryMap map in All) holds &= map.Measure(progress.AddTask(map.Name, maxValue: Chunks), table);
            });
        console.Write(table);
        console.WriteLine(holds ? "Every word is right in every map." : "A BOUND IS VIOLATED.");
        return holds;
    }

    /// <summary>The line from <paramref name="low"/>, which a value may be, to <paramref name="high"/>, which none is.</summary>
    private static EveryMap Uniform(float low, float high)
    {
        float largest = MathF.BitDecrement(high);
        return new(Invariant($"uniform from {low} to {high}"), Init.Uniform(low, high), low, largest,
            (word, _) => Math.Clamp(MathF.FusedMultiplyAdd((word >> 8) * 5.9604644775390625e-8f, high - low, low), low, largest));
    }

    private static EveryMap Normal(double mean, double deviation) => new(
        Invariant($"normal, {mean} and {deviation}"), Init.Normal(mean, deviation), double.NegativeInfinity, double.PositiveInfinity,
        (_, normal) => MathF.FusedMultiplyAdd(normal, (float)deviation, (float)mean));

    private static EveryMap TruncatedNormal(double mean, double deviation, double lower, double upper) => new(
        Invariant($"normal, {mean} and {deviation}, from {lower} to {upper}"), Init.TruncatedNormal(mean, deviation, lower, upper),
        mean + deviation * lower, mean + deviation * upper);

    private bool Measure(ProgressTask progress, Table table)
    {
        WeightPrediction predicted = Initializer.Predict([Chunk])!.Value;
        var total = new Tally();
        Parallel.For(0, Chunks, () => new Tally(), (chunk, _, tally) =>
        {
            Take((uint)chunk * Chunk, predicted, tally);
            progress.Increment(1);
            return tally;
        }, tally =>
        {
            lock (total) total.Add(tally);
        });

        // A value is the quantile of a probability that is less than a step of 2^-24 off, and is then rounded, by at most 2^-24 of itself.
        // The quantile rises by the range from end to end; the square of its distance from the mean falls and rises by those of the ends,
        // and a variance is 2 deviations of a deviation.
        double step = Math.ScaleB(1, -24), below = predicted.Mean - total.Least, above = total.Largest - predicted.Mean;
        double rounding = step * Math.Max(Math.Abs(total.Least), Math.Abs(total.Largest));
        double acceptedMean = step * (above + below) + rounding;
        double acceptedDeviation = step * (above * above + below * below) / (2 * predicted.StandardDeviation) + rounding;
        double mean = total.Sum / (1L << 32), deviation = Math.Sqrt(total.Squares / (1L << 32) - Math.Pow(mean - predicted.Mean, 2));
        (double meanOff, double deviationOff) = (Math.Abs(mean - predicted.Mean), Math.Abs(deviation - predicted.StandardDeviation));
        table.AddRow(
            Name, Invariant($"{total.Least:g9}"), Invariant($"{total.Largest:g9}"), Invariant($"{meanOff:0.0e+0}"),
            Invariant($"{acceptedMean:0.0e+0}"), Invariant($"{deviationOff:0.0e+0}"), Invariant($"{acceptedDeviation:0.0e+0}"),
            Invariant($"{total.Violations}"));
        return total.Violations == 0 && meanOff <= acceptedMean && deviationOff <= acceptedDeviation;
    }

    private void Take(uint first, WeightPrediction predicted, Tally tally)
    {
        Span<float> values = tally.Floats;
        Initializer.Initialize(values, [Chunk], new CountingSource(first));
        Initializer.Initialize(tally.Doubles, [Chunk], new CountingSource(first));
        Initializer.Initialize(tally.Halves, [Chunk], new CountingSource(first));
        Initializer.InitializeBFloat16(tally.BFloats, [Chunk], new CountingSource(first));
        Init.Normal(0, 1).Initialize(tally.Normals, [Chunk], new CountingSource(first));
        Span<float> before = stackalloc float[1];
        Initializer.Initialize(before, [1], new CountingSource(first == 0 ? 0 : first - 1));
        float last = before[0];
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            bool isRight = value >= last && value >= Smallest && value <= Largest && tally.Doubles[i] == value
                && BitConverter.HalfToUInt16Bits(tally.Halves[i]) == BitConverter.HalfToUInt16Bits(HalfOf(value))
                && tally.BFloats[i] == BFloat16Of(value)
                && (Formula is null || value == Formula(first + (uint)i, tally.Normals[i]));
            if (!isRight) tally.Violations++;
            last = value;
            double off = value - predicted.Mean;
            tally.Sum += value;
            tally.Squares += off * off;
        }
        tally.Least = Math.Min(tally.Least, values[0]);
        tally.Largest = Math.Max(tally.Largest, values[^1]);
    }

    /// <summary>The nearest Half, ties to even, or the next one that is within the bounds.</summary>
    private Half HalfOf(float value)
    {
        var nearest = (Half)value;
        return (double)nearest > Largest ? Half.BitDecrement(nearest) : (double)nearest < Smallest ? Half.BitIncrement(nearest) : nearest;
    }

    /// <summary>The bits of the nearest bfloat16, ties to even, or of the next one that is within the bounds.</summary>
    private ushort BFloat16Of(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value), half = bits & 0xFFFF, inner = bits >> 16;
        bool isOuter = half > 0x8000 || (half == 0x8000 && inner % 2 == 1);
        float nearest = BitConverter.UInt32BitsToSingle((isOuter ? inner + 1 : inner) << 16);
        bool isWithin = nearest >= Smallest && nearest <= Largest;
        return (ushort)(isOuter == isWithin ? inner + 1 : inner);
    }

    /// <summary>What a thread has found, and the memory that it draws into.</summary>
    private sealed class Tally
    {
        public float[] Floats { get; } = new float[Chunk];

        public float[] Normals { get; } = new float[Chunk];

        public double[] Doubles { get; } = new double[Chunk];

        public Half[] Halves { get; } = new Half[Chunk];

        public ushort[] BFloats { get; } = new ushort[Chunk];

        public long Violations { get; set; }

        public double Sum { get; set; }

        public double Squares { get; set; }

        public float Least { get; set; } = float.PositiveInfinity;

        public float Largest { get; set; } = float.NegativeInfinity;

        public void Add(Tally other)
        {
            (Violations, Sum, Squares) = (Violations + other.Violations, Sum + other.Sum, Squares + other.Squares);
            (Least, Largest) = (Math.Min(Least, other.Least), Math.Max(Largest, other.Largest));
        }
    }
}
