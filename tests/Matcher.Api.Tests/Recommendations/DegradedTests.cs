using System.Net;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>Without its scorer the API still answers, in a plain order, and says so.</summary>
public sealed class DegradedTests : IDisposable
{
    private readonly RunningApi api = new(("Scorer:Address", "http://127.0.0.1:9"));

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task The_plain_order_is_what_can_be_applied_for_then_wanted_level_then_distance_then_start()
    {
        var request = RecommendationTests.With(Some.Sample("newbie-brighton"), "limit", 100);
        var answer = await api.Recommend(request);
        Assert.True((bool)answer["degraded"]!);
        Assert.Null(answer["modelVersion"]);
        Assert.Null(answer["simulatedModel"]);
        var courses = answer["recommendations"]!.AsArray();
        Assert.NotEmpty(courses);
        Assert.All(courses, course => Assert.True(course!["score"] is null && course["choiceProbability"] is null));
        var cohorts = courses.Select(course => (string)course!["cohort"]!["id"]!).ToList();
        var plain = cohorts
            .OrderByDescending(cohort => new Truth(request, cohort).Starts >= RunningApi.Today.AddDays(21))
            .ThenByDescending(cohort => new Truth(request, cohort).Course["accreditation"] == "level6")
            .ThenBy(cohort => Math.Round(CatalogueFiles.Miles("BN3", cohort), 4))
            .ThenBy(cohort => new Truth(request, cohort).Starts);
        Assert.Equal(plain, cohorts);
    }

    [Fact]
    public async Task The_same_courses_are_eligible_as_with_scores()
    {
        var (plain, scored) = (await api.Recommend(Some.Request()), await RunningApi.Shared.Recommend(Some.Request()));
        Assert.Equal((int)scored["eligibleCourses"]!, (int)plain["eligibleCourses"]!);
        Assert.Equal(scored["notEligible"]!.ToJsonString(), plain["notEligible"]!.ToJsonString());
    }

    [Fact]
    public async Task It_is_live_but_not_ready_until_real_requests_have_been_scored()
    {
        Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync("/health/live")).StatusCode);
        await api.Problem(503, new(HttpMethod.Get, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, (await RunningApi.Shared.Client.GetAsync("/health/ready")).StatusCode);
    }
}
