using static System.FormattableString;

namespace Initializers.Benchmarks.Checkpoints;

/// <summary>How long checkpoints of up to 10^12 parameters take on up to 1,024 machines like this one, from its measured rates.</summary>
internal static class ScaleTable
{
    private static readonly (string Name, double Parameters)[] Models =
        [("7 billion", 6.738e9), ("70 billion", 68.98e9), ("405 billion", 405.9e9), ("10^12", 1e12)];

    private static readonly int[] Nodes = [1, 8, 64, 1024];

    /// <summary>The table, in Markdown.</summary>
    /// <param name="elements">The elements in BF16 that a node draws and hashes in a second.</param>
    /// <param name="bytes">The bytes that a node writes to its disk in a second.</param>
    public static string Of(double elements, double bytes)
    {
        string heads = string.Join(" | ", Nodes.Select(nodes => Invariant($"{nodes:N0} {(nodes == 1 ? "node" : "nodes")}")));
        return Invariant($"Measured on one machine of 2 cores ([performance](performance.md#checkpoints)): {elements / 1e6:N0} million ")
            + Invariant($"parameters a second drawn,\nhashed and rounded to BF16, and {bytes / 1e9:0.0} GB a second to its disk,\n")
            + "a speed that this disk keeps for a few gigabytes. All other cells are extrapolated: work is divided by files, and "
            + "processes do not\ntalk to each other. The first time is without a disk, as `initializers hash` takes it, the second with "
            + "such a disk in each node.\n\n"
            + $"| parameters | BF16 | {heads} |\n|---|--:|{string.Concat(Nodes.Select(_ => "--:|"))}\n"
            + string.Concat(Models.Select(model => Invariant($"| {model.Name} | {model.Parameters * 2 / 1e9:N0} GB | ")
                + string.Join(" | ", Nodes.Select(nodes => Cell(model.Parameters, nodes, elements, bytes))) + " |\n"));
    }

    private static string Cell(double parameters, int nodes, double elements, double bytes)
    {
        double drawing = parameters / nodes / elements, writing = Math.Max(drawing, parameters * 2 / nodes / bytes);
        return $"{Time(drawing)}, {Time(writing)}";
    }

    private static string Time(double seconds) => seconds switch
    {
        < 0.1 => "< 0.1 s",
        < 10 => Invariant($"{seconds:0.0} s"),
        < 120 => Invariant($"{seconds:0} s"),
        < 7200 => Invariant($"{seconds / 60:0} min"),
        _ => Invariant($"{seconds / 3600:0.0} h"),
    };
}
