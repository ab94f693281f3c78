using System.Text.Json.Nodes;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>One person, and what they read about their courses.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("furtherEducation", "Has no content made specially for further education colleges")]
    [InlineData("special", "Has no content made specially for special schools")]
    [InlineData("alternativeProvision", "Has no content made specially for alternative provision")]
    [InlineData("secondary", null)]
    public async Task People_from_settings_that_miss_content_of_their_own_are_told_where_there_is_none(string sector, string? caution)
    {
        var general = await Courses(RecommendationTests.With(All(), "sector", sector));
        var told = general.Where(course => CatalogueFiles.Courses[(string)course["courseId"]!]["sectors"].Length == 0).ToList();
        Assert.NotEmpty(told);
        Assert.All(
            told,
            course =>
                Assert.Equal(caution, Texts(course, "cautions").Find(each => each.StartsWith("Has no content", StringComparison.Ordinal)))
        );
    }

    [Theory]
    [InlineData("level6", "level6", "You already hold a Level 6 careers qualification, and this course is Level 6 again")]
    [InlineData("level7", "level6", "You already hold a Level 7 careers qualification, and this course is Level 6")]
    [InlineData("level7", "level7", "You already hold a Level 7 careers qualification, and this course is Level 7 again")]
    [InlineData("level6", "level7", null)]
    [InlineData("level6", "nonAccredited", null)]
    [InlineData("level4", "level6", null)]
    [InlineData("none", "level6", null)]
    public async Task Who_holds_the_level_already_is_told_that_it_is_the_level_again(string held, string level, string? caution)
    {
        var courses = await Courses(
            RecommendationTests.With(All(), "experience", new JsonObject { ["highestCareersQualification"] = held })
        );
        var ofLevel = courses.Where(course => (string)course["accreditation"]! == level).ToList();
        Assert.NotEmpty(ofLevel);
        Assert.All(
            ofLevel,
            course =>
                Assert.Equal(caution, Texts(course, "cautions").Find(each => each.StartsWith("You already hold", StringComparison.Ordinal)))
        );
    }

    [Fact]
    public async Task What_all_that_are_shown_share_is_said_once_for_the_answer()
    {
        var request = All();
        request["accreditation"] = new JsonObject { ["preferred"] = "level6", ["required"] = true };
        var answer = await RunningApi.Shared.Recommend(request);
        Assert.Contains("Level 6, as you asked", answer["commonReasons"]!.AsArray().Select(reason => (string)reason!));
        var courses = answer["recommendations"]!.AsArray();
        Assert.True(courses.Count > 1);
        Assert.All(courses, course => Assert.NotEmpty(course!["reasons"]!.AsArray()));
        // A single course is told everything itself.
        request["limit"] = 1;
        answer = await RunningApi.Shared.Recommend(request);
        Assert.Empty(answer["commonReasons"]!.AsArray());
    }

    [Fact]
    public async Task A_level_that_is_far_beyond_what_is_near_gives_way_and_the_first_course_says_how_far_it_is()
    {
        var found = 0;
        foreach (var district in new[] { "TR1", "TR18", "PL1", "EX1", "CA1", "NR27", "TD15", "HR1", "LN1", "IP33" })
        {
            foreach (var level in new[] { "nonAccredited", "level6", "level7" })
            {
                var request = RecommendationTests.With(All(district), "accreditation", new JsonObject { ["preferred"] = level });
                var first = (await Courses(request))[0];
                var truth = new Truth(request, (string)first["cohort"]!["id"]!);
                var told = Texts(first, "cautions").Find(caution => caution.StartsWith("The nearest", StringComparison.Ordinal));
                var isFar = truth.Level != truth.Course["accreditation"] && truth.Nearest(truth.Level) > truth.Nearest(null) + 60;
                Assert.Equal(isFar ? $"The nearest {Name(level)} course is {truth.Nearest(truth.Level):0} miles away" : null, told);
                if (isFar)
                    found++;
            }
        }
        Assert.True(found > 0);

        static string Name(string level) => level == "nonAccredited" ? "non-accredited" : $"Level {level[^1]}";
    }

    private static JsonObject All(string postcode = "BN3") => RecommendationTests.With(Some.Request(postcode), "limit", 100);

    private static async Task<List<JsonNode>> Courses(JsonObject request) =>
        [.. (await RunningApi.Shared.Recommend(request))["recommendations"]!.AsArray().Select(course => course!)];

    private static List<string> Texts(JsonNode course, string list) => [.. course[list]!.AsArray().Select(text => (string)text!)];
}
