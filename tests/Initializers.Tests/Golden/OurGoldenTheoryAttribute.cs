namespace Initializers.Tests.Golden;

/// <summary>A theory of cases that our own golden files name; skipped, and said to be, where a folder of others is replayed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OurGoldenTheoryAttribute : TheoryAttribute
{
    /// <summary>Runs on our own files alone.</summary>
    public OurGoldenTheoryAttribute() => Skip = GoldenFile.AreOurs ? null! : OurGoldenFactAttribute.OtherFiles;
}
