namespace Initializers.Tests.Support;

/// <summary>The files of the repository that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the test assembly's.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Initializers.sln")) ? folder
            : Find(Path.GetDirectoryName(folder) ??
                throw new DirectoryNotFoundException("No folder above the tests holds Initializers.sln."));
}
