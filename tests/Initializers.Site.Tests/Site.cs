using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using PuppeteerSharp;

namespace Initializers.Site.Tests;

/// <summary>The site, served from artifacts/site, and a browser without a window.</summary>
public sealed class Site : IAsyncLifetime
{
    private WebApplication? _server;
    private IBrowser? _browser;

    /// <summary>The folder of the site.</summary>
    public static string Folder { get; } = Repository.PathOf("artifacts", "site");

    /// <summary>The address of the site, which ends with a slash.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Opens a page of the site at a size, in a window of its own.</summary>
    public async Task<Visit> Open(string page, int width = 1400, int height = 1000, bool isDark = false)
    {
        IBrowserContext context = await _browser!.CreateBrowserContextAsync();
        var visit = new Visit(await context.NewPageAsync(), Address);
        await visit.Page.SetViewportAsync(new() { Width = width, Height = height });
        await visit.Page.EmulateMediaFeaturesAsync(
            [new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await visit.GoTo(page);
        return visit;
    }

    public async Task InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(Folder),
            StaticFileOptions = { ServeUnknownFileTypes = true },
        });
        await _server.StartAsync();
        Address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        _browser = await Puppeteer.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            // The sandbox does not work for root, and containers have little shared memory.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }
}
