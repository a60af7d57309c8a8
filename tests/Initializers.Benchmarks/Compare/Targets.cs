using System.Globalization;
using static System.FormattableString;

namespace Initializers.Benchmarks.Compare;

/// <summary>The performance targets, as ratios within one run, and the measured ratios.</summary>
public static class Targets
{
    /// <summary>A table in Markdown, for AVX-512 and for AVX2.</summary>
    public static string Table(Comparison comparison)
    {
        string[] widths = [Comparison.Ours, Comparison.OursAvx2], kinds = [Work.Uniform, Work.Normal, Work.Truncated];
        var rows = new List<string>
        {
            "| work | baseline | AVX-512: target | measured | AVX2: target | measured |\n|---|---|--:|--:|--:|--:|"
        };

        foreach ((string kind, string peer, double[] targets) in ((string, string, double[])[])
            [(Work.Uniform, "uniform_", [9, 4]), (Work.Normal, "normal_", [6, 2.4]), (Work.Truncated, "trunc_normal_", [50, 20])])
            Row($"{kind}, 2^24, 1 thread", $"PyTorch's `{peer}`", targets, ours => Ratio(comparison.TorchOne, ours, new(kind, Work.Large)));
        foreach (string kind in kinds)
            Row($"{kind}, 2^24, all threads", "ours, 1 thread", [1.8, 1.8],
                ours => Ratio(ours, ours + Comparison.AllThreads, new(kind, Work.Large)));
        Row("normal, 2^24, all threads", $"memory fill, 1 thread ({comparison.FastestFill})", [0.4, 0.17],
            ours => comparison[comparison.FastestFill, Work.LargeFill]
                / comparison[ours + Comparison.AllThreads, new(Work.Normal, Work.Large)]);
        Row("GPT-2 small, all threads", "PyTorch, all threads", [8, 4],
            ours => Ratio(comparison.TorchAll, ours + Comparison.AllThreads, Work.All[^1]));
        Row("orthogonal, 1,024 x 1,024, 1 thread", "PyTorch's `orthogonal_`", [15, 15],
            ours => Ratio(comparison.TorchOne, ours, Work.Matrix));
        Row("orthogonal, 1,024 x 1,024, 1 thread", "MathNet.Numerics' QR", [10, 10], ours => Ratio(Comparison.MathNet, ours, Work.Matrix));
        Row("orthogonal, 2,048 x 2,048, all threads", "ours, 1 thread", [1.7, 1.7],
            ours => Ratio(ours, ours + Comparison.AllThreads, Work.LargeMatrix));
        foreach (string kind in kinds)
            Row($"{kind}, 64", "nanoseconds", [100, 150], ours => comparison[ours, new(kind, Work.Small)], "0 ns", "below ");
        rows.Add("| process that fills 1,000 layers of 64 x 64 | a scalar `System.Random` program | at most 1.3x | "
            + Invariant($"{comparison.ColdStartRatio:0.00}x | | |"));
        return string.Join('\n', rows) + "\n";

        double? Ratio(string? baseline, string contender, Work work) => comparison[baseline, work] / comparison[contender, work];

        void Row(
            string what, string against, double[] targets, Func<string, double?> reached, string format = "0.0#x", string bound = "") =>
            rows.Add($"| {what} | {against} | " + string.Join(" | ", widths.Zip(targets, (ours, target) =>
                $"{bound}{Number(target, format)} | {(reached(ours) is { } value ? Number(value, format) : "")}")) + " |");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
