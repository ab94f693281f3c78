using System.Text.Json;
using System.Text.Json.Nodes;
using Matcher.Api.Recommendations;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>Answers are written by hand for speed, so they are held against what generated code would write.</summary>
public sealed class RecommendationJsonTests
{
    // As long as a name may be, of characters that JSON escapes and that take up to four bytes.
    private static readonly string OddName = string.Concat(Enumerable.Repeat("\"Zoë's\\ 😀\t", 20))[..198];

    [Fact]
    public async Task An_answer_has_the_fields_that_are_documented_and_no_others()
    {
        var schemas = (await RunningApi.Shared.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!["components"]!["schemas"]!;
        var answer = await RunningApi.Shared.Recommend(Some.Request());
        foreach (var course in answer["recommendations"]!.AsArray())
        {
            Same("Recommendation", course!);
            Same("RecommendedProvider", course!["provider"]!);
            Same("RecommendedCohort", course["cohort"]!);
            Assert.All(course["contributions"]!.AsArray(), contribution => Same("Contribution", contribution!));
            Assert.All(course["otherCohorts"]!.AsArray(), other => Same("OtherCohort", other!));
        }

        void Same(string schema, JsonNode value) =>
            Assert.Equal(
                schemas[schema]!["properties"]!.AsObject().Select(field => field.Key),
                value.AsObject().Select(field => field.Key)
            );
    }

    [Fact]
    public async Task Names_of_any_length_and_kind_come_as_they_are()
    {
        using var catalogue = new OwnCatalogue();
        foreach (var town in new[] { "Newcastle", "Durham", "Middlesbrough" })
            catalogue.Edit("venues.csv", $"\"Training centre, {town}\"", $"\"{OddName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        using var api = new RunningApi([.. catalogue.Settings]);
        var answer = await api.Recommend(JsonNode.Parse("""{ "location": { "postcode": "NE1" }, "limit": 100 }""")!.AsObject());
        var courses = answer["recommendations"]!.AsArray();
        Assert.Contains(courses, course => (string)course!["cohort"]!["venue"]! == OddName);
        Assert.Contains(courses, course => course!["otherCohorts"]!.AsArray().Any(other => (string)other!["venue"]! == OddName));
    }

    [Theory]
    [InlineData(false, "null")]
    [InlineData(true, "[]")]
    public void An_answer_without_contributions_says_so(bool isEmpty, string json)
    {
        var recommendation = new Recommendation(
            1,
            "a",
            "A",
            new("p", "P", default, default),
            default,
            0,
            default,
            new("c", "V", default, default, [], false, 1),
            1.5,
            1,
            1,
            0.5,
            1,
            null,
            null,
            null,
            isEmpty ? [] : null,
            [],
            [],
            []
        )
        {
            Fixed = new("\"courseId\":\"a\""u8.ToArray(), "\"sessions\":1"u8.ToArray(), []),
        };
        var written = JsonNode.Parse(JsonSerializer.Serialize(recommendation, RecommendationJson.Default.Recommendation))!;
        Assert.Equal(json, written["contributions"]?.ToJsonString() ?? "null");
        Assert.Null(written["score"]);
        Assert.Equal(1.5, (double)written["distanceMiles"]!);
    }
}
