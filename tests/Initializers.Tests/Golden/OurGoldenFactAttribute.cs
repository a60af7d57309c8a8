namespace Initializers.Tests.Golden;

/// <summary>A test of cases that our own golden files name; skipped, and said to be, where a folder of others is replayed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OurGoldenFactAttribute : FactAttribute
{
    /// <summary>What is said of a test that needs our own files.</summary>
    public const string OtherFiles = $"{GoldenFile.FolderVariable} names other files.";

    /// <summary>Runs on our own files alone.</summary>
    public OurGoldenFactAttribute() => Skip = GoldenFile.AreOurs ? null! : OtherFiles;
}
