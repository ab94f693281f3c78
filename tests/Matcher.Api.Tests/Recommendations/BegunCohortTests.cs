using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>A cohort on the day on which it begins: wm-l6-day-reading-2611, whose first session is from 9:30 on 26 November 2026.</summary>
public sealed class BegunCohortTests : IDisposable
{
    private const string Course = "wm-l6-day";
    private const string Cohort = "wm-l6-day-reading-2611";
    private static readonly DateTimeOffset Begins = new(2026, 11, 26, 9, 30, 0, TimeSpan.Zero);

    private readonly RunningApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task It_is_offered_until_the_minute_in_which_its_first_session_begins()
    {
        api.Clock.SetUtcNow(Begins.AddMinutes(-1));
        Assert.Contains(Cohort, await Recommended());
        Assert.Contains(Cohort, await Listed("/v1/courses?pageSize=100"));
        Assert.Contains(Cohort, await Listed($"/v1/courses/{Course}"));
        var live = await LiveCohorts();

        api.Clock.SetUtcNow(Begins);
        Assert.DoesNotContain(Cohort, await Recommended());
        Assert.DoesNotContain(Cohort, await Listed("/v1/courses?pageSize=100"));
        Assert.DoesNotContain(Cohort, await Listed($"/v1/courses/{Course}"));
        Assert.Contains(Cohort, await Listed($"/v1/courses/{Course}?includePast=true"));
        Assert.True(await LiveCohorts() < live);
    }

    [Fact]
    public async Task Somebody_whom_only_that_cohort_fits_is_told_that_it_has_started()
    {
        api.Clock.SetUtcNow(Begins);
        var answer = await api.Recommend(OnlyThatCohort());
        var course = answer["notEligible"]!.AsArray().Single(course => (string)course!["courseId"]! == Course)!;
        Assert.Contains(course["reasons"]!.AsArray(), reason => (string)reason!["code"]! == "started");
    }

    [Fact]
    public async Task A_batch_run_for_that_day_offers_it_whatever_the_time()
    {
        api.Clock.SetUtcNow(Begins.AddHours(2));
        var hub = new Hub(api);
        var list = $"{{\"location\":{{\"postcode\":\"RG1\"}},\"availability\":{OnlyThatCohort()["availability"]!.ToJsonString()}}}\n";
        Assert.Contains(Cohort, await Ranked("2026-11-26"));
        Assert.DoesNotContain(Cohort, await Ranked("2026-11-27"));

        async Task<List<string>> Ranked(string day)
        {
            var run = await hub.Finished(list, $"?today={day}", "application/x-ndjson");
            return
            [
                .. (await hub.Lines(run, "results"))
                    .SelectMany(person => person["courses"]!.AsArray())
                    .Select(course => (string)course!["cohortId"]!),
            ];
        }
    }

    private static JsonObject OnlyThatCohort()
    {
        var request = Some.Request("RG1");
        var days = CatalogueFiles.Sessions[Cohort].Select(session => session["date"]).ToList();
        request["availability"] = new JsonObject { ["earliestStart"] = days.Min(), ["latestFinish"] = days.Max() };
        request["limit"] = 100;
        return request;
    }

    private async Task<List<string>> Recommended() =>
        [.. (await api.Recommend(OnlyThatCohort()))["recommendations"]!.AsArray().Select(course => (string)course!["cohort"]!["id"]!)];

    private async Task<List<string>> Listed(string address)
    {
        var answer = (await api.Client.GetFromJsonAsync<JsonObject>(address))!;
        var courses = answer["items"]?.AsArray() ?? [answer.DeepClone()];
        return [.. courses.SelectMany(course => course!["cohorts"]!.AsArray()).Select(cohort => (string)cohort!["id"]!)];
    }

    private async Task<int> LiveCohorts() => (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["liveCohorts"]!;
}
