namespace Initializers.Tests.Golden;

/// <summary>A test of cases in our own golden files; reported as skipped when another folder is replayed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OurGoldenFactAttribute : FactAttribute
{
    /// <summary>The skip reason.</summary>
    public const string OtherFiles = $"{GoldenFile.FolderVariable} names other files.";

    public OurGoldenFactAttribute() => Skip = GoldenFile.AreOurs ? null! : OtherFiles;
}

/// <summary>A theory about cases in our own golden files; reported as skipped when another folder is replayed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OurGoldenTheoryAttribute : TheoryAttribute
{
    public OurGoldenTheoryAttribute() => Skip = GoldenFile.AreOurs ? null! : OurGoldenFactAttribute.OtherFiles;
}
