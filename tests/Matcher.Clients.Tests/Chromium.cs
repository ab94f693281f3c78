using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Matcher.Clients.Tests;

/// <summary>A headless Chromium with a page, which notes what goes wrong on it and what it asks of whom.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>Far more than anything here takes, in milliseconds; only a failure waits for it.</summary>
    private const int Patience = 60_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (this.playwright, this.browser, Page) = (playwright, browser, page);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) => Asked.Enqueue(new Uri(request.Url));
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings in the console.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Every address that was asked for anything.</summary>
    public ConcurrentQueue<Uri> Asked { get; } = new();

    /// <summary>Opens it; the test is skipped where there is no browser.</summary>
    /// <param name="names">Names that are to be this machine's, as a public address would be another's.</param>
    public static Task<Chromium> Open(params string[] names) =>
        OpenOn(
            new()
            {
                ViewportSize = new() { Width = 1280, Height = 1000 },
            },
            names
        );

    /// <summary>Opens it on a screen of a kind; the test is skipped where there is no browser.</summary>
    /// <param name="screen">Its size, and whether it is a phone's or dark.</param>
    /// <param name="names">Names that are to be this machine's.</param>
    public static async Task<Chromium> OpenOn(BrowserNewPageOptions screen, params string[] names)
    {
        var program = Tools.NeedChromium();
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    $"--host-resolver-rules={string.Join(',', names.Select(name => $"MAP {name} 127.0.0.1"))}",
                ],
            }
        );
        return new(playwright, browser, await browser.NewPageAsync(screen));
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
