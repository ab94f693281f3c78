using System.Net;
using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.Hosting;

/// <summary>What answers tell browsers, caches and proxies, whatever kind of answer it is.</summary>
public sealed class SecurityHeadersTests
{
    public static TheoryData<string, string, HttpStatusCode> Answers =>
        new()
        {
            { "POST", "/v1/recommendations", HttpStatusCode.UnsupportedMediaType },
            { "GET", "/v1/recommendations", HttpStatusCode.MethodNotAllowed },
            { "GET", "/v1/courses", HttpStatusCode.OK },
            { "GET", "/v1/courses?nonsense=1", HttpStatusCode.BadRequest },
            { "GET", "/v1/batch-runs", HttpStatusCode.OK },
            { "GET", "/nowhere", HttpStatusCode.NotFound },
            { "GET", "/health/ready", HttpStatusCode.OK },
            { "GET", "/problems/invalid-request", HttpStatusCode.OK },
            { "GET", "/swagger/index.html", HttpStatusCode.OK },
            { "GET", "/swagger/v1/swagger.json", HttpStatusCode.OK },
            { "GET", "/favicon.ico", HttpStatusCode.OK },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_is_what_it_says_and_loads_nothing_from_elsewhere(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var answer = await RunningApi.Shared.Client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        var policy = Header(answer, "Content-Security-Policy").Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }

    [Fact]
    public async Task What_is_about_a_person_is_kept_by_no_cache_and_the_catalogue_may_be()
    {
        using var answer = await RunningApi.Shared.Post(Some.Request().ToJsonString());
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        using var runs = await RunningApi.Shared.Client.GetAsync("/v1/batch-runs");
        Assert.Equal("no-store", Header(runs, "Cache-Control"));
        using var courses = await RunningApi.Shared.Client.GetAsync("/v1/courses");
        Assert.Equal("public, max-age=300", Header(courses, "Cache-Control"));
    }

    [Fact]
    public async Task Swagger_UI_has_no_script_in_its_page()
    {
        var page = await RunningApi.Shared.Client.GetStringAsync("/swagger/index.html");
        var scripts = page.Split("<script").Skip(1).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Matches("""^[^>]* src="[^"]+"[^>]*>\s*</script>""", script));
        foreach (var file in new[] { "/swagger/matcher.js", "/swagger/matcher.css" })
            Assert.NotEmpty(await RunningApi.Shared.Client.GetStringAsync(file));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.2", false)]
    public async Task Only_a_trusted_proxy_is_believed_that_a_caller_came_by_https(string trusted, bool isBelieved)
    {
        using var api = new RunningApi(
            ("Web:Proxies:0", trusted),
            ("Web:Hsts", "365.00:00:00"),
            ("Web:Hosts:0", "matcher.example"),
            ("Access:Open", "true")
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/catalogue")
        {
            Headers = { { "X-Forwarded-Proto", "https" }, { "Host", "matcher.example" } },
        };
        using var answer = await api.Client.SendAsync(request);
        Assert.Equal(isBelieved, answer.Headers.TryGetValues("Strict-Transport-Security", out var told));
        if (isBelieved)
            Assert.Equal(["max-age=31536000"], told!);
    }

    [Fact]
    public async Task A_site_whose_name_leads_to_this_machine_is_not_taken_for_the_service()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/batch-runs") { Headers = { { "Host", "rebound.example" } } };
        using var answer = await RunningApi.Shared.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("/problems/unknown-host", (string)problem["type"]!);
    }

    [Fact]
    public async Task Hosts_that_are_not_named_are_refused()
    {
        using var api = new RunningApi(("Web:Hosts:0", "matcher.example"), ("Access:Open", "true"));
        using var other = new HttpRequestMessage(HttpMethod.Get, "/v1/catalogue") { Headers = { { "Host", "elsewhere.example" } } };
        using var refused = await api.Client.SendAsync(other);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var named = new HttpRequestMessage(HttpMethod.Get, "/v1/catalogue") { Headers = { { "Host", "matcher.example" } } };
        using var answer = await api.Client.SendAsync(named);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.TryGetValues(name, out var values) ? values : []);
}
