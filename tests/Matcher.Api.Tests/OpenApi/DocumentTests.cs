using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>What people find who explore the API in Swagger UI.</summary>
public sealed class DocumentTests
{
    private static readonly RunningApi Api = RunningApi.Shared;

    [Fact]
    public async Task The_document_has_a_title_a_description_and_an_example_for_every_request_and_response()
    {
        var document = await Document();
        Assert.Equal("Matcher", (string)document["info"]!["title"]!);
        Assert.Contains("simulated", (string)document["info"]!["description"]!, StringComparison.Ordinal);
        Assert.Contains("illustrative", (string)document["info"]!["description"]!, StringComparison.Ordinal);
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                Assert.NotEmpty((string)operation!["summary"]!);
                var bodies = operation["responses"]!
                    .AsObject()
                    .Select(response => response.Value!)
                    .Append(operation["requestBody"])
                    .OfType<JsonObject>()
                    .Where(body => body.ContainsKey("content"));
                Assert.All(
                    bodies.SelectMany(body => body["content"]!.AsObject()),
                    content =>
                        Assert.True(
                            content.Value!["examples"] is JsonObject { Count: > 0 },
                            $"{method} {path} has a body without an example."
                        )
                );
            }
        }
    }

    [Fact]
    public async Task Who_has_the_document_is_not_sent_it_again()
    {
        using var first = await Api.Client.GetAsync("/swagger/v1/swagger.json");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/swagger/v1/swagger.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Api.Client.SendAsync(again);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_document_asks_for_a_location_and_for_nothing_that_the_API_refuses()
    {
        var schema = (await Document())["components"]!["schemas"]!["RecommendationRequest"]!;
        Assert.Equal(["location"], schema["required"]!.AsArray().Select(field => (string)field!));
        Assert.Equal(
            [
                "accreditation",
                "availability",
                "canStayOvernight",
                "experience",
                "limit",
                "location",
                "maxDistanceMiles",
                "openToTravel",
                "preferences",
                "sector",
            ],
            schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("SessionType", "weekdayFullDay", "online")]
    [InlineData("Sector", "secondary", "independentTrainingProvider")]
    [InlineData("PreferredAccreditation", "nonAccredited", "noPreference")]
    [InlineData("Refusal", "noPlaces", "notFunded")]
    public async Task Enums_stand_there_as_their_words(string schema, string first, string last)
    {
        var words = (await Document())["components"]!["schemas"]![schema]!["enum"]!.AsArray().Select(word => (string)word!).ToList();
        Assert.Equal((first, last), (words[0], words[^1]));
    }

    [Fact]
    public async Task Every_error_of_the_main_route_is_documented() =>
        Assert.Equal(
            ["200", "400", "401", "403", "408", "413", "415", "422", "429", "500", "503"],
            (await Document())["paths"]!["/v1/recommendations"]!["post"]!["responses"]!.AsObject().Select(response => response.Key)
        );

    [Fact]
    public async Task Every_type_of_problem_that_is_documented_leads_to_a_page_that_explains_it()
    {
        var types = Regex
            .Matches((await Document()).ToJsonString(), "\"type\":\"(/problems/[^\"]+)\"")
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.True(types.Count > 10);
        var all = await Api.Client.GetStringAsync("/problems/");
        foreach (var type in types)
        {
            var page = await Api.Client.GetStringAsync(type);
            Assert.Contains("What it means", page, StringComparison.Ordinal);
            Assert.Contains($"<code>{type}</code>", page, StringComparison.Ordinal);
            Assert.Contains($"\"{type}\"", all, StringComparison.Ordinal);
        }
        Assert.Equal("/problems/not-found", (string)(await Api.Problem(404, new(HttpMethod.Get, "/problems/none")))["type"]!);
    }

    [Fact]
    public async Task The_page_fetches_nothing_from_elsewhere()
    {
        var page = await Api.Client.GetStringAsync("/swagger/index.html");
        foreach (Match link in Regex.Matches(page, "(?:src|href)=\"([^\"]+)\""))
        {
            Assert.DoesNotContain("//", link.Groups[1].Value, StringComparison.Ordinal);
            (
                await Api.Client.GetAsync(new Uri(new Uri("http://localhost/swagger/"), link.Groups[1].Value).AbsolutePath)
            ).EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task Whoever_opens_the_bare_address_comes_to_the_page() =>
        Assert.Contains("swagger-ui", await Api.Client.GetStringAsync("/"), StringComparison.Ordinal);

    private static async Task<JsonObject> Document() => (await Api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
}
