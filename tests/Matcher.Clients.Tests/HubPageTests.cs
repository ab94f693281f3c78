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
        hub.MapGet(
            "/",
            () =>
                Results.Content(
                    $"<!doctype html><link rel=icon href=data:,>{Readme.Code("html", service.Base)}",
                    "text/html; charset=utf-8"
                )
        );
        await hub.StartAsync();
        await chromium.Page.GotoAsync(hub.Urls.Single());
        await Assertions.Expect(chromium.Page.Locator("#courses li")).ToHaveCountAsync(10);
        Assert.EndsWith(": 1 mile from BN3", await chromium.Page.Locator("#courses li").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(chromium.Complaints);
    }
}
