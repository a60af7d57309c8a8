using PuppeteerSharp;

namespace Initializers.Site.Tests;

/// <summary>A page in the browser, and what goes wrong while it is shown.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>How long a page may take, in milliseconds: no test fails because a machine was slow.</summary>
    private const int Patience = 300_000;

    private readonly string _site;

    public Visit(IPage page, string site)
    {
        (Page, _site) = (page, site);
        page.DefaultTimeout = Patience;
        page.Console += (_, message) =>
        {
            if (message.Message.Type is ConsoleType.Error or ConsoleType.Warning) Faults.Add($"console: {message.Message.Text}");
        };
        page.PageError += (_, error) => Faults.Add($"script: {error.Message}");
        page.RequestFailed += (_, request) => Faults.Add($"failed: {request.Request.Url}");
        page.Response += (_, response) =>
        {
            if ((int)response.Response.Status >= 400) Faults.Add($"{response.Response.Status}: {response.Response.Url}");
        };
        page.Request += (_, request) =>
        {
            string address = request.Request.Url;
            if (!address.StartsWith(site, StringComparison.Ordinal) && !address.StartsWith("data:", StringComparison.Ordinal)
                && !address.StartsWith("blob:", StringComparison.Ordinal))
                Faults.Add($"needs the network: {address}");
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of scripts, what was not found, and what came from elsewhere.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Goes to another page of the site, until nothing more is loaded.</summary>
    public Task GoTo(string page) => Page.GoToAsync(_site + page, WaitUntilNavigation.Networkidle0);

    /// <summary>Saves a picture of the window into artifacts/site-pictures.</summary>
    public async Task Picture(string name)
    {
        string folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "site-pictures")).FullName;
        await Page.ScreenshotAsync(Path.Combine(folder, $"{name}.png"));
    }

    public async ValueTask DisposeAsync() => await Page.BrowserContext.CloseAsync();
}
