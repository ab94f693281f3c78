using System.Net;
using System.Text.Json.Nodes;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Microsoft.AspNetCore.Authorization;
using Route = Matcher.Api.Tests.OpenApi.Route;

namespace Matcher.Api.Tests.Access;

/// <summary>Every operation of the document, called by everybody there is.</summary>
public sealed class EveryRouteTests : IDisposable
{
    private readonly Issuer issuer = new();
    private readonly GuardedApi guarded;

    public EveryRouteTests() => guarded = new(issuer.Settings);

    public void Dispose()
    {
        guarded.Dispose();
        issuer.Dispose();
    }

    [Fact]
    public async Task Nobody_gets_further_than_health() =>
        await Walk(null, null, route => Scope(route) is null ? null : (401, "missing-credentials"));

    [Fact]
    public async Task A_key_and_a_token_get_as_far_as_their_scopes()
    {
        foreach (var scope in Scopes.All)
        {
            var (key, token) = (await guarded.Key($"Hub with {scope}", scope), issuer.Token(scope));
            foreach (var shown in new object[] { key, token })
            {
                await Walk(shown, null, route => Scope(route) is { } needed && needed != scope ? (403, "missing-scope") : null);
            }
        }
    }

    [Fact]
    public async Task A_publishable_key_ranks_and_reads_the_catalogue_from_its_own_pages_only()
    {
        var key = await guarded.PageKey("Brighton");
        await Walk(key, GuardedApi.HubPage, route => Scope(route) is { } needed && needed != Scopes.Rank ? (403, "missing-scope") : null);
        foreach (var other in new[] { "https://other.example", "https://hub.example.other.example", "null", "http://hub.example", null })
            await Walk(key, other, route => Scope(route) is null ? null : (403, "other-origin"));
    }

    [Fact]
    public async Task Keys_and_tokens_that_are_not_valid_open_nothing_and_the_answer_says_what_is_wrong()
    {
        var (revoked, good) = (await guarded.Key("Brighton", [.. Scopes.All]), await guarded.Key("Brighton", [.. Scopes.All]));
        await guarded.Keys.Revoke(revoked.Id, CancellationToken.None);
        await Poll.Until(async () => await guarded.Status("/v1/model", revoked) == HttpStatusCode.Unauthorized);
        var bad = new Dictionary<string, string>(issuer.BadTokens(string.Join(' ', Scopes.All)))
        {
            ["was revoked"] = $"{revoked}",
            ["copied whole"] = $"{good}"[..^1],
            ["There is no key"] = $"{KeyText.Draw(good.Kind)}",
            ["and this secret"] = $"{KeyText.Draw(good.Kind) with { Id = good.Id }}",
        };
        foreach (var (told, shown) in bad)
            await Walk(shown, null, route => Scope(route) is null ? null : (401, "invalid-credentials"), told);
        // A year and a day later.
        guarded.Api.Clock.Advance(TimeSpan.FromDays(366));
        await Walk(good, null, route => Scope(route) is null ? null : (401, "invalid-credentials"), "expired on 2027-11-23");
    }

    [Fact]
    public async Task Every_route_of_the_service_says_whom_it_lets_in()
    {
        var open = new List<string>();
        foreach (var route in guarded.Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var scopes = route.Metadata.GetOrderedMetadata<IAuthorizeData>();
            Assert.True(isOpen ^ scopes.Count == 1, $"{route.RoutePattern.RawText} has to say once whom it lets in: see RouteAccess.");
            Assert.All(scopes, scope => Assert.Contains(scope.Policy, Scopes.All));
            if (isOpen)
                open.Add(route.RoutePattern.RawText!);
        }
        Assert.Equal(
            [
                "/",
                "/favicon.ico",
                "/health/live",
                "/health/ready",
                "/problems/",
                "/problems/{name}",
                "/swagger/matcher.css",
                "/swagger/matcher.js",
                "/swagger/v1/swagger.json",
            ],
            open.Order(StringComparer.Ordinal)
        );
        foreach (
            var page in new[] { "/swagger/index.html", "/swagger/v1/swagger.json", "/favicon.ico", "/problems/", "/problems/missing-scope" }
        )
        {
            Assert.Equal(HttpStatusCode.OK, await guarded.Status(page, null));
        }

        Assert.Equal(HttpStatusCode.NotFound, await guarded.Status("/nowhere", null));
    }

    // By the table of the README, and not by what the routes say.
    private static string? Scope(Route route) =>
        route.Path.StartsWith("/health/", StringComparison.Ordinal) ? null
        : !route.Path.StartsWith("/v1/batch-runs", StringComparison.Ordinal) ? Scopes.Rank
        : route.Method == "GET" ? Scopes.ReadRuns
        : Scopes.WriteRuns;

    private async Task Walk(object? shown, string? origin, Func<Route, (int Status, string Type)?> refused, string told = "")
    {
        var routes = Route.All((await guarded.Api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!);
        Assert.True(routes.Count > 20);
        foreach (var route in routes)
        {
            using var request = route.Request(route.Bodies.Select(body => ((string, string)?)body).FirstOrDefault());
            using var response = await guarded.Send(request, shown, origin);
            var text = await response.Content.ReadAsStringAsync();
            if (refused(route) is not { } refusal)
            {
                Assert.False(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{route}: {text}");
                continue;
            }
            Assert.True((int)response.StatusCode == refusal.Status, $"{route} with {shown}: {(int)response.StatusCode} {text}");
            var problem = JsonNode.Parse(text)!;
            Assert.Equal($"/problems/{refusal.Type}", (string)problem["type"]!);
            Assert.Contains(told, (string)problem["detail"]!, StringComparison.Ordinal);
            Assert.Equal(refusal.Status == 401, response.Headers.WwwAuthenticate.Any(each => each.Scheme == "Bearer" && !IsScope(each)));
        }

        static bool IsScope(System.Net.Http.Headers.AuthenticationHeaderValue challenge) =>
            challenge.Parameter!.Contains("insufficient_scope", StringComparison.Ordinal);
    }
}
