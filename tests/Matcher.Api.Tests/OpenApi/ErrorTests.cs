using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>Every error that a caller can make and that the document shows, made.</summary>
public sealed class ErrorTests : IDisposable
{
    private const string List = "reference,postcode\nCL-001,BN3\n";

    private const string UsedKey = "a-key-of-another-list";

    // A small limit, so that a list can be over it.
    private readonly RunningApi api = new(("BatchRuns:MostBytes", "2000"));

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Every_error_of_a_callers_making_comes_as_documented()
    {
        var routes = Route.All((await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!);
        var hub = new Hub(api);
        var placed = await hub.Finished(List, "?allocate=true");
        var unplaced = await hub.Finished(List);
        using (await hub.Send("reference,postcode\nCL-001,LS1\n", key: UsedKey)) { }
        var provoked = new HashSet<string>();
        foreach (var route in routes)
        {
            foreach (var (status, type) in Problems(route).Where(problem => problem.Status < 500))
            {
                // The next story tells of runs that are not done, those of access and of limits of callers who are refused.
                if (type is "run-not-done" || status is 401 or 403 or 408 or 429)
                    continue;
                using var request = Provoke(route, type, (string)placed["id"]!, (string)unplaced["id"]!);
                using var response = await api.Client.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                Assert.True(
                    (int)response.StatusCode == status,
                    $"{route}: {type} should have come, and {(int)response.StatusCode} {text} did."
                );
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
                Assert.Equal($"/problems/{type}", (string)JsonNode.Parse(text)!["type"]!);
                provoked.Add(type);
            }
        }
        Assert.True(provoked.Count >= 13, string.Join(", ", provoked));
    }

    [Fact]
    public async Task What_comes_of_a_run_can_not_be_fetched_before_it_is_done()
    {
        // Nothing listens there, so the run waits.
        using var waiting = new RunningApi(("Scorer:Address", "http://127.0.0.1:1"));
        var run = await new Hub(waiting).Accepted(List, "?allocate=true");
        var routes = Route
            .All((await waiting.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!)
            .Where(route => Problems(route).Any(problem => problem.Type == "run-not-done"))
            .ToList();
        Assert.Equal(7, routes.Count);
        foreach (var route in routes)
        {
            Assert.Equal(
                "/problems/run-not-done",
                (string)
                    (
                        await waiting.Problem(
                            409,
                            new(HttpMethod.Get, route.Path.Replace("/v1/batch-runs/{id}", run.OriginalString, StringComparison.Ordinal))
                        )
                    )["type"]!
            );
        }
    }

    [Fact]
    public async Task Every_route_refuses_a_query_that_it_does_not_document_and_names_what_there_is()
    {
        foreach (var route in Route.All((await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!))
        {
            var names = route
                .Parameters.Where(parameter => (string)parameter.Value["in"]! == "query")
                .Select(parameter => parameter.Key)
                .ToList();
            using var request = Provoke(route, "invalid-request", "none", "none");
            var faults = (await api.Problem(400, request))["errors"]!.AsArray();
            var fault = Assert.Single(faults, fault => (string)fault!["path"]! == "?nonsense")!;
            Assert.All(names, name => Assert.Contains(name, (string)fault["advice"]!, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(int Status, string Type)> Problems(Route route) =>
        route
            .Answers.Where(answer => answer.MediaType == "application/problem+json")
            .SelectMany(answer =>
                answer.Content["examples"]!
                    .AsObject()
                    .Select(example => (answer.Status, ((string)example.Value!["value"]!["type"]!).Split('/')[^1]))
            );

    private static HttpRequestMessage Provoke(Route route, string type, string placed, string unplaced)
    {
        var path = route.Path.Replace(
            "{id}",
            route.Path.StartsWith("/v1/batch-runs", StringComparison.Ordinal)
                ? type is "nobody-placed"
                    ? unplaced
                    : placed
                : "none",
            StringComparison.Ordinal
        );
        var query = route.Path == "/v1/courses/compare" ? "?ids=se-l6-day,nat-l6-further" : "";
        var isList = route.Path == "/v1/batch-runs";
        return type switch
        {
            "invalid-request" => Request(
                route,
                path + (query.Length > 0 ? $"{query}&nonsense=1" : "?nonsense=1"),
                isList ? ("text/csv", List) : ("application/json", """{ "location": { "postcode": "BN3" } }""")
            ),
            "no-such-course" or "no-such-provider" or "no-such-cohort" => Request(route, path),
            "no-such-run" => Request(route, route.Path.Replace("{id}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal)),
            "nobody-placed" => Request(route, path),
            "not-acceptable" => Accepting("image/png", Request(route, path + query)),
            "unsupported-media-type" => Request(route, path, ("text/plain", "BN3")),
            "body-too-large" => Request(route, path, ("application/json", new string(' ', 70_000))),
            "list-too-large" => Request(route, path, ("text/csv", List + new string('x', 3_000))),
            "unreadable-list" => Request(route, path, ("text/csv", "name\nAda\n")),
            "idempotency-key-reused" => WithUsedKey(Request(route, path, ("text/csv", List))),
            "outside-england" => Request(route, path, ("application/json", """{ "location": { "postcode": "EH1" } }""")),
            "unknown-district" => Request(route, path, ("application/json", """{ "location": { "postcode": "BN99" } }""")),
            _ => throw new InvalidOperationException($"Nobody knows how {route} comes to answer {type}: add a line here."),
        };
    }

    private static HttpRequestMessage Request(Route route, string address, (string MediaType, string Body)? body = null) =>
        new(new(route.Method), address)
        {
            Content = body is { } one && route.Method == "POST" ? new StringContent(one.Body, Encoding.UTF8, one.MediaType) : null,
        };

    private static HttpRequestMessage Accepting(string type, HttpRequestMessage request)
    {
        request.Headers.Add("Accept", type);
        return request;
    }

    private static HttpRequestMessage WithUsedKey(HttpRequestMessage request)
    {
        request.Headers.Add("Idempotency-Key", UsedKey);
        return request;
    }
}
