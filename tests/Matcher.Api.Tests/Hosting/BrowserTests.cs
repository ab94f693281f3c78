using System.Net;

namespace Matcher.Api.Tests.Hosting;

/// <summary>What a browser lets the scripts of a page do with the service.</summary>
public sealed class BrowserTests
{
    private const string Hub = "https://hub.example";

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData(Hub, false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("null", false)]
    public async Task Unless_sites_are_named_pages_of_this_machine_may_call(string origin, bool may) =>
        Assert.Equal(may, await May(RunningApi.Shared, origin));

    [Fact]
    public async Task Sites_that_are_named_may_call_and_no_others()
    {
        using var api = new RunningApi(("Cors:Origins:0", "https://other.example"), ("Cors:Origins:1", Hub));
        Assert.True(await May(api, Hub));
        Assert.False(await May(api, "http://localhost:3000"));
        Assert.False(await May(api, "https://hub.example.evil.example"));
    }

    [Fact]
    public async Task An_origin_that_is_refused_is_logged_once_a_minute_by_name_and_never_as_it_was_sent()
    {
        using var api = new RunningApi();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.False(await May(api, Hub));
            Assert.False(await May(api, "https://forged.example:8443/path?canary\u0009event:1901"));
            Assert.False(await May(api, "no origin, canary"));
            Assert.False(await May(api, "null"));
            // What pages of the service itself send.
            await May(api, $"http://{api.Client.BaseAddress!.Authority}");
        }
        Assert.Equal(
            ["https://forged.example:8443", Hub, "null"],
            api.Log.Select(line => line.Split("pages of ")[1].Split([": ", " ("], default)[0]).Order(StringComparer.Ordinal)
        );
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await May(api, Hub));
        Assert.Equal(4, api.Log.Count);

        // Who makes up origins without end does not fill the log with them.
        foreach (var number in Enumerable.Range(0, 50))
            Assert.False(await May(api, $"https://made-up-{number}.example"));
        Assert.InRange(api.Log.Count, 5, 50);
    }

    [Fact]
    public async Task The_icon_that_browsers_ask_for_beside_every_page_is_there()
    {
        using var icon = await RunningApi.Shared.Client.GetAsync("/favicon.ico");
        Assert.Equal(HttpStatusCode.OK, icon.StatusCode);
        Assert.Equal("image/x-icon", icon.Content.Headers.ContentType?.MediaType);
        // An icon file with one picture in it.
        Assert.Equal([0, 0, 1, 0, 1, 0], (await icon.Content.ReadAsByteArrayAsync())[..6]);
    }

    // Asks before a request with JSON, as browsers do, and then looks at the answer to a plain one.
    private static async Task<bool> May(RunningApi api, string origin)
    {
        using var before = new HttpRequestMessage(HttpMethod.Options, "/v1/recommendations")
        {
            Headers =
            {
                { "Origin", origin },
                { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "content-type" },
            },
        };
        using var allowed = await api.Client.SendAsync(before);
        using var plain = new HttpRequestMessage(HttpMethod.Get, "/v1/catalogue") { Headers = { { "Origin", origin } } };
        using var answer = await api.Client.SendAsync(plain);
        if (Allows(answer, origin))
            Assert.Equal(["Origin"], answer.Headers.Vary);
        var (asked, read) = (Allows(allowed, origin), Allows(answer, origin));
        Assert.Equal(asked, read);
        return read;
    }

    private static bool Allows(HttpResponseMessage response, string origin) =>
        response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) && origins.Single() == origin;
}
