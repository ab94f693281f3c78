using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Matcher.Api.Tests.Catalogues;
using Matcher.Api.Tests.Recommendations.Wording;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>What holds for everybody.</summary>
public sealed class RecommendationProperties
{
    private const int Requests = 300;
    private static readonly RunningApi Api = RunningApi.Shared;

    [Fact]
    public Task No_ineligible_cohort_is_ever_recommended_and_none_that_is_eligible_is_left_out() =>
        ForAnybody(
            (request, answer) =>
            {
                var recommended = Cohorts(answer).ToHashSet();
                foreach (var cohort in CatalogueFiles.Cohorts.Keys)
                {
                    // A distance that differs by rounding alone may fall on either side of the limit.
                    var truth = new Truth(request, cohort);
                    if ((double?)request["maxDistanceMiles"] is { } most && Math.Abs(truth.Miles - most) < 1e-6)
                        continue;
                    Assert.Equal(truth.Refusals.Count == 0, recommended.Contains(cohort));
                }
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task Every_course_stands_in_exactly_one_list() =>
        ForAnybody(
            (_, answer) =>
            {
                var courses = answer["recommendations"]!
                    .AsArray()
                    .Concat(answer["notEligible"]!.AsArray())
                    .Select(course => (string)course!["courseId"]!);
                Assert.Equal(CatalogueFiles.Courses.Keys.Order(StringComparer.Ordinal), courses.Order(StringComparer.Ordinal));
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task A_refused_course_has_the_codes_of_all_its_cohorts_each_with_a_true_sentence() =>
        ForAnybody(
            (request, answer) =>
            {
                foreach (var course in answer["notEligible"]!.AsArray())
                {
                    var expected = CatalogueFiles
                        .CohortsOfCourse[(string)course!["courseId"]!]
                        .SelectMany(cohort => new Truth(request, cohort["id"]).Refusals)
                        .Distinct()
                        .Order(StringComparer.Ordinal);
                    Assert.Equal(
                        expected,
                        course["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!).Order(StringComparer.Ordinal)
                    );
                    foreach (var reason in course["reasons"]!.AsArray())
                        RefusalClaims.Check(request, (string)course["courseId"]!, (string)reason!["code"]!, (string)reason["detail"]!);
                }
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task Ranks_count_up_and_probabilities_follow_the_scores_and_sum_to_one() =>
        ForAnybody(
            (_, answer) =>
            {
                var courses = answer["recommendations"]!.AsArray();
                Assert.Equal(Enumerable.Range(1, courses.Count), courses.Select(course => (int)course!["rank"]!));
                var byScore = courses
                    .OrderByDescending(course => (double)course!["score"]!)
                    .Select(course => (double)course!["choiceProbability"]!)
                    .ToList();
                Assert.Equal(byScore.OrderDescending(), byScore);
                // Each is told to six decimals.
                if (courses.Count > 0)
                    Assert.Equal(1, byScore.Sum(), 0.5e-6 * courses.Count);
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task A_course_scores_what_its_best_cohort_scores_so_other_cohorts_contribute_nothing() =>
        ForAnybody(
            (_, answer) =>
            {
                Assert.All(
                    answer["recommendations"]!.AsArray(),
                    course => Assert.DoesNotContain(course!["contributions"]!.AsArray(), each => (string)each!["factor"]! == "otherCohorts")
                );
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task Base_and_contributions_sum_to_the_score_the_largest_first() =>
        ForAnybody(
            (_, answer) =>
            {
                foreach (var course in answer["recommendations"]!.AsArray())
                {
                    var values = course!["contributions"]!.AsArray().Select(contribution => (double)contribution!["value"]!).ToList();
                    Assert.Equal((double)course["score"]!, (double)course["baseScore"]! + values.Sum(), 1e-4);
                    Assert.Equal(values.OrderByDescending(Math.Abs), values);
                    Assert.DoesNotContain(0, values);
                    Assert.Distinct(course["contributions"]!.AsArray().Select(contribution => (string)contribution!["factor"]!));
                }
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task The_facts_of_a_recommendation_are_those_of_the_catalogue() =>
        ForAnybody(
            (request, answer) =>
            {
                foreach (var course in answer["recommendations"]!.AsArray())
                {
                    var cohort = course!["cohort"]!;
                    var truth = new Truth(request, (string)cohort["id"]!);
                    Assert.Equal(truth.Course["id"], (string)course["courseId"]!);
                    Assert.Equal(truth.Course["accreditation"], (string)course["accreditation"]!);
                    Assert.Equal(truth.Course["provider"], (string)course["provider"]!["id"]!);
                    Assert.Equal(truth.Starts, Truth.Parse((string)cohort["startsOn"]!));
                    Assert.Equal(truth.Ends, Truth.Parse((string)cohort["endsOn"]!));
                    Assert.Equal(truth.Cohort["placesLeft"], ((int)cohort["placesLeft"]!).ToString(CultureInfo.InvariantCulture));
                    Assert.Equal(truth.Sessions.Count, (int)course["sessions"]!);
                    Assert.Equal(truth.Sessions.Count - truth.Missed, (int)course["sessionsYouCanAttend"]!);
                    Assert.Equal(truth.DaysAway, (double)course["daysAwayFromSchool"]!);
                    Assert.Equal(truth.Weeks, (int)course["weeks"]!);
                    Assert.InRange((double)course["distanceMiles"]! - truth.Miles, -0.051, 0.051);
                }
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task The_same_request_twice_gives_the_same_answer() =>
        ForAnybody(async (request, answer) => RecommendationTests.AssertSame(answer, await Api.Recommend(request)));

    [Fact]
    public async Task Each_preferred_level_leads_in_at_least_85_percent_of_requests_where_it_is_eligible()
    {
        var asked = new Dictionary<string, (int Leads, int All)>();
        await ForAnybody(
            (request, answer) =>
            {
                // Where no other level is allowed it leads anyway.
                if ((bool?)request["accreditation"]?["required"] == true)
                    return Task.CompletedTask;
                var level = (string?)request["accreditation"]?["preferred"];
                var courses = answer["recommendations"]!.AsArray();
                if (level is null || !courses.Any(course => (string)course!["accreditation"]! == level))
                    return Task.CompletedTask;
                var (leads, all) = asked.GetValueOrDefault(level);
                asked[level] = (leads + ((string)courses[0]!["accreditation"]! == level ? 1 : 0), all + 1);
                return Task.CompletedTask;
            },
            1000
        );
        Assert.Equal(["level6", "level7", "nonAccredited"], asked.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            asked,
            level =>
                Assert.True(
                    level.Value.All > 30 && level.Value.Leads >= 0.85 * level.Value.All,
                    $"{level.Key} leads in {level.Value.Leads} of {level.Value.All}."
                )
        );
    }

    [Fact]
    public async Task The_order_of_the_catalogues_rows_changes_no_answer()
    {
        var folder = Directory.CreateTempSubdirectory("matcher-test-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Data.DataFiles.Catalogue))
            {
                var rows = await File.ReadAllLinesAsync(file);
                new Random(20261123).Shuffle(rows.AsSpan(1));
                await File.WriteAllLinesAsync(Path.Combine(folder.FullName, Path.GetFileName(file)), rows);
            }
            using var shuffled = new RunningApi(("Catalogue:Folder", folder.FullName));
            await ForAnybody(async (request, answer) => RecommendationTests.AssertSame(answer, await shuffled.Recommend(request)), 60);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static Task ForAnybody(Func<JsonObject, JsonObject, Task> holds, int requests = Requests) =>
        Some.AnyRequest.SampleAsync(
            async request => await holds(request, await Api.Recommend(request)),
            iter: requests,
            threads: 1,
            print: request => request.ToJsonString()
        );

    private static IEnumerable<string> Cohorts(JsonObject answer) =>
        answer["recommendations"]!
            .AsArray()
            .SelectMany(course =>
                course!["otherCohorts"]!.AsArray().Select(other => (string)other!["id"]!).Append((string)course["cohort"]!["id"]!)
            );
}
