using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>The advice for people whom little fits. All of it is checked by asking again without the wish.</summary>
public sealed class AdviceTests
{
    private const string Wish = "^(?<wish>If you .+): (?<n>\\d+) more courses? within (?<miles>\\d+) miles of (?<home>\\w+)\\.$";

    private static readonly (string Form, Action<JsonObject> GiveUp)[] Wishes =
    [
        ("If you could travel more than [\\d.]+ miles?", request => request.Remove("maxDistanceMiles")),
        ("If you did not need (a non-accredited course|Level 6|Level 7)", request => request.Remove("accreditation")),
        ("If you could stay overnight", request => request.Remove("canStayOvernight")),
        ("If you could start before \\d+ \\w+ \\d{4}", request => Availability(request).Remove("earliestStart")),
        ("If you could finish after \\d+ \\w+ \\d{4}", request => Availability(request).Remove("latestFinish")),
        ("If you were free on your unavailable dates", request => Availability(request).Remove("unavailable")),
        ("If you could attend weekday full days", request => Allow(request, "weekdayFullDay")),
        ("If you could attend weekday half days", request => Allow(request, "weekdayHalfDay")),
        ("If you could attend two days back to back", request => Allow(request, "twoDaysBackToBack")),
        ("If you could attend twilight sessions", request => Allow(request, "twilight")),
        ("If you could attend weekend sessions", request => Allow(request, "weekend")),
        ("If you could attend online sessions", request => Allow(request, "online")),
    ];

    [Fact]
    public async Task Whom_enough_fits_needs_no_advice() => Assert.Empty(await Advice(Some.Request("N1")));

    [Fact]
    public async Task Where_the_level_asked_for_is_far_away_it_is_said_how_far_and_what_would_help()
    {
        var request = RecommendationTests.With(Some.Request("TR1"), "accreditation", new JsonObject { ["preferred"] = "level6" });
        var advice = await Advice(request);
        var nearest = CatalogueFiles
            .Cohorts.Keys.Select(cohort => new Truth(request, cohort))
            .Where(cohort => cohort.Course["accreditation"] == "level6" && cohort.Refusals.Count == 0)
            .MinBy(cohort => cohort.Miles)!;
        Assert.True(nearest.Miles > 30);
        Assert.Equal(
            $"No Level 6 course within 30 miles of TR1 fits: the nearest that does is {nearest.Miles:0} miles away ({nearest.Venue["name"]}).",
            advice[0]
        );
    }

    [Fact]
    public async Task A_distance_that_nothing_meets_is_answered_with_the_nearest_and_what_more_miles_would_bring()
    {
        var request = RecommendationTests.With(Some.Request("TR19"), "maxDistanceMiles", 0.5);
        var advice = await Advice(request);
        Assert.Equal("No course fits everything you asked for.", advice[0]);
        Assert.Matches(
            "^No course within 0.5 miles of TR19 fits: the nearest that otherwise fits is \\d+ miles? away \\(.+\\)\\.$",
            advice[1]
        );
        Assert.Matches("^If you could travel more than 0.5 miles: \\d+ more courses? within \\d+ miles of TR19\\.$", advice[2]);
    }

    [Fact]
    public async Task A_venue_that_is_shown_as_30_0_miles_away_counts_as_within_30_miles()
    {
        var request = RecommendationTests.With(Some.Request("WS3"), "accreditation", new JsonObject { ["preferred"] = "level7" });
        request["canStayOvernight"] = false;
        request["availability"] = new JsonObject { ["earliestStart"] = "2026-11-29" };
        var advice = await Advice(request);
        request.Remove("accreditation");
        request["limit"] = 100;
        var courses = Courses(await RunningApi.Shared.Recommend(request)).Values;
        Assert.Contains(courses, course => course.Miles == 30);
        var near = courses.Count(course => course.Miles <= 30);
        Assert.Contains($"If you did not need Level 7: {near} more courses within 30 miles of WS3.", advice);
    }

    [Fact]
    public async Task Who_can_only_come_on_days_that_few_courses_have_learns_which_days_would_help()
    {
        var request = RecommendationTests.With(
            Some.Request(),
            "availability",
            new JsonObject { ["sessionTypes"] = new JsonArray("twilight") }
        );
        request["maxDistanceMiles"] = 30;
        var advice = await Advice(request);
        Assert.Contains(
            advice,
            sentence => Regex.IsMatch(sentence, "^If you could attend .+: \\d+ more courses? within 30 miles of BN3\\.$")
        );
    }

    [Fact]
    public async Task An_independent_school_is_told_that_no_wish_would_help() =>
        Assert.Equal(
            "No course fits: places are funded for state-funded schools and colleges only.",
            Assert.Single(await Advice(RecommendationTests.With(Some.Request(), "sector", "independent")))
        );

    [Fact]
    public Task Advice_is_given_exactly_when_little_fits_and_every_number_in_it_is_true() =>
        RecommendationProperties.ForAnybody(
            async (request, answer) =>
            {
                var advice = Texts(answer);
                var wanted = (string?)request["accreditation"]?["preferred"] is { } level && level != "noPreference" ? level : null;
                var had = Courses(answer);
                var isFew = had.Count < 3;
                var nearest = had.Where(course => wanted is null || course.Value.Level == wanted)
                    .Select(course => course.Value.Miles)
                    .DefaultIfEmpty(double.PositiveInfinity)
                    .Min();
                if (Math.Abs(nearest - 30) < 0.1)
                    return;
                Assert.Equal(isFew || nearest > 30, advice.Count > 0);
                if (advice.Count == 0 || (string?)request["sector"] == "independent")
                    return;

                var told = advice.Select(sentence => Regex.Match(sentence, Wish)).Where(match => match.Success).ToList();
                Assert.True(told.Count <= 3);
                Assert.All(
                    advice.SkipLast(told.Count),
                    sentence =>
                        Assert.Matches("^(No (course|non-accredited course|Level 6 course|Level 7 course) |Only [12] course)", sentence)
                );
                foreach (var (form, giveUp) in Wishes)
                {
                    var relaxed = request.DeepClone().AsObject();
                    giveUp(relaxed);
                    if (JsonNode.DeepEquals(request, relaxed))
                        continue;
                    var filter = isFew ? null : wanted;
                    var counted = had.Where(course => filter is null || course.Value.Level == filter)
                        .Select(course => course.Key)
                        .ToHashSet();
                    var gains = Courses(await RunningApi.Shared.Recommend(relaxed))
                        .Where(course =>
                            !counted.Contains(course.Key)
                            && (filter is null || form.Contains("did not need", StringComparison.Ordinal) || course.Value.Level == filter)
                        )
                        .Select(course => course.Value.Miles)
                        .ToList();
                    var match = told.Find(match => Regex.IsMatch(match.Groups["wish"].Value, $"^{form}$"));
                    if (match is null)
                    {
                        Assert.True(
                            gains.Count == 0 || told.Count == 3,
                            $"Giving up \"{form}\" would bring {gains.Count} courses, and nothing says so."
                        );
                        continue;
                    }
                    var miles = double.Parse(match.Groups["miles"].Value, CultureInfo.InvariantCulture);
                    Assert.Equal(gains.Count(each => each <= miles), int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture));
                    Assert.True(miles == 30 || gains.Min() > miles - 10.1);
                }
            },
            150
        );

    private static async Task<List<string>> Advice(JsonObject request) => Texts(await RunningApi.Shared.Recommend(request));

    private static List<string> Texts(JsonObject answer) => [.. answer["advice"]!.AsArray().Select(sentence => (string)sentence!)];

    // Each course with its level and its nearest cohort.
    private static Dictionary<string, (string Level, double Miles)> Courses(JsonObject answer) =>
        answer["recommendations"]!
            .AsArray()
            .ToDictionary(
                course => (string)course!["courseId"]!,
                course =>
                    (
                        (string)course!["accreditation"]!,
                        course["otherCohorts"]!
                            .AsArray()
                            .Select(other => (double)other!["distanceMiles"]!)
                            .Append((double)course["distanceMiles"]!)
                            .Min()
                    )
            );

    private static JsonObject Availability(JsonObject request) => request["availability"]?.AsObject() ?? [];

    private static void Allow(JsonObject request, string type)
    {
        if (Availability(request)["sessionTypes"] is JsonArray { Count: > 0 } types && !types.Any(each => (string)each! == type))
            types.Add(type);
    }
}
