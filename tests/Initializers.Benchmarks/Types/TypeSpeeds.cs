using System.Diagnostics;
using static System.FormattableString;

namespace Initializers.Benchmarks.Types;

/// <summary>The speed of fills by number type, on one thread and on all, in alternating rounds of which the best counts.</summary>
public static class TypeSpeeds
{
    private const int Rounds = 60, Touched = 1 << 20;

    private static readonly int[] Counts = [1 << 16, 1 << 22];

    private static readonly (string Name, IWeightInitializer Initializer)[] Fills =
    [
        ("uniform", Init.Uniform(0.05)), ("normal", Init.HeNormal()), ("truncated normal", Init.TruncatedNormal(0.02)),
        ("constant", Init.Constant(0.5)),
    ];

    /// <summary>The table, in Markdown: million floats per second, and the speed of the other types as a fraction of that.</summary>
    public static string Table()
    {
        const string Head = "| fill | elements | threads | float, million/s | double | Half | bfloat16 |\n|---|--:|--:|--:|--:|--:|--:|\n";
        return Head + string.Concat(
            from fill in Fills
            from count in Counts
            from threads in (int[])[1, Environment.ProcessorCount]
            where threads == 1 || count == Counts[^1]
            select Row(fill.Name, fill.Initializer, count, threads));
    }

    private static string Row(string name, IWeightInitializer initializer, int count, int threads)
    {
        TensorShape shape = [count / 16, 16];
        var random = new PhiloxRandom(1) { MaxDegreeOfParallelism = threads };
        var (floats, doubles, halves, bits) = (new float[count], new double[count], new Half[count], new ushort[count]);
        Action[] fills =
        [
            () => initializer.Initialize(floats.AsSpan(), shape, random), () => initializer.Initialize(doubles.AsSpan(), shape, random),
            () => initializer.Initialize(halves.AsSpan(), shape, random), () => initializer.InitializeBFloat16(bits, shape, random),
        ];
        double[] best = [.. fills.Select(_ => double.PositiveInfinity)];
        int times = Math.Max(1, Touched / count);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < fills.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int time = 0; time < times; time++) fills[i]();
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalMicroseconds / times);
            }
        }
        return Invariant($"| {name} | {count:N0} | {threads} | {count / best[0]:0} | {best[0] / best[1]:0.00} | ")
            + Invariant($"{best[0] / best[2]:0.00} | {best[0] / best[3]:0.00} |\n");
    }
}
