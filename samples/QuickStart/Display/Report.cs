using Spectre.Console;

namespace QuickStart;

/// <summary>The description of an experiment and the table of its outcomes.</summary>
public static class Report
{
    private const int RoomyWidth = 100;

    public static void WriteTask(IAnsiConsole console, Digits digits, Settings settings)
    {
        console.WriteLine($"Data: {digits.Training.Count:N0} handwritten digits to train, {digits.Test.Count:N0} to test");
        console.WriteLine($"Network: {settings.HiddenLayers} hidden layers of {settings.Width} units, {settings.Activation}");
        console.WriteLine(
            $"Training: epochs {settings.Epochs}, batch {settings.BatchSize}, rate {settings.Rate}, momentum {settings.Momentum}");
        console.WriteLine($"Seed: {settings.Seed}");
        console.WriteLine();
    }

    public static void WriteOutcomes(IAnsiConsole console, IReadOnlyList<Outcome> outcomes)
    {
        console.Write(TableOf(outcomes, gap: console.Profile.Width < RoomyWidth ? 1 : 2));
        console.WriteLine();
        console.Write(Legend.Of(outcomes.Select(Verdict.On).Distinct()));
    }

    private static Table TableOf(IReadOnlyList<Outcome> outcomes, int gap)
    {
        Table table = new() { Border = TableBorder.None };
        table.AddColumn("\n[bold]initializer[/]");
        table.AddColumn("[bold]test\nright[/]", column => column.RightAligned());
        table.AddColumn("[bold]final\nloss[/]", column => column.RightAligned());
        table.AddColumn("[bold] activations\n first → last[/]");
        table.AddColumn("[bold]  gradients\n first ← last[/]");
        table.AddColumn("\n[bold]verdict[/]");
        foreach (TableColumn column in table.Columns) column.PadLeft(0).PadRight(gap);
        foreach (TableColumn column in table.Columns.Skip(1)) column.NoWrap();
        foreach (Outcome outcome in outcomes)
        {
            table.AddRow(
                Markup.Escape($"{outcome.Initializer}"),
                $"{outcome.Accuracy:0.0%}",
                $"{outcome.Loss:F3}",
                $"{Short(outcome.Activations.Start),6} → {Short(outcome.Activations.End),-6}",
                $"{Short(outcome.Gradients.End),6} ← {Short(outcome.Gradients.Start),-6}",
                Legend.Coloured(Verdict.On(outcome)));
        }
        return table;
    }

    /// <summary>A value with two significant digits.</summary>
    private static string Short(double value) => value is 0 or (>= 0.001 and < 99) ? $"{value:G2}" : $"{value:0.0e0}";
}
