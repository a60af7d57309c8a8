using Initializers.Diagnostics;
using Spectre.Console;
using static System.FormattableString;

namespace TorchSharpDigits;

/// <summary>Writes what was found to the console.</summary>
public static class ConsoleReport
{
    public static void Write(IAnsiConsole console, Look look)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]The {look.Name}[/]");
        console.Profile.Out.Writer.WriteLine(look.Plan); // a table of its own, which may be wider than the console
        console.WriteLine($"{look.Check}.");
        console.WriteLine();
        Table table = NewTable(
            "root mean squares\nof the layer's", "pre-activations\nby plan", "\nTorchSharp's", "gradients\nby plan", "\nTorchSharp's");
        foreach ((LayerSignals planned, LayerSignals own) in look.Planned.Layers.Zip(look.Own.Layers))
        {
            table.AddRow(
                Markup.Escape(planned.Name), Size(planned.MeanSquare), Size(own.MeanSquare), Size(planned.GradientMeanSquare),
                Size(own.GradientMeanSquare));
        }
        console.Write(table);
    }

    public static void Write(IAnsiConsole console, IReadOnlyList<Outcome> outcomes)
    {
        console.WriteLine();
        Table table = NewTable("network", "first loss", "last loss", "test accuracy");
        foreach (Outcome outcome in outcomes)
        {
            table.AddRow(
                outcome.Name, Invariant($"{outcome.Losses[0]:F3}"), Invariant($"{outcome.Losses[^1]:F3}"),
                Invariant($"{outcome.Accuracy * 100:F1} %"));
        }
        console.Write(table);
    }

    /// <summary>The root mean square, which is what a signal is as large as.</summary>
    private static string Size(Estimate meanSquare) => Invariant($"{Math.Sqrt(meanSquare.Median):G2}");

    private static Table NewTable(params ReadOnlySpan<string> headings)
    {
        Table table = new() { Border = TableBorder.None };
        foreach (string heading in headings)
            table.AddColumn($"[bold]{heading}[/]", column => column.RightAligned().PadLeft(0).PadRight(2));
        table.Columns[0].LeftAligned();
        return table;
    }
}
