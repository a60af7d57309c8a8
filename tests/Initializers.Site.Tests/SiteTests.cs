using System.Text.RegularExpressions;

namespace Initializers.Site.Tests;

/// <summary>The documentation site as a reader sees it.</summary>
public partial class SiteTests(Site site) : IClassFixture<Site>
{
    /// <summary>The start page, all guides, and pages of the reference.</summary>
    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Site.Folder, "*.html").Select(file => Path.GetFileName(file)).Where(name => name != "toc.html").Order(),
        "api/Initializers.html", "api/Initializers.Init.html", "api/Initializers.Init.HeNormal.html", "api/Initializers.TensorShape.html",
        "api/Initializers.Diagnostics.SignalPropagation.html", "api/Initializers.Frameworks.PyTorchInit.html",
        "api/Initializers.TorchSharp.TorchModuleExtensions.html",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task APage_IsShownWithoutFaultsAndWithoutTheNetwork(string page)
    {
        await using Visit visit = await site.Open(page);
        visit.Faults.Should().BeEmpty();
        (await visit.Page.EvaluateExpressionAsync<string>("document.querySelector('article h1').innerText")).Should().NotBeEmpty();
        (await visit.Page.EvaluateExpressionAsync<string[]>(
            "[...document.images].filter(image => image.naturalWidth === 0).map(image => image.src)")).Should().BeEmpty();
        await visit.Page.WaitForExpressionAsync("document.querySelectorAll('header nav a').length > 2"); // which a script makes
    }

    [Fact]
    public async Task TheStartPage_IsShownInLightAndDark()
    {
        var backgrounds = new List<string>();
        foreach (bool isDark in new[] { false, true })
        {
            await using Visit visit = await site.Open("index.html", isDark: isDark);
            backgrounds.Add(await visit.Page.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor"));
            await visit.Picture($"start-{(isDark ? "dark" : "light")}");
        }
        Brightness(backgrounds[0]).Should().BeGreaterThan(200);
        Brightness(backgrounds[1]).Should().BeLessThan(60);
    }

    [Fact]
    public async Task APageOfTheReference_ShowsAnExample()
    {
        await using Visit visit = await site.Open("api/Initializers.Init.html");
        string text = await visit.Page.EvaluateExpressionAsync<string>("document.querySelector('article').innerText");
        text.Should().Contain("random.Fork(\"hidden\")").And.Contain("HeNormal");
        await visit.Picture("reference");
    }

    [Theory]
    [InlineData("HeNormal", "api/Initializers.Init.HeNormal.html")]
    [InlineData("orthogonal", "api/Initializers.Init.Orthogonal.html")]
    [InlineData("reproducible", "reproducibility.html")]
    public async Task TheSearch_FindsPages(string words, string expected)
    {
        await using Visit visit = await site.Open("index.html");
        await visit.Page.WaitForSelectorAsync("#search-query:enabled"); // when the index is loaded
        await visit.Page.TypeAsync("#search-query", words);
        await visit.Page.WaitForSelectorAsync($"#search-results .sr-item a[href$='?q={words}']"); // not those of its first letters
        string[] found = await visit.Page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('#search-results .sr-item a')].map(link => link.href)");
        found.Should().Contain(link => link.StartsWith(site.Address + expected, StringComparison.Ordinal));
        await visit.Picture($"search-{words}");
        await visit.Page.ClickAsync("#search-results .sr-item a");
        await visit.Page.WaitForSelectorAsync("article h1");
        visit.Faults.Should().BeEmpty();
    }

    [Fact]
    public async Task TheGallery_IsShown()
    {
        await using Visit visit = await site.Open("gallery.html", height: 2400);
        (await visit.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('article img').length")).Should().BeGreaterThan(40);
        await visit.Picture("gallery");
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("getting-started.html")]
    [InlineData("choosing.html")]
    public async Task APage_FitsAPhone(string page)
    {
        await using Visit visit = await site.Open(page, width: 390, height: 844);
        (await visit.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(390);
        await visit.Picture($"phone-{Path.GetFileNameWithoutExtension(page)}");
    }

    /// <summary>The mean of red, green and blue, 0 to 255.</summary>
    private static double Brightness(string colour) => NumberPattern().Matches(colour).Take(3).Average(match => int.Parse(match.Value));

    [GeneratedRegex(@"\d+")]
    private static partial Regex NumberPattern();
}
