namespace Initializers.Tool;

/// <summary>Findings to read.</summary>
internal static class FindingsText
{
    /// <summary>Writes a row for each; nothing if there are none.</summary>
    public static void WriteTo(this IReadOnlyList<TensorFinding> findings, Screen screen)
    {
        if (findings.Count == 0) return;
        screen.Write(new Table(["tensor", "finding"], [.. findings.Select(finding => (string[])[finding.Name, finding.Message])]));
    }

    /// <summary>On one line: <c>148 parameters are as planned</c>, or how many findings there are.</summary>
    public static string Verdict(PlanCheck check) => check.IsAsPlanned ? $"{check}"
        : $"{Plural.Of(check.Findings.Count, "finding")} in {Plural.Of(check.Parameters, "parameter")}";
}
