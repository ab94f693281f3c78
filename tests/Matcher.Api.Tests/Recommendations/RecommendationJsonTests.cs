using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Matcher.Api.Recommendations;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>Answers are written by hand for speed, so they are held against what generated code would write.</summary>
public sealed class RecommendationJsonTests
{
    // As long as a name may be, of characters that JSON escapes and that take up to four bytes.
    private static readonly string OddName = string.Concat(Enumerable.Repeat("\"Zoë's\\ 😀\t", 20))[..198];

    private static readonly JsonSerializerOptions Strict = new(RecommendationJson.Default.Options)
    {
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

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

    [Fact]
    public async Task What_is_written_is_the_documented_record_field_by_field()
    {
        using var withoutScorer = new RunningApi(("Scorer:Address", "http://127.0.0.1:9"));
        var nothingFits = JsonNode.Parse(
            """{ "location": { "postcode": "TR1" }, "maxDistanceMiles": 1, "availability": { "sessionTypes": ["weekend"] } }"""
        )!;
        JsonObject[] requests = [.. Examples.Requests.Select(example => JsonNode.Parse(example.Json)!.AsObject()), nothingFits.AsObject()];
        foreach (var request in requests)
        {
            await SameAsRecord(RunningApi.Shared, request);
            await SameAsRecord(withoutScorer, request);
        }
    }

    /// <summary>An answer says what the record would, read strictly and written again by generated code.</summary>
    private static async Task SameAsRecord(RunningApi api, JsonObject request)
    {
        using var response = await api.Post(request.ToJsonString());
        var written = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, written);
        var record = JsonSerializer.Deserialize<RecommendationResponse>(written, Strict);
        Assert.Equal(JsonSerializer.Serialize(record, Strict), written);
    }
}
