using System.Text.Json;
using Xunit.Abstractions;

namespace Initializers.Tests.Golden;

/// <summary>Replays the files of a framework: every step of every case, none skipped.</summary>
public static class GoldenReplay
{
    /// <summary>The frameworks whose files are replayed, each by its own test.</summary>
    public static IReadOnlyList<string> Frameworks { get; } = ["Initializers", "JAX", "Keras", "NumPy", "PyTorch", "TensorFlow"];

    /// <summary>Draws all steps and compares them.</summary>
    /// <param name="framework">The framework whose files are replayed. A custom folder may have none.</param>
    /// <param name="output">Receives one line per file.</param>
    /// <param name="replay">Returns the function that draws a case's steps, in order.</param>
    /// <param name="approximate">Ops that are allowed a tolerance with our files; null allows it for all.</param>
    public static void Run(string framework, ITestOutputHelper output, Func<JsonElement, Func<JsonElement, GoldenArray>> replay,
        IReadOnlyCollection<string>? approximate = null) =>
        Run(framework, output, (_, golden) => replay(golden), approximate);

    /// <summary>The same for files whose root has properties that apply to all of their cases.</summary>
    public static void Run(string framework, ITestOutputHelper output,
        Func<JsonElement, JsonElement, Func<JsonElement, GoldenArray>> replay, IReadOnlyCollection<string>? approximate = null)
    {
        Frameworks.Should().Contain(framework);
        IReadOnlyList<string> files = GoldenFile.Of(framework);
        if (files.Count == 0 && !GoldenFile.AreOurs) output.WriteLine($"no file of {framework} in {GoldenFile.Folder}");
        else files.Should().NotBeEmpty();
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
                    if (same < drawn.Count && GoldenFile.AreOurs && approximate?.Contains(step.Op()) == false)
                        difference ??= $"{drawn.Count - same} values are only within the tolerance";
                    if (difference is not null)
                    {
                        different++;
                        differences.Add($"{golden.GetProperty("name").GetString()}, step {steps}, {step.Op()} {step.GetProperty("args")} "
                            + $"{step.Type()}: {difference}");
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
