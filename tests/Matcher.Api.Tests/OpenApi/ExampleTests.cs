using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>
/// Every example of the document, tried: what it shows to send is sent, and what it shows to come is held against what came.
/// </summary>
public sealed class ExampleTests : IDisposable
{
    private readonly RunningApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Every_route_answers_its_examples_well_and_as_documented()
    {
        var document = await Document();
        var schemas = new Schemas(document);
        foreach (var route in Route.All(document))
        {
            foreach (var body in route.Bodies.Select(each => ((string, string)?)each).DefaultIfEmpty(null))
            {
                using var request = route.Request(body);
                // An idempotency key belongs to one list.
                if (body is { } && route.Bodies[0] != body)
                    request.Headers.Remove("Idempotency-Key");
                using var response = await api.Client.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                Assert.True(response.IsSuccessStatusCode, $"{route} with its examples was answered with {text}");
                Assert.True(
                    route.Operation["responses"]!.AsObject().ContainsKey($"{(int)response.StatusCode}"),
                    $"{route} was answered with {response.StatusCode}, which is not documented."
                );
                if (text.Length == 0)
                    continue;
                var (_, type, content) = Assert.Single(
                    route.Answers,
                    answer =>
                        answer.Status == (int)response.StatusCode && answer.MediaType == response.Content.Headers.ContentType!.MediaType
                );
                if (type.EndsWith("json", StringComparison.Ordinal) && !type.EndsWith("ndjson", StringComparison.Ordinal))
                    Assert.Empty(schemas.Faults(JsonNode.Parse(text), content["schema"]!));
                if (response.Headers.Location is { } location)
                    await new Hub(api).UntilDone(location);
            }
        }
    }

    [Fact]
    public async Task Every_example_of_an_answer_is_what_its_schema_says()
    {
        var document = await Document();
        var schemas = new Schemas(document);
        var count = 0;
        foreach (var route in Route.All(document))
        {
            foreach (var (status, type, content) in route.Answers)
            {
                foreach (var (name, example) in content["examples"]!.AsObject())
                {
                    var faults = schemas.Faults(example!["value"], content["schema"]!);
                    Assert.True(faults.Count == 0, $"{route}, {status} {type}, {name}: {string.Join("; ", faults)}");
                    if (type == "application/problem+json")
                        Assert.Equal(status, (int)example["value"]!["status"]!);
                    count++;
                }
            }
        }
        Assert.True(count > 100, $"Only {count} examples were found.");
    }

    [Fact]
    public async Task Every_example_of_a_table_has_the_columns_that_are_sent()
    {
        var document = await Document();
        var routes = Route.All(document);
        var begin = routes.Single(route => route.Path == "/v1/batch-runs" && route.Method == "POST");
        using (var response = await api.Client.SendAsync(begin.Request(begin.Bodies[0])))
            await new Hub(api).UntilDone(response.Headers.Location!);
        var tables = 0;
        foreach (var route in routes.Where(route => route.Method == "GET"))
        {
            foreach (var (_, type, content) in route.Answers.Where(answer => answer.MediaType is "text/csv" or "application/x-ndjson"))
            {
                using var request = route.Request();
                request.Headers.Add("Accept", type);
                using var response = await api.Client.SendAsync(request);
                var sent = (await response.Content.ReadAsStringAsync()).Split('\n')[0].Trim('\r', '\ufeff');
                var shown = ((string)content["examples"]!.AsObject().First().Value!["value"]!).Split('\n')[0];
                if (sent.Length > 0)
                    Assert.Equal(Columns(sent, type), Columns(shown, type));
                tables++;
            }
        }
        Assert.Equal(11, tables);
    }

    private static IEnumerable<string> Columns(string line, string type) =>
        type == "text/csv" ? line.Split(',') : JsonNode.Parse(line)!.AsObject().Select(field => field.Key);

    private async Task<JsonObject> Document() => (await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
}
