using System.Text;
using static System.FormattableString;

namespace Initializers.Benchmarks.Compare;

/// <summary>Ours beside libtorch, as TorchSharp brings it, in milliseconds: a table in Markdown.</summary>
public static class LibtorchReport
{
    /// <summary>The work of the table, in its order.</summary>
    public static IReadOnlyList<Work> Rows { get; } =
    [
        new(Work.Uniform, Work.Large), new(Work.Normal, Work.Large), new(Work.Truncated, Work.Large), Work.Matrix, Work.LargeMatrix,
        .. Work.Modules,
    ];

    /// <summary>The table; null if libtorch was not measured.</summary>
    public static string? Table(Comparison comparison)
    {
        if (comparison.LibtorchOn(allThreads: false) is not { } libtorch) return null;
        var text = new StringBuilder(Invariant($"{Report.Machine()}\n\nMilliseconds, and {libtorch}'s time divided by ours.\n\n"));
        text.Append(Invariant($"| work | {libtorch}, 1 thread | ours | ratio | {libtorch}, all threads | ours | ratio |\n"))
            .Append("|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (Work work in Rows)
        {
            text.Append("| ").Append(Report.Name(work)).Append(" |");
            foreach (bool allThreads in (bool[])[false, true])
            {
                string ours = Comparison.Ours + (allThreads ? Comparison.AllThreads : "");
                double? theirs = comparison[comparison.LibtorchOn(allThreads), work],
                    time = comparison[work.IsModule ? comparison.ModulesOn(allThreads) : ours, work];
                text.Append(Invariant($" {theirs / 1e6:N1} | {time / 1e6:N1} | {theirs / time:0.0}x |"));
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}
