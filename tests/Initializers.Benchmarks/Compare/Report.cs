using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using static System.FormattableString;

namespace Initializers.Benchmarks.Compare;

/// <summary>The comparison as a table in Markdown.</summary>
public static class Report
{
    public static string Table(Comparison comparison)
    {
        var text = new StringBuilder();
        text.Append($"{Machine()}\n\n");
        text.Append("Million floats per second; nanoseconds per call for 64 floats, and milliseconds for an orthogonal matrix.\n\n");
        string[] contenders = [.. comparison.Contenders.Where(contender => Work.All.Any(work => comparison[contender, work] is not null))];
        text.Append("| work | ").AppendJoin(" | ", contenders).Append(" |\n|---|")
            .Append(string.Concat(contenders.Select(_ => "--:|"))).Append('\n');
        foreach (Work work in Work.All)
            text.Append("| ").Append(Name(work)).Append(" | ")
                .AppendJoin(" | ", contenders.Select(contender => Cell(comparison[contender, work], work))).Append(" |\n");
        text.Append("\nCold start, a process that fills 1,000 layers of 64 x 64: ")
            .Append(Invariant($"{comparison.ColdStartRatio:0.00} times the time of the scalar program.\n"));
        return text.ToString();
    }

    public static string Name(Work work) => work.Kind switch
    {
        Work.Model => "GPT-2 small",
        Work.ResNetModule => "ResNet-50, modules",
        Work.Gpt2Module => "GPT-2 small, modules",
        Work.Orthogonal => Invariant($"orthogonal, {work.Side:N0} x {work.Side:N0}"),
        _ => $"{work.Kind}, {Size(work.Size)}",
    };

    public static string Size(int size) => size < 1 << 20 ? size.ToString("N0", CultureInfo.InvariantCulture) : $"2^{int.Log2(size)}";

    private static string Cell(double? nanoseconds, Work work) =>
        nanoseconds is not { } time ? ""
        : work.Kind == Work.Orthogonal ? Invariant($"{time / 1e6:N0} ms")
        : work.Size == 64 ? Invariant($"{time:0} ns")
        : Invariant($"{work.Size / time * 1e3:N0}");

    /// <summary>The processor, system, runtime and day.</summary>
    public static string Machine()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? model = !File.Exists(CpuInfo) ? null : File.ReadLines(CpuInfo)
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        return Invariant($"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {RuntimeInformation.OSDescription}, ")
            + Invariant($".NET {Environment.Version}, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd}.");
    }
}
