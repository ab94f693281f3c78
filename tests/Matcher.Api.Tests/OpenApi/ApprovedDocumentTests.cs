using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.OpenApi;

/// <summary>The document that clients are written for: api/openapi.json, as it was last approved.</summary>
public sealed class ApprovedDocumentTests
{
    private const string Approve = "MATCHER_APPROVE";
    private static readonly string File = Path.Combine(SourceTree.Root, "api", "openapi.json");

    [Fact]
    public async Task The_document_is_the_one_that_was_approved_and_breaks_nobody()
    {
        var served = (await RunningApi.Shared.Client.GetStringAsync("/swagger/v1/swagger.json")).ReplaceLineEndings("\n") + "\n";
        var approved = (await System.IO.File.ReadAllTextAsync(File)).ReplaceLineEndings("\n");
        var broken = BreakingChanges.Between(JsonNode.Parse(approved)!.AsObject(), JsonNode.Parse(served)!.AsObject());
        Assert.True(
            broken.Count == 0,
            $"This would break clients, and needs a version of its own (api/VERSIONS.md):\n{string.Join('\n', broken)}"
        );
        if (Environment.GetEnvironmentVariable(Approve) is "true")
            await System.IO.File.WriteAllTextAsync(File, approved = served);
        Assert.True(
            served == approved,
            $"The document is another than api/openapi.json. Nothing breaks: look at the change, run this test once with {Approve}=true, and commit the file."
        );
    }

    public static TheoryData<string, Action<JsonObject>, bool> Changes =>
        new()
        {
            { "a route is gone", document => Paths(document).Remove("/v1/venues"), true },
            { "a route comes", document => Paths(document)["/v1/towns"] = Paths(document)["/v1/venues"]!.DeepClone(), false },
            { "a parameter is gone", document => Parameters(document).RemoveAt(0), true },
            {
                "a parameter comes",
                document =>
                    Parameters(document)
                        .Add(
                            new JsonObject
                            {
                                ["name"] = "town",
                                ["in"] = "query",
                                ["schema"] = new JsonObject { ["type"] = "string" },
                            }
                        ),
                false
            },
            {
                "a required parameter comes",
                document =>
                    Parameters(document)
                        .Add(
                            new JsonObject
                            {
                                ["name"] = "town",
                                ["in"] = "query",
                                ["required"] = true,
                                ["schema"] = new JsonObject { ["type"] = "string" },
                            }
                        ),
                true
            },
            {
                "a page holds fewer items",
                document => Parameters(document).Single(parameter => (string)parameter!["name"]! == "pageSize")!["schema"]!["maximum"] = 50,
                true
            },
            {
                "a page holds more items",
                document =>
                    Parameters(document).Single(parameter => (string)parameter!["name"]! == "pageSize")!["schema"]!["maximum"] = 500,
                false
            },
            { "a field of a request is gone", document => Fields(document, "ExperienceRequest").Remove("seniority"), true },
            {
                "a field of a request comes",
                document => Fields(document, "ExperienceRequest")["town"] = new JsonObject { ["type"] = "string" },
                false
            },
            {
                "a field of a request is required",
                document => Schema(document, "ExperienceRequest")["required"] = new JsonArray("profile"),
                true
            },
            { "null is taken no more", document => Fields(document, "RecommendationRequest")["openToTravel"]!["type"] = "boolean", true },
            {
                "an object of a request may be null no more",
                document =>
                    Fields(document, "RecommendationRequest")["availability"] = new JsonObject
                    {
                        ["$ref"] = "#/components/schemas/AvailabilityRequest",
                    },
                true
            },
            { "a word of a request is gone", document => Schema(document, "Sector")["enum"]!.AsArray().RemoveAt(0), true },
            { "a word comes", document => Schema(document, "Sector")["enum"]!.AsArray().Add("university"), false },
            { "a field of an answer is gone", document => Fields(document, "Recommendation").Remove("score"), true },
            {
                "a field of an answer comes",
                document => Fields(document, "Recommendation")["town"] = new JsonObject { ["type"] = "string" },
                false
            },
            {
                "a field of an answer may be missing",
                document => Schema(document, "Recommendation")["required"]!.AsArray().RemoveAt(0),
                true
            },
            {
                "a field of an answer may be null",
                document => Fields(document, "Recommendation")["title"]!["type"] = new JsonArray("null", "string"),
                true
            },
            {
                "a field that refers to a schema may be null",
                document =>
                    Fields(document, "CourseView")["accreditation"] = new JsonObject
                    {
                        ["oneOf"] = new JsonArray(
                            new JsonObject { ["$ref"] = "#/components/schemas/Accreditation" },
                            new JsonObject { ["type"] = "null" }
                        ),
                    },
                true
            },
            {
                "a field refers to another schema",
                document => Fields(document, "CourseItemPage")["links"] = new JsonObject { ["$ref"] = "#/components/schemas/RunLinks" },
                true
            },
            { "a word of an answer is gone", document => Schema(document, "RunState")["enum"]!.AsArray().RemoveAt(0), true },
            { "a word of an answer comes", document => Schema(document, "RunState")["enum"]!.AsArray().Add("paused"), false },
            {
                "what is left out means something else",
                document => Parameters(document).Single(parameter => (string)parameter!["name"]! == "pageSize")!["schema"]!["default"] = 50,
                true
            },
            {
                "a problem is gone",
                document =>
                    Paths(document)["/v1/recommendations"]!["post"]!["responses"]!["422"]!["content"]!["application/problem+json"]![
                        "examples"
                    ]!
                        .AsObject()
                        .RemoveAt(0),
                true
            },
            {
                "a range of statuses comes in place of one",
                document =>
                {
                    var answers = Paths(document)["/v1/venues"]!["get"]!["responses"]!.AsObject();
                    answers["3XX"] = answers["304"]!.DeepClone();
                    answers.Remove("304");
                },
                false
            },
            { "an error is gone", document => Paths(document)["/v1/venues"]!["get"]!["responses"]!.AsObject().Remove("500"), true },
            {
                "a form is asked for",
                document =>
                    Parameters(document).Single(parameter => (string)parameter!["name"]! == "near")!["schema"]!["pattern"] = "^[A-Z]+$",
                true
            },
            {
                "a field of an answer is of another type",
                document => Fields(document, "RecommendedCohort")["placesLeft"]!["type"] = "string",
                true
            },
            {
                "a form of an answer is gone",
                document => Paths(document)["/v1/courses/compare"]!["get"]!["responses"]!["200"]!["content"]!.AsObject().Remove("text/csv"),
                true
            },
            {
                "a form of a body is gone",
                document =>
                    Paths(document)["/v1/batch-runs"]!["post"]!["requestBody"]!["content"]!.AsObject().Remove("application/x-ndjson"),
                true
            },
            { "a description is another", document => Paths(document)["/v1/venues"]!["get"]!["description"] = "Where they meet.", false },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_that_breaks_clients_is_told_from_one_that_does_not(string what, Action<JsonObject> change, bool breaks)
    {
        var before = (await RunningApi.Shared.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        var after = before.DeepClone().AsObject();
        change(after);
        Assert.True(BreakingChanges.Between(before, JsonNode.Parse(after.ToJsonString())!.AsObject()).Count > 0 == breaks, what);
    }

    private static JsonObject Paths(JsonObject document) => document["paths"]!.AsObject();

    private static JsonArray Parameters(JsonObject document) => Paths(document)["/v1/courses"]!["get"]!["parameters"]!.AsArray();

    private static JsonObject Schema(JsonObject document, string name) => document["components"]!["schemas"]![name]!.AsObject();

    private static JsonObject Fields(JsonObject document, string name) => Schema(document, name)["properties"]!.AsObject();
}
