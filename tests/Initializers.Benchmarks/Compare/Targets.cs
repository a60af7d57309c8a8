using static System.FormattableString;

namespace Initializers.Benchmarks.Compare;

/// <summary>What was set out to reach, as ratios within one run, and what the run reached.</summary>
public static class Targets
{
    private const int Large = 1 << 24, Small = 64;

    /// <summary>A table in Markdown, for AVX-512 and for AVX2.</summary>
    public static string Table(Comparison comparison)
    {
        (string One, string All)[] widths = [(Comparison.Ours, Comparison.OursAll), (Comparison.OursAvx2, Comparison.OursAvx2All)];
        string torch = comparison.Named(Comparison.Torch), torchAll = comparison.Named(Comparison.TorchAll);
        var rows = new List<string> { "| what | against | AVX-512: target | reached | AVX2: target | reached |\n|---|---|--:|--:|--:|--:|" };

        Peer(Work.Uniform, "`uniform_`", [9, 4]);
        Peer(Work.Normal, "`normal_`", [6, 2.4]);
        Peer(Work.Truncated, "`trunc_normal_`", [50, 20]);
        foreach (string kind in (string[])[Work.Uniform, Work.Normal, Work.Truncated])
            Row($"{kind}, 2^24, all threads", "ours, 1 thread", [1.8, 1.8], width => Ratio(width.One, width.All, new(kind, Large)));
        Work fill = new(Work.Fill, Large), normal = new(Work.Normal, Large);
        string filler = comparison.Contenders.Where(name => comparison[name, fill] is not null && !name.Contains("threads", StringComparison.Ordinal)).MinBy(name => comparison[name, fill])!;
        Row("normal, 2^24, all threads", $"memory fill, 1 thread ({filler})", [0.4, 0.17], width => comparison[filler, fill] / comparison[width.All, normal]);
        Row("GPT-2 small, all threads", "PyTorch, all threads", [8, 4], width => Ratio(torchAll, width.All, Work.All[^1]));
        foreach (string kind in (string[])[Work.Uniform, Work.Normal, Work.Truncated])
            Row($"{kind}, 64", "nanoseconds", [100, 150], width => comparison[width.One, new(kind, Small)], "0 ns", "below ");
        rows.Add(Invariant($"| process start to 1,000 layers of 64 x 64 | a scalar `System.Random` program | at most 1.3x | {comparison.ColdStartRatio:0.00}x | | |"));
        return string.Join('\n', rows) + "\n";

        void Peer(string kind, string name, double[] targets) =>
            Row($"{kind}, 2^24, 1 thread", $"PyTorch's {name}", targets, width => Ratio(torch, width.One, new(kind, Large)));

        double? Ratio(string baseline, string contender, Work work) => comparison[baseline, work] / comparison[contender, work];

        void Row(string what, string against, double[] targets, Func<(string One, string All), double?> reached, string format = "0.0#x", string bound = "") =>
            rows.Add($"| {what} | {against} | " + string.Join(" | ", widths.Zip(targets, (width, target) =>
                $"{bound}{Number(target, format)} | {(reached(width) is { } value ? Number(value, format) : "")}")) + " |");
    }

    private static string Number(double value, string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
