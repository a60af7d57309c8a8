using System.Text.Json;
using Xunit.Abstractions;

namespace Initializers.Tests.Golden;

/// <summary>Replays the files of a framework: every step of every case, none skipped.</summary>
public static class GoldenReplay
{
    /// <summary>Draws all steps and compares them.</summary>
    /// <param name="framework">Whose files.</param>
    /// <param name="output">Gets a line a file.</param>
    /// <param name="replay">Of a case, what draws its steps in order.</param>
    public static void Run(string framework, ITestOutputHelper output, Func<JsonElement, Func<JsonElement, GoldenArray>> replay) => Run(framework, output, (_, golden) => replay(golden));

    /// <summary>The same, of a case in a file that says something of all of its cases.</summary>
    public static void Run(string framework, ITestOutputHelper output, Func<JsonElement, JsonElement, Func<JsonElement, GoldenArray>> replay)
    {
        IReadOnlyList<string> files = GoldenFile.Of(framework);
        files.Should().NotBeEmpty($"a folder without files of {framework} proves nothing");
        var differences = new List<string>();
        foreach (string file in files)
        {
            (int steps, int different, long values, long equal) = (0, 0, 0, 0);
            JsonElement root = GoldenFile.Root(file);
            foreach (JsonElement golden in root.GetProperty("cases").EnumerateArray())
            {
                Func<JsonElement, GoldenArray> draw = replay(root, golden);
                foreach (JsonElement step in golden.GetProperty("steps").EnumerateArray())
                {
                    GoldenArray drawn = draw(step);
                    (string? difference, int same) = drawn.Compare(step);
                    if (difference is not null)
                    {
                        different++;
                        differences.Add($"{golden.GetProperty("name").GetString()}, step {steps}, {step.Op()} {step.GetProperty("args")} {step.Type()}: {difference}");
                    }
                    (steps, values, equal) = (steps + 1, values + drawn.Count, equal + same);
                }
            }
            output.WriteLine($"{Path.GetFileName(file)}: {steps} steps, {values} values compared, {equal} equal, {different} steps differ");
            steps.Should().BePositive();
        }
        differences.Should().BeEmpty();
    }
}
