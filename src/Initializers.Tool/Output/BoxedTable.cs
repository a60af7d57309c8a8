using Spectre.Console;

namespace Initializers.Tool;

/// <summary>A table on a terminal.</summary>
internal static class BoxedTable
{
    public static void Write(IAnsiConsole terminal, Table table)
    {
        Style heads = terminal.Profile.Capabilities.ColorSystem == ColorSystem.NoColors ? Style.Plain : new(decoration: Decoration.Bold);
        var boxed = new Spectre.Console.Table { Border = TableBorder.Rounded };
        for (int column = 0; column < table.Heads.Length; column++)
        {
            bool isNumber = table.Numbers.Contains(column);
            boxed.AddColumn(new TableColumn(new Text(table.Heads[column], heads))
            {
                NoWrap = isNumber,
                Alignment = isNumber ? Justify.Right : Justify.Left,
            });
        }
        foreach (string[] row in table.Rows) boxed.AddRow(row.Select(cell => new Text(cell)));
        terminal.Write(boxed);
    }
}
