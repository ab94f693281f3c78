using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Matcher.Clients.Tests;

/// <summary>The README's page, served by another program than Matcher and opened in a browser.</summary>
public sealed class HubPageTests(RunningService service) : IClassFixture<RunningService>
{
    [SkippableFact]
    public async Task The_README_s_page_lists_courses()
    {
        await using var chromium = await Chromium.Open();
        await using var hub = WebApplication.CreateSlimBuilder().Build();
        hub.Urls.Add("http://127.0.0.1:0");
        // The file as it is; what is no part of the page, a browser asks of every site.
        hub.MapGet("/", () => Results.Content(Readme.Code("html", service.Base), "text/html"));
        hub.MapGet("/favicon.ico", () => Results.NoContent());
        await hub.StartAsync();
        await chromium.Page.GotoAsync(hub.Urls.Single());
        await Assertions.Expect(chromium.Page.Locator("#courses li")).ToHaveCountAsync(10);
        var lines = await chromium.Page.Locator("#courses li").AllTextContentsAsync();
        Assert.Matches(@"\ACareers .+ \(.+, Training centre, Brighton\): 1 mile from BN3\z", lines[0]);
        Assert.Equal(lines.Count, lines.Distinct().Count());
        Assert.Empty(chromium.Complaints);
    }
}
