using System.Text.Json;
using Xunit.Abstractions;

namespace Initializers.Tests.Golden;

/// <summary>Replays the files of a framework: every step of every case, none skipped.</summary>
public static class GoldenReplay
{
    /// <summary>Whose files are replayed, each by a test of its own.</summary>
    public static IReadOnlyList<string> Frameworks { get; } = ["Initializers", "JAX", "Keras", "NumPy", "PyTorch", "TensorFlow"];

    /// <summary>Draws all steps and compares them.</summary>
    /// <param name="framework">Whose files; of another folder, which need not have files of every framework, there may be none.</param>
    /// <param name="output">Gets a line a file.</param>
    /// <param name="replay">Of a case, what draws its steps in order.</param>
    /// <param name="approximate">
    /// The only ops whose tolerance is used in our own files: the others' is there for other C libraries, and what is in our files is met
    /// to the bit. None: every step's is used.
    /// </param>
    public static void Run(string framework, ITestOutputHelper output, Func<JsonElement, Func<JsonElement, GoldenArray>> replay,
        IReadOnlyCollection<string>? approximate = null) =>
        Run(framework, output, (_, golden) => replay(golden), approximate);

    /// <summary>The same, of a case in a file that says something of all of its cases.</summary>
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
