namespace Initializers.Tests.Documents;

public class SpecificationTests
{
    [Fact]
    public void OctaveQuantile_TableOfTheDocs_IsTheTableOfTheCode()
    {
        string[] rows = Repository.Read("docs", "octave-quantile.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        rows.Should().HaveCount(32);
        for (int octave = 0; octave < rows.Length; octave++)
        {
            uint[] row = [.. rows[octave].Split(',')[1..].Select(bits => Convert.ToUInt32(bits, 16))];
            row.Should().Equal(Enumerable.Range(0, 9).Select(coefficient => OctaveQuantile.TableBits[32 * coefficient + octave]));
        }
    }

    [Fact]
    public void AlgorithmId_OfTheDocs_IsTheIdOfTheCode() =>
        Repository.Read("docs", "philox4x32-10-v1.md").Should().StartWith($"# `{new PhiloxRandom(0).AlgorithmId}`");
}
