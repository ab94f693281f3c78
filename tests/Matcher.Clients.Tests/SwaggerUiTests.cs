using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Matcher.Clients.Tests;

/// <summary>The page on which newcomers explore the service, as they use it.</summary>
public sealed class SwaggerUiTests(RunningService service) : IClassFixture<RunningService>
{
    // A name that is nobody's, so that what the page does on a machine of this name's only it would do in public.
    private const string Name = RunningService.Name;

    private string Page => $"http://{Name}:{service.Address.Port}/swagger/index.html";

    [SkippableFact]
    public async Task Every_route_answers_its_examples_as_they_stand_and_nothing_is_asked_of_anybody_else()
    {
        await using var chromium = await Chromium.Open(Name);
        await chromium.Page.GotoAsync(Page);
        var operations = chromium.Page.Locator(".opblock");
        await Assertions.Expect(operations.First).ToBeVisibleAsync();
        var document = JsonNode.Parse(await new HttpClient().GetStringAsync($"{service.Base}/swagger/v1/swagger.json"))!;
        var routes = document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key, Operation: operation.Value!))
            )
            .ToList();
        Assert.Equal(routes.Count, await operations.CountAsync());
        foreach (var (path, method, operation) in routes.OrderBy(route => route.Method == "delete"))
        {
            var block = chromium
                .Page.Locator($".opblock-{method}")
                .Filter(new() { Has = chromium.Page.Locator($"[data-path=\"{path}\"]") });
            await block.Locator(".opblock-summary-control").ClickAsync();
            await block.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
            var examples =
                operation["requestBody"]
                    ?["content"]?.AsObject().First().Value!["examples"]!.AsObject()
                    .Select(example => example.Key)
                    .ToList()
                ?? [];
            foreach (var example in examples.DefaultIfEmpty(""))
            {
                if (examples.Count > 1)
                    await block.Locator("select.examples-select-element, .examples-select select").First.SelectOptionAsync(example);
                await block.Locator("button.execute").ClickAsync();
                var status = block.Locator(".live-responses-table .response-col_status").Last;
                await Assertions.Expect(status).ToContainTextAsync(new System.Text.RegularExpressions.Regex("^[0-9]{3}"));
                Assert.True(
                    (await status.TextContentAsync())!.StartsWith('2'),
                    $"{method} {path} {example}: {await block.Locator(".live-responses-table").TextContentAsync()}"
                );
                await block.Locator("button.btn-clear").ClickAsync();
            }
            if (method == "post" && path == "/v1/batch-runs")
                await UntilDone((string)document["paths"]!["/v1/batch-runs/{id}"]!["get"]!["parameters"]![0]!["example"]!);
            await block.Locator(".opblock-summary-control").ClickAsync();
        }
        Assert.Empty(chromium.Complaints);
        Assert.All(chromium.Asked.Where(address => address.Scheme is not ("data" or "blob")), address => Assert.Equal(Name, address.Host));
    }

    [SkippableFact]
    public async Task A_request_can_be_sent_with_the_keyboard_alone()
    {
        await using var chromium = await Chromium.Open(Name);
        await chromium.Page.GotoAsync(Page);
        await Assertions.Expect(chromium.Page.Locator(".opblock").First).ToBeVisibleAsync();
        await TabTo(chromium.Page, "/v1/recommendations");
        await chromium.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(chromium.Page.Locator(".try-out__btn")).ToBeVisibleAsync();
        await TabTo(chromium.Page, "Try it out");
        await chromium.Page.Keyboard.PressAsync("Enter");
        await TabTo(chromium.Page, "Execute");
        await chromium.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(chromium.Page.Locator(".live-responses-table .response-col_status").Last).ToContainTextAsync("200");
    }

    [SkippableFact]
    public async Task Nothing_on_the_page_keeps_a_screen_reader_out()
    {
        await using var chromium = await Chromium.Open(Name);
        await chromium.Page.GotoAsync(Page);
        await Assertions.Expect(chromium.Page.Locator(".opblock").First).ToBeVisibleAsync();
        await NoViolation(chromium.Page);
        var block = chromium.Page.Locator(".opblock").First;
        await block.Locator(".opblock-summary-control").ClickAsync();
        await block.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await block.Locator("button.execute").ClickAsync();
        await Assertions.Expect(block.Locator(".live-responses-table .response-col_status").Last).ToContainTextAsync("200");
        await NoViolation(chromium.Page);
    }

    [SkippableFact]
    public async Task In_the_dark_everything_can_be_read()
    {
        await using var chromium = await Chromium.OpenOn(
            new()
            {
                ColorScheme = ColorScheme.Dark,
                ViewportSize = new() { Width = 1280, Height = 1000 },
            },
            Name
        );
        await chromium.Page.GotoAsync(Page);
        await Assertions.Expect(chromium.Page.Locator(".opblock").First).ToBeVisibleAsync();
        await Assertions.Expect(chromium.Page.Locator("html.dark-mode")).ToBeAttachedAsync();
        await NoViolation(chromium.Page);
        foreach (var method in new[] { "get", "post", "delete" })
        {
            var block = chromium.Page.Locator($".opblock-{method}").First;
            await block.Locator(".opblock-summary-control").ClickAsync();
            await block.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
            await block.Locator("button.execute").ClickAsync();
            await Assertions.Expect(block.Locator(".live-responses-table .response-col_status").Last).ToBeVisibleAsync();
        }
        await NoViolation(chromium.Page);
    }

    [SkippableFact]
    public async Task On_a_phone_the_page_is_as_wide_as_its_screen()
    {
        const int width = 390;
        await using var chromium = await Chromium.OpenOn(
            new()
            {
                IsMobile = true,
                HasTouch = true,
                ViewportSize = new() { Width = width, Height = 844 },
            },
            Name
        );
        await chromium.Page.GotoAsync(Page);
        var block = chromium.Page.Locator(".opblock").First;
        await Assertions.Expect(block).ToBeVisibleAsync();
        Assert.Equal(width, await chromium.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await block.Locator(".opblock-summary-control").ClickAsync();
        await block.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await block.Locator("button.execute").ClickAsync();
        await Assertions.Expect(block.Locator(".live-responses-table .response-col_status").Last).ToContainTextAsync("200");
        Assert.Equal(width, await chromium.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    // The rules of WCAG 2.1, A and AA, that a program can check.
    private static async Task NoViolation(IPage page)
    {
        var found = (
            await page.RunAxe(
                new AxeRunOptions
                {
                    RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
                }
            )
        ).Violations;
        Assert.True(
            found.Length == 0,
            string.Join(
                '\n',
                found.Select(violation =>
                    $"{violation.Id} ({violation.Impact}): {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(100).Select(node => $"{node.Html} {node.Target}"))}"
                )
            )
        );
    }

    private static async Task TabTo(IPage page, string text)
    {
        for (var i = 0; i < 100; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (
                await page.EvaluateAsync<bool>(
                    "text => document.activeElement.matches('button') && document.activeElement.innerText.replaceAll('\\u200b', '').includes(text)",
                    text
                )
            )
            {
                return;
            }
        }
        throw new InvalidOperationException($"The key Tab never came to a button that says {text}.");
    }

    private async Task UntilDone(string key)
    {
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (
            (string?)JsonNode.Parse(await client.GetStringAsync($"{service.Base}/v1/batch-runs/{key}", patience.Token))!["state"] != "done"
        )
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
