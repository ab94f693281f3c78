using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>One person, one answer.</summary>
public sealed class RecommendationTests
{
    private static readonly RunningApi Api = RunningApi.Shared;

    [Theory]
    [InlineData("newbie-brighton")]
    [InlineData("old-hand-leeds")]
    [InlineData("careers-specialist-special-school")]
    [InlineData("location-only")]
    public async Task Every_sample_request_has_no_date_that_would_pass_and_gets_recommendations(string name)
    {
        var answer = await Api.Recommend(Some.Sample(name));
        Assert.NotEmpty(answer["recommendations"]!.AsArray());
        Assert.DoesNotMatch("\\d{4}-\\d{2}", Some.Sample(name).ToJsonString());
    }

    [Fact]
    public async Task The_documented_answer_is_what_the_first_sample_gets()
    {
        var file = Path.Combine(Data.DataFiles.Samples, "responses", "newbie-brighton.json");
        var answer = await Api.Recommend(Some.Sample("newbie-brighton"));
        answer["requestId"] = "4bf92f3577b34da6a3ce929d0e0e4736";
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        if (Alike(expected, answer))
            return;

        var received = Path.Combine(SourceTree.Root, "data", "samples", "responses", "newbie-brighton.received.json");
        await File.WriteAllTextAsync(
            received,
            answer.ToJsonString(
                new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            ) + "\n"
        );
        Assert.Fail(
            $"The answer has changed. Compare {received} with the file that it belongs to, and put it in its place if the change is meant."
        );
    }

    [Fact]
    public async Task An_answer_says_what_is_simulated_and_illustrative()
    {
        var answer = await Api.Recommend(Some.Request());
        Assert.True((bool)answer["illustrativeCatalogue"]!);
        Assert.True((bool)answer["simulatedModel"]!);
        Assert.False((bool)answer["degraded"]!);
        Assert.StartsWith("conditionalLogit-", (string)answer["modelVersion"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)answer["catalogueVersion"]!);
    }

    [Fact]
    public async Task Limit_cuts_the_list_and_neither_the_count_nor_the_probabilities()
    {
        var all = await Api.Recommend(With(Some.Request(), "limit", 100));
        var three = await Api.Recommend(With(Some.Request(), "limit", 3));
        var ten = await Api.Recommend(Some.Request());
        Assert.Equal((int)all["eligibleCourses"]!, all["recommendations"]!.AsArray().Count);
        Assert.Equal(3, three["recommendations"]!.AsArray().Count);
        Assert.Equal(10, ten["recommendations"]!.AsArray().Count);
        Assert.Equal((int)all["eligibleCourses"]!, (int)three["eligibleCourses"]!);
        for (var i = 0; i < 3; i++)
        {
            // What all that are shown have in common is said once, and there is more of it where less is shown.
            foreach (var course in (JsonNode[])[all["recommendations"]![i]!, three["recommendations"]![i]!])
                course.AsObject().Remove("reasons");
            Assert.True(JsonNode.DeepEquals(all["recommendations"]![i], three["recommendations"]![i]));
        }
    }

    [Fact]
    public async Task An_independent_school_learns_that_no_place_is_funded_for_it()
    {
        var answer = await Api.Recommend(With(Some.Request(), "sector", "independent"));
        Assert.Empty(answer["recommendations"]!.AsArray());
        Assert.Equal(CatalogueFiles.Courses.Count, answer["notEligible"]!.AsArray().Count);
        Assert.All(
            answer["notEligible"]!.AsArray(),
            course => Assert.Contains(course!["reasons"]!.AsArray(), reason => (string)reason!["code"]! == "notFunded")
        );
        Assert.False((bool)answer["funding"]!["eligible"]!);
        Assert.Equal(0, (int)answer["funding"]!["bursaryPounds"]!);
        Assert.False((bool)answer["degraded"]!);
    }

    [Fact]
    public async Task A_state_school_learns_of_the_free_place_the_bursary_and_the_online_introduction()
    {
        var answer = await Api.Recommend(With(Some.Request(), "sector", "secondary"));
        Assert.True((bool)answer["funding"]!["eligible"]!);
        Assert.Equal(0, (int)answer["funding"]!["feePounds"]!);
        Assert.Equal(1000, (int)answer["funding"]!["bursaryPounds"]!);
        Assert.Contains("£1,000", (string)answer["funding"]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(12, (int)answer["onlineIntroduction"]!["hours"]!);
    }

    [Fact]
    public async Task A_coordinate_places_a_person_as_its_district_does()
    {
        var byCoordinate = await Api.Recommend(
            new()
            {
                ["location"] = new JsonObject { ["latitude"] = 50.8357, ["longitude"] = -0.1705 },
            }
        );
        var byDistrict = await Api.Recommend(Some.Request("BN3"));
        Assert.Equal(byDistrict["eligibleCourses"]!.ToJsonString(), byCoordinate["eligibleCourses"]!.ToJsonString());
        Assert.Equal((string)byDistrict["recommendations"]![0]!["courseId"]!, (string)byCoordinate["recommendations"]![0]!["courseId"]!);
        Assert.Contains(
            byCoordinate["recommendations"]!.AsArray(),
            course =>
                course!["reasons"]!
                    .AsArray()
                    .Concat(course["cautions"]!.AsArray())
                    .Any(sentence => ((string)sentence!).EndsWith(" from you", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Null_and_empty_lists_mean_no_preference_like_fields_left_out()
    {
        var bare = await Api.Recommend(Some.Request());
        var nulls = Some.Request();
        foreach (
            var field in new[] { "maxDistanceMiles", "openToTravel", "canStayOvernight", "accreditation", "sector", "experience", "limit" }
        )
        {
            nulls[field] = null;
        }

        nulls["availability"] = new JsonObject
        {
            ["sessionTypes"] = new JsonArray(),
            ["unavailable"] = new JsonArray(),
            ["earliestStart"] = null,
        };
        nulls["preferences"] = new JsonObject { ["knownProviders"] = new JsonArray(), ["benchmarks"] = new JsonArray() };
        AssertSame(bare, await Api.Recommend(nulls));
        AssertSame(
            bare,
            await Api.Recommend(
                With(Some.Request(), "accreditation", new JsonObject { ["preferred"] = "noPreference", ["required"] = true })
            )
        );
    }

    [Fact]
    public async Task A_refused_course_says_how_many_cohorts_and_how_far_the_nearest_is()
    {
        var request = With(With(Some.Request("TR1"), "maxDistanceMiles", 40), "openToTravel", false);
        var answer = await Api.Recommend(request);
        var course = answer["notEligible"]!.AsArray().First(course => (string)course!["courseId"]! == "em-na-day")!;
        var tooFar = course["reasons"]!.AsArray().First(reason => (string)reason!["code"]! == "tooFar")!;
        var miles = CatalogueFiles.CohortsOfCourse["em-na-day"].Select(cohort => CatalogueFiles.Miles("TR1", cohort["id"])).ToList();
        Assert.Equal(
            $"All {miles.Count} of its cohorts are more than 40 miles away; the nearest of them is {miles.Min():0.0} miles away.",
            (string)tooFar["detail"]!
        );
    }

    [Fact]
    public async Task A_cohort_that_is_too_far_is_told_of_as_farther_than_the_limit_as_sent()
    {
        var answer = await Api.Recommend(With(With(Some.Request(), "maxDistanceMiles", 33.25), "limit", 100));
        var sentences = answer["notEligible"]!
            .AsArray()
            .SelectMany(course => course!["reasons"]!.AsArray())
            .Where(reason => (string)reason!["code"]! == "tooFar")
            .Select(reason => (string)reason!["detail"]!)
            .ToList();
        Assert.NotEmpty(sentences);
        Assert.All(
            sentences,
            sentence =>
            {
                var match = Regex.Match(sentence, "more than 33.25 miles away; (?:it|the nearest of them) is ([\\d.]+) miles away\\.$");
                Assert.True(match.Success && double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) > 33.25, sentence);
            }
        );
    }

    [Fact]
    public async Task What_refuses_every_cohort_of_a_course_stands_first()
    {
        var answer = await Api.Recommend(With(Some.Request(), "sector", "independent"));
        Assert.All(
            answer["notEligible"]!.AsArray(),
            course => Assert.Equal("notFunded", (string)course!["reasons"]!.AsArray()[0]!["code"]!)
        );
    }

    [Fact]
    public async Task Saying_a_thing_twice_changes_nothing()
    {
        JsonObject With4And5(params int[] benchmarks) =>
            With(
                Some.Request(),
                "preferences",
                new JsonObject { ["benchmarks"] = new JsonArray([.. benchmarks.Select(benchmark => JsonValue.Create(benchmark))]) }
            );
        AssertSame(await Api.Recommend(With4And5(4, 5)), await Api.Recommend(With4And5(5, 4, 4, 5, 4)));
    }

    [Fact]
    public async Task Pounds_and_apostrophes_stand_in_the_answer_as_they_are()
    {
        using var response = await Api.Post(Some.Request().ToJsonString());
        Assert.Contains("£1,000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The same but for the last digits, in which one processor's exponential function may differ from another's.</summary>
    private static bool Alike(JsonNode? expected, JsonNode? actual) =>
        (expected, actual) switch
        {
            (JsonObject a, JsonObject b) => a.Count == b.Count
                && a.All(field => b.ContainsKey(field.Key) && Alike(field.Value, b[field.Key])),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Alike(pair.First, pair.Second)),
            (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number =>
                Math.Abs((double)a - (double)b) <= 1e-9 * Math.Max(1, Math.Abs((double)a)),
            _ => JsonNode.DeepEquals(expected, actual),
        };

    internal static JsonObject With(JsonObject request, string field, JsonNode value)
    {
        request[field] = value;
        return request;
    }

    /// <summary>The same answers but for the request's id.</summary>
    internal static void AssertSame(JsonObject expected, JsonObject actual)
    {
        JsonObject WithoutId(JsonObject answer)
        {
            var copy = answer.DeepClone().AsObject();
            copy.Remove("requestId");
            return copy;
        }
        Assert.Equal(WithoutId(expected).ToJsonString(), WithoutId(actual).ToJsonString());
    }
}
