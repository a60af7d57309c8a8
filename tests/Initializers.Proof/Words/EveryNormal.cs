using System.Numerics;
using MathNet.Numerics;
using Spectre.Console;
using static System.FormattableString;

namespace Initializers.Words;

/// <summary>
/// Checks the normal quantile for all 2^32 words: values are finite, monotonic and exactly antisymmetric, and their errors in ulps and
/// their moments are within the documented bounds.
/// </summary>
internal sealed class EveryNormal
{
    private const uint FirstPositive = 0x80000000;
    private const int Chunk = 1 << 16;
    private const double MostUlpsNextToMedian = 2.5, MostUlpsElsewhere = 1.5, MostOffMoments = 5e-8;

    private readonly Octave[] _octaves = [.. Enumerable.Range(0, 32).Select(_ => new Octave())];
    private double _second, _fourth;

    private long Violations => _octaves.Sum(octave => octave.Violations);

    private long Words => 2 * _octaves.Sum(octave => octave.Words);

    private double Variance => 2 * _second / Words;

    private double Kurtosis => 2 * _fourth / Words / (Variance * Variance);

    private bool Holds =>
        Words == 1L << 32 && Violations == 0 && Math.Abs(Variance - 1) < MostOffMoments && Math.Abs(Kurtosis - 3) < MostOffMoments
        && _octaves[0].WorstUlps <= MostUlpsNextToMedian && _octaves.Skip(1).All(octave => octave.WorstUlps <= MostUlpsElsewhere);

    /// <summary>Checks all words, prints the results, and returns whether all bounds hold.</summary>
    public static bool Run(IAnsiConsole console)
    {
        var every = new EveryNormal();
        console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress => every.Measure(progress.AddTask("words", maxValue: FirstPositive / Chunk)));
        every.Print(console);
        return every.Holds;
    }

    private void Measure(ProgressTask progress) =>
        Parallel.For(0, (int)(FirstPositive / Chunk), () => new float[2 * Chunk], (chunk, _, buffer) =>
        {
            uint first = FirstPositive + (uint)chunk * Chunk;
            Span<float> upper = buffer.AsSpan(0, Chunk), mirrored = buffer.AsSpan(Chunk), before = stackalloc float[1];
            Fill(upper, first, step: 1);
            Fill(mirrored, ~first, step: uint.MaxValue);
            Fill(before, first - 1, step: 1);
            Take(first, upper, mirrored, chunk == 0 ? 0 : before[0]);
            progress.Increment(1);
            return buffer;
        }, _ => { });

    /// <summary>Adds a chunk of words to the octaves.</summary>
    private void Take(uint first, ReadOnlySpan<float> values, ReadOnlySpan<float> mirrored, float last)
    {
        Octave[] octaves = [.. _octaves.Select(_ => new Octave())];
        (double second, double fourth) = (0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            float z = values[i];
            uint tail = 2 * ~(first + (uint)i) + 1; // the tail probability is tail * 2^-33
            octaves[BitOperations.LeadingZeroCount(tail)].Add(
                z, last, violates: !(z >= last && mirrored[i] == -z && float.IsFinite(z)), UlpsOff(z, tail));
            last = z;
            double square = (double)z * z;
            second += square;
            fourth += square * square;
        }
        lock (_octaves)
        {
            for (int k = 0; k < octaves.Length; k++) _octaves[k].Add(octaves[k]);
            _second += second;
            _fourth += fourth;
        }
    }

    /// <summary>
    /// The error of z to first order: the error of its tail probability over the density. Near the median, the distance from 1/2 keeps
    /// precision.
    /// </summary>
    private static double UlpsOff(float z, uint tail)
    {
        double density = Math.Exp(-(double)z * z / 2) * Constants.InvSqrt2Pi;
        double error = z < 1
            ? SpecialFunctions.Erf(z * Constants.Sqrt1Over2) / 2 - (4294967296.0 - tail) / 8589934592.0
            : tail / 8589934592.0 - SpecialFunctions.Erfc(z * Constants.Sqrt1Over2) / 2;
        return Math.Abs(error / density) / (MathF.BitIncrement(z) - z);
    }

    private static void Fill(Span<float> values, uint first, uint step) =>
        Init.Normal(0, 1).Initialize(values, [values.Length], new CountingSource(first, step));

    private void Print(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("octave");
        foreach (string column in (string[])["words", "|z| from", "to", "distinct |z|", "worst, ulp"])
            table.AddColumn(column, c => c.RightAligned());
        for (int k = 0; k < _octaves.Length; k++)
        {
            Octave octave = _octaves[k];
            table.AddRow(Invariant($"{k}"), Invariant($"{2 * octave.Words:N0}"), Invariant($"{octave.Least:0.000000}"),
                Invariant($"{octave.Largest:0.000000}"), Invariant($"{octave.Distinct:N0}"), Invariant($"{octave.WorstUlps:0.000}"));
        }
        console.Write(table);
        console.WriteLine(Invariant($"{Words:N0} words, {_octaves.Sum(octave => octave.Distinct):N0} magnitudes; ")
            + Invariant($"{Violations} not finite, not monotonic or asymmetric (accepted: 0)"));
        console.WriteLine(Invariant(
            $"variance - 1 = {Variance - 1:0.0e+0}, kurtosis - 3 = {Kurtosis - 3:0.0e+0} (accepted: {MostOffMoments:0e+0})"));
        console.WriteLine(Invariant($"worst {_octaves[0].WorstUlps:0.00} ulp near the median, ")
            + Invariant($"{_octaves.Skip(1).Max(octave => octave.WorstUlps):0.00} elsewhere ")
            + Invariant($"(accepted: {MostUlpsNextToMedian}, {MostUlpsElsewhere})"));
        console.WriteLine(Holds ? "All bounds hold." : "A BOUND IS VIOLATED.");
    }

    /// <summary>Statistics of the words in one octave of tail probabilities, on the positive side.</summary>
    private sealed class Octave
    {
        public long Words { get; private set; }

        public long Violations { get; private set; }

        public long Distinct { get; private set; }

        public float Least { get; private set; } = float.PositiveInfinity;

        public float Largest { get; private set; }

        public double WorstUlps { get; private set; }

        public void Add(float z, float last, bool violates, double ulpsOff)
        {
            Words++;
            if (violates) Violations++;
            if (z != last) Distinct++;
            (Least, Largest, WorstUlps) = (Math.Min(Least, z), Math.Max(Largest, z), Math.Max(WorstUlps, ulpsOff));
        }

        public void Add(Octave other)
        {
            (Words, Violations, Distinct) = (Words + other.Words, Violations + other.Violations, Distinct + other.Distinct);
            (Least, Largest, WorstUlps) = (Math.Min(Least, other.Least), Math.Max(Largest, other.Largest),
                Math.Max(WorstUlps, other.WorstUlps));
        }
    }
}
