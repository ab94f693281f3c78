using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>Whatever is sent, the service neither breaks nor tells of its insides, and answers as its document says.</summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    private static readonly int Requests = LongForm.IsWanted ? 20_000 : 1_000;

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_service_and_every_answer_is_as_documented()
    {
        using var api = new RunningApi();
        var document = (await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        var (routes, schemas) = (Route.All(document), new Schemas(document));
        // The short form is the same each time, so that no change fails for what another one did.
        var seed = LongForm.IsWanted ? RandomNumberGenerator.GetInt32(int.MaxValue) : 2026;
        output.WriteLine($"Seed: {seed}");
        var hostile = new HostileRequests(new(seed), document);
        var answers = new SortedDictionary<int, int>();
        for (var i = 0; i < Requests; i++)
        {
            var route = routes[i % routes.Count];
            using var request = hostile.Next(route);
            var sent = $"{request} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
            using var response = await api.Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            answers[status] = answers.GetValueOrDefault(status) + 1;
            if (Fault(route, response, text, schemas) is { } fault)
                Assert.Fail($"Seed {seed}, {fault}: {sent}\n{text}");
        }
        output.WriteLine(string.Join(", ", answers.Select(answer => $"{answer.Value} × {answer.Key}")));
        Assert.True(answers.GetValueOrDefault(200) > 0 && answers.GetValueOrDefault(400) > 0);
        Assert.Equal(HttpStatusCode.OK, (await api.Post(Some.Request().ToJsonString())).StatusCode);
    }

    private static string? Fault(Route route, HttpResponseMessage response, string text, Schemas schemas)
    {
        var status = (int)response.StatusCode;
        if (status >= 500 && response.StatusCode != HttpStatusCode.ServiceUnavailable)
            return "the service broke";
        if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains(AppContext.BaseDirectory, StringComparison.Ordinal))
            return "the answer tells of the service's insides";
        var type = response.Content.Headers.ContentType?.MediaType;
        if (status >= 400 && type != "application/problem+json")
            return $"an error came as {type}";
        // A path that was changed by what was put into it is another route, or none.
        if (status is 404 or 405 || type is not ("application/json" or "application/problem+json"))
            return null;
        var documented = route.Answers.FirstOrDefault(answer => answer.Status == status && answer.MediaType == type);
        if (documented.Content is null)
            return $"status {status} as {type} is not documented";
        var faults = schemas.Faults(JsonNode.Parse(text), documented.Content["schema"]!);
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }
}

/// <summary>Requests that follow the document, and then do not.</summary>
internal sealed class HostileRequests(Random random, JsonObject document)
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "BN3",
        "NR2 1AA",
        "level6",
        "1",
        "-1",
        "0",
        "1e400",
        "99999999999999999999",
        "NaN",
        "2027-02-30",
        "9999-12-31",
        "true",
        "null",
        "../../etc/passwd",
        "..%2f..%2f",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "${jndi:ldap://x}",
        "{0}",
        "%s%n",
        "\u202Eevil",
        "é\u0301 😀 \uFFFD",
        "a,b;c\td",
        "se-l6-day,nat-l6-further",
        "00000000-0000-0000-0000-000000000000",
        new string('x', 3000),
        new string('9', 400),
    ];

    private static readonly string[] Types = ["application/json", "text/csv", "application/x-ndjson", "text/plain", "image/png", "*/*"];

    /// <summary>A request to a route.</summary>
    public HttpRequestMessage Next(Route route)
    {
        // Without an id it would be another route.
        var id = route.Parameters.TryGetValue("id", out var named) && random.Next(2) == 0 ? (string)named["example"]! : Pick(Texts[1..]);
        var path = route.Path.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);
        List<string> query = [];
        foreach (var (name, parameter) in route.Parameters)
        {
            if ((string)parameter["in"]! == "query" && random.Next(4) == 0)
                query.Add($"{name}={Uri.EscapeDataString(Value(parameter))}");
        }
        if (random.Next(20) == 0)
            query.Add($"{Uri.EscapeDataString(Pick(Texts))}={Uri.EscapeDataString(Pick(Texts))}");
        var request = new HttpRequestMessage(new(route.Method), query.Count == 0 ? path : $"{path}?{string.Join('&', query)}");
        if (random.Next(4) == 0)
            request.Headers.TryAddWithoutValidation("Accept", Pick(Types));
        if (random.Next(8) == 0)
            request.Headers.TryAddWithoutValidation("If-None-Match", Pick(["*", "\"x\"", "x", "W/\"x\""]));
        if (random.Next(8) == 0)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Pick(["a", "0123456789", new string('k', 300), " "]));
        if (route.Bodies is { Count: > 0 } bodies)
            request.Content = Body(Pick(bodies));
        return request;
    }

    private ByteArrayContent Body((string MediaType, string Body) example)
    {
        var text =
            example.MediaType == "application/json" && JsonNode.Parse(example.Body) is { } json
                ? Changed(json)!.ToJsonString()
                : string.Join('\n', example.Body.Split('\n').Select(line => random.Next(4) == 0 ? Broken(line) : line));
        var bytes = System.Text.Encoding.UTF8.GetBytes(random.Next(10) == 0 ? Broken(text) : text);
        if (bytes.Length > 0 && random.Next(20) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        var content = new ByteArrayContent(bytes);
        var isOther = random.Next(20) == 0;
        content.Headers.TryAddWithoutValidation("Content-Type", isOther ? Pick(Types) : example.MediaType);
        return content;
    }

    // The same with a few of its values, at any depth, replaced by others, doubled or taken away.
    private JsonNode? Changed(JsonNode node)
    {
        switch (node)
        {
            case JsonObject fields:
                var changed = new JsonObject();
                foreach (var (name, value) in fields)
                {
                    if (random.Next(12) == 0)
                        continue;
                    changed[name] = random.Next(8) == 0 ? Any(3) : value is null ? null : Changed(value);
                }
                if (random.Next(15) == 0)
                    changed[Pick(Texts)] = Any(3);
                return changed;
            case JsonArray items:
                var copies = Enumerable.Repeat(items, random.Next(1, 4)).SelectMany(each => each);
                return new JsonArray([.. copies.Select(item => item is null ? null : Changed(item))]);
            default:
                return random.Next(8) == 0 ? Any(1) : node.DeepClone();
        }
    }

    private JsonNode? Any(int depth) =>
        random.Next(depth > 0 ? 8 : 6) switch
        {
            0 => null,
            1 => JsonValue.Create(random.Next(2) == 0),
            2 => JsonValue.Create(random.Next(-5, 200)),
            3 => JsonValue.Create(Pick([double.MaxValue, double.MinValue, 1e-300, 0.5, 51.5, -0.1])),
            4 or 5 => JsonValue.Create(Pick(Texts)),
            6 => new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Any(depth - 1))]),
            _ => new JsonObject([.. Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"{Pick(Texts)}{i}", Any(depth - 1)))]),
        };

    // A value that is documented about as often as one that is not.
    private string Value(JsonObject parameter)
    {
        var schema = parameter["schema"]!;
        if ((string?)schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.Split('/')[^1]]!;
        if (random.Next(2) == 0)
            return Pick(Texts);
        if (schema["enum"] is JsonArray words)
            return (string)words[random.Next(words.Count)]!;
        return parameter["example"] is { } example
            ? example.GetValueKind() == JsonValueKind.String
                ? (string)example!
                : example.ToJsonString()
            : Pick(["1", "5", "true", "2027-01-31", "BN3"]);
    }

    private string Broken(string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(4) switch
        {
            0 => text[..at],
            1 => text.Insert(at, Pick(Texts)),
            2 => text.Insert(at, Pick(["\"", "{", "]", ",", "\0", "\\u", "\uFEFF", "\r"])),
            _ => text[at..] + text,
        };
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
