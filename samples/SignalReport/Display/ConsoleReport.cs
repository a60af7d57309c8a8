using Initializers.Diagnostics;
using Spectre.Console;

namespace DigitsReport;

/// <summary>Writes the study to the console.</summary>
public static class ConsoleReport
{
    public static void Write(IAnsiConsole console, Study study)
    {
        console.WriteLine(StudyTables.Summary(study));
        console.WriteLine();
        console.Write(Of(StudyTables.Networks(study)));
        console.WriteLine(StudyTables.Legend);
        console.WriteLine();
        foreach ((Claim claim, Finding finding) in study.Claims)
        {
            console.Write(new Grid().AddColumn(new GridColumn().NoWrap().Width(14).PadRight(1)).AddColumn(new GridColumn().PadRight(0))
                .AddRow(new Markup($"[{Colour(finding)}]{finding.Verdict}[/]"),
                    new Markup($"[bold]{Markup.Escape(claim.Text)}[/]\n{Markup.Escape(finding.Measurement)}")));
        }
    }

    private static Table Of(ReportTable table)
    {
        Table shown = new() { Border = TableBorder.None };
        for (int i = 0; i < table.Columns.Count; i++)
        {
            TableColumn column = new TableColumn($"[bold]{Markup.Escape(table.Columns[i])}[/]").PadLeft(0).PadRight(2);
            shown.AddColumn(i == 0 ? column.NoWrap() : column.RightAligned());
        }
        foreach (IReadOnlyList<object?> row in table.Rows) shown.AddRow([.. row.Select(cell => Markup.Escape(ReportTable.Format(cell)))]);
        return shown;
    }

    private static string Colour(Finding finding) => finding.Holds switch { true => "green", false => "red", null => "yellow" };
}
