using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Initializers.Tool;

/// <summary>
/// Where the program writes: tables with boxes on a terminal, plain text and JSON anywhere, refusals to the standard error.
/// </summary>
/// <param name="output">The standard output.</param>
/// <param name="error">The standard error.</param>
/// <param name="isTerminal">Whether the output is a terminal.</param>
internal sealed class Screen(TextWriter output, TextWriter error, bool isTerminal)
{
    private static readonly JsonWriterOptions Json =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>The terminal; null if there is none. Its classes are loaded when they are needed.</summary>
    public IAnsiConsole? Terminal => isTerminal ? field ??= Open() : null;

    /// <summary>The screen of this process.</summary>
    public static Screen OfProcess()
    {
        if (Console.IsOutputRedirected)
            return new(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 16_384), Console.Error, false);
        return new(Console.Out, Console.Error, Environment.GetEnvironmentVariable("TERM") != "dumb");
    }

    public void WriteLine(string text = "") => output.WriteLine(Excerpt.Visible(text));

    /// <summary>A table: with boxes on a terminal, whose cells wrap where it is narrow, and else in aligned columns.</summary>
    public void Write(Table table)
    {
        Table visible = table with { Rows = [.. table.Rows.Select(row => Array.ConvertAll(row, Excerpt.Visible))] };
        if (Terminal is not null)
            BoxedTable.Write(Terminal, visible);
        else
            foreach (string line in TextTable.Lines([visible.Heads, .. visible.Rows], visible.Numbers)) WriteLine(line);
    }

    /// <summary>JSON, indented and with a line break at its end.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Json)) write(writer);
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    /// <summary>What was refused, to the standard error, behind all that was written before.</summary>
    /// <returns>The code.</returns>
    public int Refuse(string message, int code)
    {
        try
        {
            output.Flush();
        }
        catch (IOException) // a full disk, which may be the very reason
        {
        }
        error.WriteLine(string.Join(Environment.NewLine, message.ReplaceLineEndings("\n").Split('\n').Select(Excerpt.Visible)));
        return code;
    }

    public void Flush() => output.Flush();

    private static IAnsiConsole Open() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        ColorSystem = HasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(Console.Out),
    });

    /// <summary>https://no-color.org: a value that is not empty switches colours off.</summary>
    private static bool HasColours => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
