using Google.Rpc;
using Grpc.Core;
using Matcher.Data;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>Cohorts that are said once and asked for again, through real gRPC.</summary>
public sealed class CohortCacheTests(RunningScorer scorer) : IClassFixture<RunningScorer>
{
    private const double Tolerance = 1e-4;

    [Fact]
    public async Task Kept_cohorts_score_as_said_ones_to_the_bit_and_the_same_list_has_the_same_key()
    {
        var (kept, said) = (await Kept(), Some.Request());
        Assert.Equal(kept.Kept.Key, (await Kept()).Kept.Key);
        (kept.Explain, said.Explain) = (true, true);
        var (ofKept, ofSaid) = (await scorer.Client.ScoreAsync(kept), await scorer.Client.ScoreAsync(said));
        Assert.Empty(ofKept.Scores);
        Assert.Equal(ofSaid.Scores.Select(score => score.Score_), ofKept.Kept.Scores);
        Assert.Equal(ofSaid.Scores.Select(score => score.ChoiceProbability), ofKept.Kept.ChoiceProbabilities);
        Assert.Equal(ofSaid.Scores.SelectMany(score => score.Contributions), ofKept.Kept.Contributions);
        Assert.Equal(ofSaid.BaseScore, ofKept.BaseScore);
        Assert.Equal(ofSaid.AverageContributions, ofKept.AverageContributions);
    }

    [Fact]
    public async Task Some_of_the_kept_cohorts_score_as_among_all()
    {
        var request = await Kept();
        var all = (await scorer.Client.ScoreAsync(request)).Kept.Scores;
        int[] some = [.. Enumerable.Range(0, all.Count).Where(place => place % 3 == 1)];
        var fewer = request.Clone();
        fewer.Kept = new() { Key = request.Kept.Key };
        foreach (var place in some)
            Add(fewer.Kept, place, Some.Request().Candidates[place]);
        Assert.Equal(some.Select(place => all[place]), (await scorer.Client.ScoreAsync(fewer)).Kept.Scores);
    }

    [Fact]
    public async Task What_is_explained_adds_up_in_both_forms()
    {
        var (kept, said) = (await Kept(), Some.Request());
        (kept.Explain, said.Explain) = (true, true);
        var ofKept = await scorer.Client.ScoreAsync(kept);
        Assert.Equal(Matcher.Scorer.Features.Factors.All, ofKept.Factors);
        Assert.All(
            ofKept.Kept.Scores.Zip(ofKept.Kept.Contributions.Chunk(ofKept.Factors.Count)),
            pair => Assert.Equal(pair.First, ofKept.BaseScore + pair.Second.Sum(), Tolerance)
        );
        var ofSaid = await scorer.Client.ScoreAsync(said);
        Assert.All(ofSaid.Scores, score => Assert.Equal(score.Score_, ofSaid.BaseScore + score.Contributions.Sum(), Tolerance));
    }

    [Fact]
    public async Task What_is_not_asked_for_is_not_explained()
    {
        var response = await scorer.Client.ScoreAsync(await Kept());
        Assert.Empty(response.Kept.Contributions);
        Assert.Empty(response.Factors);
        Assert.Empty(response.AverageContributions);
        Assert.Empty(response.Kept.Ranking);
        Assert.Equal(0, response.BaseScore);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task The_best_cohorts_of_the_first_courses_are_explained_as_they_are_among_all(int courses)
    {
        var (best, all, said) = (await Kept(), await Kept(), Some.Request());
        (best.ExplainBestCourses, all.Explain, said.ExplainBestCourses) = (courses, true, courses);
        var (ofBest, ofAll, ofSaid) = (
            await scorer.Client.ScoreAsync(best),
            (await scorer.Client.ScoreAsync(all)).Kept,
            await scorer.Client.ScoreAsync(said)
        );
        Assert.InRange(ofAll.Ranking.Count, 11, 1_000);
        Assert.Equal(ofAll.Ranking.Take(courses), ofBest.Kept.Ranking);
        Assert.Equal(ofAll.Ranking.Take(courses).Order(), ofBest.Kept.Explained);
        Assert.Equal(
            ofBest.Kept.Explained.SelectMany(place => ofAll.Contributions.Skip(place * ofBest.Factors.Count).Take(ofBest.Factors.Count)),
            ofBest.Kept.Contributions
        );
        Assert.Equal(
            ofBest.Kept.Explained,
            ofSaid.Scores.Index().Where(score => score.Item.Contributions.Count > 0).Select(score => score.Index)
        );
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(8, 8)]
    [InlineData(10_000, int.MaxValue)]
    public async Task More_courses_can_be_ordered_than_are_explained(int ranked, int most)
    {
        var (some, all) = (await Kept(), await Kept());
        (some.ExplainBestCourses, some.RankCourses, all.Explain) = (2, ranked, true);
        var (ofSome, ofAll) = ((await scorer.Client.ScoreAsync(some)).Kept, (await scorer.Client.ScoreAsync(all)).Kept);
        Assert.Equal(ofAll.Ranking.Take(most), ofSome.Ranking);
        Assert.Equal(ofAll.Ranking.Take(2).Order(), ofSome.Explained);
    }

    [Fact]
    public async Task The_ranking_has_every_course_once_by_its_best_cohort()
    {
        var request = await Kept();
        request.Explain = true;
        var kept = (await scorer.Client.ScoreAsync(request)).Kept;
        var courses = Some.Request()
            .Candidates.Index()
            .GroupBy(candidate => candidate.Item.Cohort.CourseId, candidate => candidate.Index)
            .ToList();
        Assert.Equal(
            courses.Select(course => course.Max(place => kept.Scores[place])).Order(),
            kept.Ranking.Select(place => kept.Scores[place]).Order()
        );
        Assert.All(kept.Ranking, place => Assert.True(kept.ChoiceProbabilities[place] > 0));
    }

    [Fact]
    public async Task A_cohort_that_names_no_course_is_one_of_its_own_and_two_cohorts_of_a_course_are_one()
    {
        var cohort = Some.Request().Candidates[0].Cohort;
        var request = new ScoreRequest
        {
            Profile = new(),
            Today = Some.Request().Today,
            ExplainBestCourses = 10,
        };
        foreach (var (id, course) in new[] { ("a", ""), ("b", ""), ("c", "own"), ("d", "two"), ("e", "two") })
        {
            var same = new Cohort(cohort) { Id = id, CourseId = course };
            request.Candidates.Add(new Candidate { Cohort = same, AttendableSessions = same.Sessions });
        }
        var scores = (await scorer.Client.ScoreAsync(request)).Scores;
        Assert.Equal(["a", "b", "c", "d"], scores.Where(score => score.Contributions.Count > 0).Select(score => score.CohortId));
        Assert.Equal([0.25, 0.25, 0.25, 0.25, 0], scores.Select(score => score.ChoiceProbability));
    }

    [Fact]
    public async Task A_key_that_nobody_was_given_is_not_found()
    {
        var request = await Kept();
        request.Kept.Key = "unknown";
        Assert.Equal(
            StatusCode.NotFound,
            (await Assert.ThrowsAsync<RpcException>(async () => await scorer.Client.ScoreAsync(request))).StatusCode
        );
    }

    public static TheoryData<string, Action<ScoreRequest>> Faults =>
        new()
        {
            { "candidates", request => request.Candidates.Add(Some.Request().Candidates[0]) },
            { "kept.cohorts", request => request.Kept = new() { Key = request.Kept.Key } },
            { "kept.distance_miles", request => request.Kept.DistanceMiles.RemoveAt(0) },
            { "kept.attendable_sessions", request => request.Kept.AttendableSessions.Add(0) },
            { "kept[1].cohorts", request => request.Kept.Cohorts[1] = 0 },
            { "kept[1].cohorts", request => request.Kept.Cohorts[1] = int.MaxValue },
            { "kept[0].cohorts", request => request.Kept.Cohorts[0] = -1 },
            { "kept[1].distance_miles", request => request.Kept.DistanceMiles[1] = double.NaN },
            { "kept[1].attendable_sessions", request => request.Kept.AttendableSessions[1] = 100 },
            { "kept[1].attendable_sessions", request => request.Kept.AttendableSessions[1] = -1 },
            { "today", request => request.ClearToday() },
            { "explain_best_courses", request => request.ExplainBestCourses = -1 },
            { "explain_best_courses", request => request.ExplainBestCourses = 10_001 },
            { "rank_courses", request => (request.ExplainBestCourses, request.RankCourses) = (1, -1) },
            { "rank_courses", request => (request.ExplainBestCourses, request.RankCourses) = (1, 10_001) },
            { "rank_courses", request => request.RankCourses = 1 },
            { "explain_best_courses", request => (request.Explain, request.ExplainBestCourses) = (true, 1) },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_request_for_kept_cohorts_that_breaks_the_contract_is_refused_with_the_fields_name(
        string field,
        Action<ScoreRequest> spoil
    )
    {
        var request = await Kept();
        spoil(request);
        Assert.Contains(field, await FaultyFields(async () => await scorer.Client.ScoreAsync(request)));
    }

    [Fact]
    public async Task Cohorts_that_break_the_contract_are_not_kept()
    {
        var cohort = Some.Request().Candidates[0].Cohort.Clone();
        cohort.Sessions = 0;
        Assert.Contains(
            "cohorts[0].sessions",
            await FaultyFields(async () => await scorer.Client.KeepCohortsAsync(new() { Cohorts = { cohort } }))
        );
        Assert.Contains("cohorts", await FaultyFields(async () => await scorer.Client.KeepCohortsAsync(new())));
    }

    [Fact]
    public void The_list_that_was_asked_for_longest_ago_gives_way_to_the_one_too_many()
    {
        var (kept, model) = (new CohortCache(), new CandidateScorer(LoadedModel.Load(DataFiles.Model)));
        string Keep(int place) => kept.Keep(new() { Cohorts = { Some.Request().Candidates[place].Cohort } }, model);
        string[] keys = [.. Enumerable.Range(0, CohortCache.MostLists).Select(Keep)];
        Assert.All(keys.Where((_, place) => place != 1), key => Assert.NotNull(kept.Find(key, model)));
        var oneMore = Keep(CohortCache.MostLists);
        Assert.Null(kept.Find(keys[1], model));
        Assert.All(keys.Where((_, place) => place != 1).Append(oneMore), key => Assert.NotNull(kept.Find(key, model)));
    }

    private async Task<ScoreRequest> Kept()
    {
        var request = Some.Request();
        var kept = await scorer.Client.KeepCohortsAsync(new() { Cohorts = { request.Candidates.Select(candidate => candidate.Cohort) } });
        var candidates = new KeptCandidates { Key = kept.Key };
        foreach (var (place, candidate) in request.Candidates.Index())
            Add(candidates, place, candidate);
        return new()
        {
            Profile = request.Profile,
            Today = request.Today,
            Kept = candidates,
        };
    }

    private static void Add(KeptCandidates candidates, int place, Candidate candidate)
    {
        candidates.Cohorts.Add(place);
        candidates.DistanceMiles.Add(candidate.DistanceMiles);
        candidates.AttendableSessions.Add(candidate.AttendableSessions);
    }

    private static async Task<IReadOnlyList<string>> FaultyFields(Func<Task> ask)
    {
        var error = await Assert.ThrowsAsync<RpcException>(ask);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        return [.. error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)];
    }
}
