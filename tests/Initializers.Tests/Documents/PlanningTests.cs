using System.Reflection;
using System.Text.RegularExpressions;

namespace Initializers.Tests.Documents;

/// <summary>docs/planning.md's tables of presets against the presets.</summary>
public partial class PlanningTests
{
    [Fact]
    public void Presets_AreInTheTables_WithTheirParameters()
    {
        IEnumerable<string> rows = Repository.Read("docs", "planning.md").Split("## Presets")[1].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        string[] presets =
        [
            .. typeof(ModelPlan).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(method => !method.IsSpecialName && method.Name != nameof(ModelPlan.Parse))
                .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})")
                .Order(StringComparer.Ordinal),
        ];
        rows.SelectMany(row => Call().Matches(row)).Select(match => match.Groups["call"].Value).Order(StringComparer.Ordinal)
            .Should().Equal(presets);
    }

    [GeneratedRegex(@"`(?<call>[A-Z]\w+\([\w, ]*\))`")]
    private static partial Regex Call();
}
