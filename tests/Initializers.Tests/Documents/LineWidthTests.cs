namespace Initializers.Tests.Documents;

/// <summary>
/// Lines are no wider than .editorconfig says. The build rejects wide code (RCS0056), but ignores long comments and string literals;
/// these tests do not.
/// </summary>
public class LineWidthTests
{
    private const int Widest = 140;

    [Theory]
    [InlineData("src")]
    [InlineData("samples")]
    [InlineData("tests")]
    public void Lines_OfTheSources_AreNoWiderThanPromised(string folder)
    {
        Repository.Read(".editorconfig").Should().Contain($"\nmax_line_length = {Widest}\nroslynator_max_line_length = {Widest}\n");
        string[] files = [.. Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories).Where(IsSource)];
        files.Should().NotBeEmpty();
        string[] wide = [.. files.SelectMany(file => File.ReadLines(file).Select((line, at) => (Place: $"{file}:{at + 1}", line.Length)))
            .Where(line => line.Length > Widest).Select(line => line.Place)];
        wide.Should().BeEmpty();
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");
}
