using System.Globalization;
using System.Text.RegularExpressions;
using Initializers.Diagnostics;
using WeightGallery;

namespace Initializers.Tests.Documents;

/// <summary>docs/gallery.md shows the whole catalogue, as the library draws it today.</summary>
public partial class GalleryTests
{
    /// <summary>
    /// The distance in pixels that coordinates may differ by: curves go through the C library's exponential, whose last bit is not the same
    /// on every system, and are rounded to hundredths.
    /// </summary>
    private const double Rounding = 0.021;

    private static readonly Lazy<Dictionary<GalleryEntry, Picture>> Drawn = new(GalleryPage.Draw);

    private static string Folder => Repository.PathOf(Path.Combine("docs", GalleryPage.Pictures));

    [Fact]
    public void Gallery_ShowsEveryNameOfTheCatalogue_ButConstants()
    {
        // Frameworks' names are those of the same initializers, or of formulas that differ in a factor.
        string[] names = [.. Init.Names.Where(name => name.Split('/')[0] is not ("keras" or "torch" or "jax"))];
        names.Should().HaveCountGreaterThan(60);
        IWeightInitializer[] shown = [.. GalleryContents.All.Select(entry => entry.Initializer)];
        names.Where(name => Init.Get(name) is var initializer && !shown.Contains(initializer)).Should().OnlyContain(
            name => Init.Get(name) is ConstantInitializer || name == "VarianceScaling" || name == "state_space/s4d_log_real_part"
                || name == "transformer/embedding", "the rest is shown, under this or another name");
    }

    [Fact]
    public void Page_IsWhatTheSampleWrites() =>
        Repository.Read("docs", GalleryPage.File)
            .Should().Be(GalleryPage.Text(Drawn.Value), "`dotnet run --project samples/Gallery` writes it");

    [Fact]
    public void Pictures_AreWhatTheLibraryDraws()
    {
        foreach ((GalleryEntry entry, Picture picture) in Drawn.Value)
        {
            string committed = File.ReadAllText(Path.Combine(Folder, entry.FileName)).ReplaceLineEndings("\n");
            if (committed == picture.Svg) continue;
            Words(committed).Should().Be(Words(picture.Svg), "{0} is drawn by `dotnet run --project samples/Gallery`", entry.FileName);
            Numbers(committed).Zip(Numbers(picture.Svg), (one, other) => Math.Abs(one - other)).Max()
                .Should().BeLessThan(Rounding, "{0} is drawn by `dotnet run --project samples/Gallery`", entry.FileName);
        }
    }

    [Fact]
    public void Pictures_AreThoseOfThePage_AndSmall()
    {
        FileInfo[] files = new DirectoryInfo(Folder).GetFiles();
        files.Select(file => file.Name).Should().BeEquivalentTo(GalleryContents.All.Select(entry => entry.FileName));
        files.Should().OnlyContain(file => file.Length < 300_000);
        files.Sum(file => file.Length).Should().BeLessThan(5_000_000);
    }

    /// <summary>A picture without its numbers and the fingerprint in its ids.</summary>
    private static string Words(string svg) => Number().Replace(Fingerprint().Replace(svg, "picture"), "0");

    private static double[] Numbers(string svg) =>
        [.. Number().Matches(Fingerprint().Replace(svg, "picture"))
            .Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"(?<![#\w])-?\d+(\.\d+)?(e-?\d+)?|(?<=[hvzm])-?\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex("picture-[0-9a-f]{12}")]
    private static partial Regex Fingerprint();
}
