using Spectre.Console;

namespace Initializers.Tool;

/// <summary>A table on a terminal.</summary>
internal static class BoxedTable
{
    /// <summary>The most columns whose cells wrap where the terminal is narrow.</summary>
    private const int MostWrapped = 3;

    /// <summary>
    /// Writes a table with boxes; where there is no room for columns, rows below each other, with a heading before each value.
    /// </summary>
    public static void Write(IAnsiConsole terminal, Table table)
    {
        bool hasColours = terminal.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        Style heads = hasColours ? new(decoration: Decoration.Bold) : Style.Plain;
        if (table.Heads.Length > MostWrapped && WidthOf(table) > terminal.Profile.Width) WriteRows(terminal, table, heads);
        else terminal.Write(Boxed(table, heads));
    }

    private static Spectre.Console.Table Boxed(Table table, Style heads)
    {
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
        return boxed;
    }

    private static void WriteRows(IAnsiConsole terminal, Table table, Style heads)
    {
        foreach (string[] row in table.Rows)
        {
            terminal.Write(new Text(row[0] + '\n', heads));
            IEnumerable<string> values = row.Zip(table.Heads).Skip(1).Where(cell => cell.First.Length > 0)
                .Select(cell => $"{cell.Second} {cell.First}".Trim());
            terminal.Write(new Padder(new Text(string.Join(", ", values)), new Padding(4, 0, 0, 0)));
        }
    }

    /// <summary>The width that a table takes if no cell wraps: each column has a border and two blanks.</summary>
    private static int WidthOf(Table table) => 1 + Enumerable.Range(0, table.Heads.Length).Sum(column =>
        3 + table.Rows.Select(row => row[column].Length).Append(table.Heads[column].Length).Max());
}
