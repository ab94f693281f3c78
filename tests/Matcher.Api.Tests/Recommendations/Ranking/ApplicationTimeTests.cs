using System.Text.Json.Nodes;
using Matcher.Api.Hosting;
using Matcher.Api.Tests.BatchRuns;
using Matcher.Api.Tests.Catalogues;
using Matcher.Api.Tests.Scoring;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Microsoft.Data.Sqlite;

namespace Matcher.Api.Tests.Recommendations.Ranking;

/// <summary>
/// An application takes a while until it is sponsored and signed: what starts before is ranked behind, and a caution says so.
/// </summary>
public sealed class ApplicationTimeTests : IDisposable
{
    private const string Cohort = "wm-l6-day-reading-2611";
    private static readonly string ShortList = "reference,postcode\r\nP1,BN3\r\n";
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        store.Delete(recursive: true);
    }

    [Theory]
    [InlineData("21", null, 21)]
    [InlineData("40", null, 40)]
    [InlineData("0", null, 0)]
    [InlineData("21", 1, 0)]
    [InlineData("21", 20, 0)]
    [InlineData("21", 21, 21)]
    [InlineData("21", 60, 21)]
    [InlineData("21", -5, 0)]
    public async Task The_scorer_is_told_from_which_day_on_there_is_time_enough_unless_the_person_asked_for_earlier(
        string days,
        int? earliestStart,
        int expected
    )
    {
        var asked = new List<ScoreRequest>();
        await using var scorer = Scorer(asked);
        using var api = new RunningApi(("Scorer:Address", scorer.Address), ("Recommendations:ApplicationDays", days));
        var request = Some.Request();
        if (earliestStart is { } earliest)
            request["availability"] = new JsonObject { ["earliestStart"] = $"{RunningApi.Today.AddDays(earliest):yyyy-MM-dd}" };
        asked.Clear();
        Assert.False((bool)(await api.Recommend(request))["degraded"]!);
        Assert.Equal(RunningApi.Today.AddDays(expected).ToMessage(), Assert.Single(asked).StartFrom);
    }

    [Fact]
    public async Task Three_weeks_are_usual()
    {
        var asked = new List<ScoreRequest>();
        await using var scorer = Scorer(asked);
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        await api.Recommend(Some.Request());
        Assert.Equal(RunningApi.Today.AddDays(21).ToMessage(), asked[^1].StartFrom);
    }

    [Theory]
    [InlineData("21", "Starts on 26 November 2026, in 3 days: an application usually takes 21 days to be signed")]
    [InlineData("4", "Starts on 26 November 2026, in 3 days: an application usually takes 4 days to be signed")]
    [InlineData("3", null)]
    public async Task A_cohort_that_starts_too_soon_is_still_offered_with_a_caution(string days, string? caution)
    {
        using var api = new RunningApi(("Recommendations:ApplicationDays", days));
        Assert.Equal(caution, await CautionOfStart(api));
    }

    [Fact]
    public async Task A_cohort_that_starts_today_or_tomorrow_is_told_of_in_good_English()
    {
        using var api = new RunningApi();
        api.Clock.SetUtcNow(new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal("Starts tomorrow, on 26 November 2026: an application usually takes 21 days to be signed", await CautionOfStart(api));
        api.Clock.SetUtcNow(new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal("Starts today: an application usually takes 21 days to be signed", await CautionOfStart(api));
    }

    [Fact]
    public async Task A_batch_run_keeps_to_the_time_that_was_set_when_it_was_asked_for()
    {
        Uri run;
        using (
            var before = new RunningApi(
                ("BatchRuns:Folder", store.FullName),
                ("Scorer:Address", "http://127.0.0.1:9"),
                ("Recommendations:ApplicationDays", "40")
            )
        )
        {
            run = await new Hub(before).Accepted(ShortList, "?today=2026-12-01");
        }
        var asked = new List<ScoreRequest>();
        await using var scorer = Scorer(asked);
        using var after = new RunningApi(
            ("BatchRuns:Folder", store.FullName),
            ("Scorer:Address", scorer.Address),
            ("Recommendations:ApplicationDays", "10")
        );
        var done = await new Hub(after).UntilDone(run);
        Assert.Equal(40, (int)done["applicationDays"]!);
        var day = new DateOnly(2026, 12, 1);
        Assert.Equal(day.AddDays(40).ToMessage(), Assert.Single(asked, person => person.Today == day.ToMessage()).StartFrom);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("366")]
    public void A_time_that_makes_no_sense_keeps_the_service_from_starting(string days)
    {
        var refused = Assert.Throws<InvalidDataException>(() =>
            ApiApp.Build([
                "--urls=http://127.0.0.1:0",
                $"--BatchRuns:Folder={store.FullName}",
                $"--Recommendations:ApplicationDays={days}",
            ])
        );
        Assert.Contains("ApplicationDays", refused.Message, StringComparison.Ordinal);
    }

    private static FakeScorer Scorer(List<ScoreRequest> asked) =>
        new(
            (request, _) =>
            {
                lock (asked)
                    asked.Add(request);
                return Task.FromResult(FakeScorer.Alike(request));
            }
        );

    // What is said of when the cohort starts to somebody whom only it fits.
    private static async Task<string?> CautionOfStart(RunningApi api)
    {
        var request = Some.Request("RG1");
        var days = CatalogueFiles.Sessions[Cohort].Select(session => session["date"]).ToList();
        request["availability"] = new JsonObject { ["earliestStart"] = days.Min(), ["latestFinish"] = days.Max() };
        var course = (await api.Recommend(request))["recommendations"]!
            .AsArray()
            .Single(course => (string)course!["cohort"]!["id"]! == Cohort)!;
        return (string?)
            course["cautions"]!.AsArray().SingleOrDefault(caution => ((string)caution!).Contains("to be signed", StringComparison.Ordinal));
    }
}
