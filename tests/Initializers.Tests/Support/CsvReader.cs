using System.Text;

namespace Initializers.Tests.Support;

/// <summary>Reads comma-separated values by the grammar of RFC 4180, and refuses what does not have it.</summary>
internal static class CsvReader
{
    /// <summary>The records, each ended by CR LF, with the fields of each.</summary>
    public static IReadOnlyList<string[]> Read(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        for (int at = 0; at < text.Length;)
        {
            fields.Add(text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }
            if (string.CompareOrdinal(text, at, "\r\n", 0, 2) != 0) throw new FormatException($"No end of a record at {at}.");
            records.Add([.. fields]);
            fields.Clear();
            at += 2;
        }
        return fields.Count == 0 ? records : throw new FormatException("The last record has no end.");
    }

    private static string Quoted(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; ; at++)
        {
            if (at == text.Length) throw new FormatException("A quotation has no end.");
            if (text[at] != '"') field.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[++at]);
            else break;
        }
        at++;
        return field.ToString();
    }

    private static string Plain(string text, ref int at)
    {
        int length = text.AsSpan(at).IndexOfAny(",\"\r\n");
        string field = length < 0 ? text[at..] : text.Substring(at, length);
        at += field.Length;
        return at < text.Length && text[at] is '"' or '\n' ? throw new FormatException($"A plain field has a {text[at]} at {at}.") : field;
    }
}
